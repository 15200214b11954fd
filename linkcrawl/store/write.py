"""Page → rows: a visit, and what changed since the page was last read."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from linkcrawl.classify.placement import PLACEMENT_VERSION
from linkcrawl.items import Fetch, Link, Page, Presence, Relation
from linkcrawl.store.footprints import write_footprints
from linkcrawl.store.intern import Interned
from linkcrawl.store.sights import LinkRow, write_sights
from linkcrawl.urls import site_of

# Seen in the HTML is one fact, whether or not a browser looked as well.
_IN_HTML = {Presence.RAW_AND_RENDERED: Presence.RAW}
# What the HTML alone does not tell.
_NEEDS_BROWSER = (Presence.RENDERED_ONLY, Presence.IN_IFRAME, Presence.NOT_CLICKABLE)

# The first visit and the position of a link's row; and those of equal links, by what they say.
_Period = tuple[int, int]
_OpenRows = dict[tuple[object, ...], list[_Period]]


@dataclass(frozen=True, slots=True)
class Written:
    """The ids that one visit got, and the page whose links it read."""

    page_id: int
    read_page_id: int | None


class PageWriter:
    """Writes visits inside the caller's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        ids: Interned,
        crawl_id: int,
        own: Collection[str] = (),
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._crawl_id = crawl_id
        self._own = frozenset(own)

    def write(self, page: Page) -> Written:
        """Store one visit. A page that says what it said before costs one row."""
        page_id = self._ids.page(page.url)
        if page.fetch is not Fetch.OK:
            self._visit(page, page_id, None, None)
            return Written(page_id, None)
        read_id = self._ids.page(page.final_url)
        links_digest = _links_digest(page.links)
        known = self._connection.execute(
            "select id, digest, links_digest from document where page_id = ?"
            " order by id desc limit 1",
            (read_id,),
        ).fetchone()
        digest = _digest(page, links_digest)
        if known and known[1] == digest:
            document_id = known[0]
        else:
            document_id = self._document(page, read_id, digest, links_digest)
        visit_id = self._visit(page, page_id, read_id, document_id)
        looked_at = any(link.sight for link in page.links)
        if known is None or known[2] != links_digest or looked_at:
            self._links(page, read_id, visit_id)
        if page.footprints:
            site = self._ids.site(site_of(page.final_url))
            day = stamp(page.fetched_at)[:10]
            write_footprints(self._connection, site, read_id, day, page.footprints)
        return Written(page_id, read_id)

    def _visit(self, page: Page, page_id: int, read_id: int | None, document_id: int | None) -> int:
        row = (
            self._crawl_id, page_id, read_id, document_id, stamp(page.fetched_at), page.fetch,
            page.status, page.rendered, page.failure or None,
            self._ids.page(page.final_url) if page.final_url != page.url else None,
            " ".join(page.bots_kept_out) or None,
        )  # fmt: skip
        cursor = self._connection.execute(
            "insert into visit(crawl_id, page_id, read_page_id, document_id, at, fetch, status,"
            " rendered, failure, answered_id, bots_kept_out)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _document(self, page: Page, read_id: int, digest: bytes, links_digest: bytes) -> int:
        ids = self._ids
        row = (
            read_id, digest, links_digest, page.text_digest, page.word_count,
            ids.text(page.title), ids.text(page.h1), page.language, page.charset,
            page.content_type, ids.page(page.canonical) if page.canonical else None,
            ids.page(page.canonical_header) if page.canonical_header else None,
            page.refresh, _robots(page), _traces(page), page.truncated,
        )  # fmt: skip
        marks = ", ".join("?" * len(row))
        cursor = self._connection.execute(
            "insert into document(page_id, digest, links_digest, text_digest, word_count,"
            " title_id, h1_id, language, charset, content_type, canonical_id,"
            f" canonical_header_id, refresh, robots, traces, truncated) values ({marks})",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _links(self, page: Page, read_id: int, visit_id: int) -> None:
        """End the periods of links that are gone, begin those of links that are new."""
        open_rows: _OpenRows = defaultdict(list)
        unseen: list[_Period] = []
        for row in self._connection.execute(
            # What other rules placed, or the user, may have stood here all along.
            "select first_visit, position, anchor_id, path_id,"
            " iif(rules = ?, placement_id, 0), hidden, presence_id"
            " from link where page_id = ? and gone_visit is null",
            (PLACEMENT_VERSION, read_id),
        ):
            open_rows[row[2:]].append(row[:2])
        source_site = site_of(page.final_url)
        new = []
        seen: list[LinkRow] = []
        for link in page.links:
            row = self._link_row(link, read_id, visit_id, source_site)
            same = self._same(open_rows, row, page.rendered)
            if row[8]:
                seen.append((link, read_id, *(same[0] if same else (visit_id, link.position))))
            if same:
                same.pop(0)
                continue
            new.append(row)
        needs_browser = {self._ids.text(presence) for presence in _NEEDS_BROWSER}
        for key, rows in open_rows.items():
            # What only a browser shows can't be missed without one, nor on half a page.
            if not page.truncated and (page.rendered or key[4] not in needs_browser):
                unseen += rows
        self._connection.executemany(
            "update link set gone_visit = ? where page_id = ? and first_visit = ? and position = ?",
            [(visit_id, read_id, *row) for row in unseen],
        )
        self._connection.executemany(
            "insert into link(page_id, first_visit, position, anchor_id, path_id,"
            " placement_id, confidence, rules, leaves, in_prose, hidden, presence_id, before,"
            " after) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            new,
        )
        if new and self._matters(page, source_site):
            measures = b"".join(link.surroundings.features for link in page.links)
            packed = zlib.compress(measures, level=1)
            self._connection.execute("insert into measures values (?, ?)", (visit_id, packed))
        write_sights(self._connection, visit_id, seen)

    def _matters(self, page: Page, site: str) -> bool:
        """True for a page whose links are judged: one of an own site, or that links to one."""
        return site in self._own or any(link.relation is Relation.OWN for link in page.links)

    def _same(self, open_rows: _OpenRows, row: tuple[object, ...], rendered: bool) -> list[_Period]:
        """The open periods of the links that say what *row* says."""
        what, hidden, presence = row[3:6], row[10], row[11]
        placed_otherwise = (*row[3:5], 0)
        same = open_rows.get((*what, hidden, presence)) or open_rows.get(
            (*placed_otherwise, hidden, presence), []
        )
        if same or rendered:
            return same
        # The HTML alone does not tell that a link has come into sight.
        unclickable = self._ids.text(Presence.NOT_CLICKABLE)
        return open_rows.get((*what, True, presence)) or open_rows.get(
            (*what, False, unclickable), []
        )

    def _link_row(self, link: Link, read_id: int, visit_id: int, site: str) -> tuple[object, ...]:
        ids = self._ids
        leaves = link.site not in ("", site)
        return (
            read_id, visit_id, link.position, ids.anchor(link),
            ids.text(link.surroundings.path), ids.text(link.placement),
            round(link.placement_confidence * 100), 0 if link.ruled else PLACEMENT_VERSION, leaves,
            link.in_prose,
            link.hidden, ids.text(_IN_HTML.get(link.presence, link.presence)),
            _storable(link.before),
            _storable(link.after),
        )  # fmt: skip


def stamp(moment: datetime) -> str:
    """A moment as the database writes it: UTC, to the second.

    >>> stamp(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    '2026-11-21T12:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _storable(words: str) -> str | None:
    return words.encode(errors="replace").decode() or None


def _robots(page: Page) -> str:
    return json.dumps([[d.agent, d.value, d.source] for d in page.robots])


def _traces(page: Page) -> str:
    return json.dumps([[t.presence, t.url, t.words] for t in page.traces])


def _links_digest(links: tuple[Link, ...]) -> bytes:
    said = "\n".join(
        "\t".join((
            link.tag, link.url, link.anchor_text, link.image_alt or "-", link.title, *link.rel,
            link.surroundings.path, link.placement, "hidden" if link.hidden else "",
            _IN_HTML.get(link.presence, link.presence),
        ))
        for link in links
    )  # fmt: skip
    return blake2b(said.encode(errors="replace"), digest_size=8).digest()


def _digest(page: Page, links_digest: bytes) -> bytes:
    facts = (
        page.title, page.h1, page.language, page.charset, page.content_type, page.canonical,
        page.canonical_header, page.refresh, page.robots, page.traces, page.text_digest,
        page.truncated,
    )  # fmt: skip
    return blake2b(repr(facts).encode(errors="replace") + links_digest, digest_size=8).digest()
