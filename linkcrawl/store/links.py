"""The links of one read page → rows: what changed since the page was last read."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from hashlib import blake2b

from linkcrawl.classify.placement import PLACEMENT_VERSION
from linkcrawl.items import Link, Page
from linkcrawl.memory import Encounters
from linkcrawl.store.intern import Interned, storable
from linkcrawl.store.placed import (
    RULED,
    Anywhere,
    OpenRows,
    Period,
    Placed,
    anywhere,
    newly_ruled,
    place_told,
    rules_of,
)
from linkcrawl.store.sights import LinkRow, write_sights
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Presence, Relation

# Seen in the HTML is one fact, whether or not a browser looked as well.
_IN_HTML = {Presence.RAW_AND_RENDERED: Presence.RAW}
# What the HTML alone does not tell.
_NEEDS_BROWSER = (Presence.RENDERED_ONLY, Presence.IN_IFRAME, Presence.NOT_CLICKABLE)
# Numbers for truths and "" for nothing: sqlite3 first looks for adapters of True and None, which
# takes as long as to store a row.
_INSERT = (
    "insert into link(page_id, first_visit, position, leaves, anchor_id, path_id, placement_id,"
    " confidence, rules, in_prose, hidden, presence_id, before, after)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''))"
)
# From here on a link has what is concluded from the rest and stands in no row of its own.
_CONCLUDED = Link._fields.index("placement_evidence")
_LEAVES, _WHAT, _PLACED, _HIDDEN, _PRESENCE = 3, 4, slice(6, 9), 10, 11
_ABSENT = "\x01"

_Row = tuple[object, ...]


class LinkWriter:
    """Writes the periods of links inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, ids: Interned, own: Collection[str]) -> None:
        self._connection = connection
        self._ids = ids
        self._own = frozenset(own)
        self._encounters = Encounters()

    def write(self, page: Page, read_id: int, visit_id: int, *, first: bool) -> None:
        """End the periods of links that are gone, begin those of links that are new.

        *first* says that the page was never read before.
        """
        source_site = site_of(page.final_url)
        rows = self._rows(page.links, read_id, visit_id, source_site)
        if first:
            new = rows
            seen: list[LinkRow] = [
                (link, read_id, visit_id, link.position)
                for link in page.links
                if link.sight and link.site not in ("", source_site)
            ]
        else:
            new, seen = self._compare(page, rows, read_id, visit_id)
        self._connection.executemany(_INSERT, new)
        if new and self._matters(page, source_site):
            measures = b"".join(link.surroundings.features for link in page.links)
            packed = zlib.compress(measures, level=1)
            self._connection.execute("insert into measures values (?, ?)", (visit_id, packed))
        if seen:
            write_sights(self._connection, visit_id, seen)

    def _compare(
        self, page: Page, rows: list[_Row], read_id: int, visit_id: int
    ) -> tuple[list[_Row], list[LinkRow]]:
        """The rows that begin a period, and where the links that leave have theirs."""
        measured = any(link.surroundings.features for link in page.links)
        # A memory does not move what was there before.
        open_rows, ruled = self._open(read_id, PLACEMENT_VERSION if measured else None)
        # What the user places may have stood elsewhere.
        others = anywhere(open_rows) if any(link.ruled for link in page.links) else {}
        by_user = bool(ruled or others)
        moved: list[_Row] = []
        new: list[_Row] = []
        seen: list[LinkRow] = []
        for link, row in zip(page.links, rows, strict=True):
            same = self._same(open_rows, row, page.rendered, others)
            if by_user and same and newly_ruled(row[_PLACED], ruled.get(same[0])):
                moved.append((*row[_PLACED], read_id, *same[0]))
            if row[_LEAVES]:
                seen.append((link, read_id, *(same[0] if same else (visit_id, link.position))))
            if same:
                same.pop(0)
            else:
                new.append(row)
        self._connection.executemany(
            "update link set placement_id = ?, confidence = ?, rules = ?"
            " where page_id = ? and first_visit = ? and position = ?",
            moved,
        )
        self._miss(page, open_rows, read_id, visit_id)
        return new, seen

    def _miss(self, page: Page, open_rows: OpenRows, read_id: int, visit_id: int) -> None:
        """End the periods that are left; a browser's alone can't be missed without one."""
        needs_browser = {self._ids.text(presence) for presence in _NEEDS_BROWSER}
        # Nor can any on half a page.
        missed = [
            period
            for key, periods in open_rows.items()
            if not page.truncated and (page.rendered or key[4] not in needs_browser)
            for period in periods
        ]
        self._connection.executemany(
            "update link set gone_visit = ? where page_id = ? and first_visit = ? and position = ?",
            [(visit_id, read_id, *period) for period in missed],
        )

    def _open(self, read_id: int, rules: int | None) -> tuple[OpenRows, Mapping[Period, Placed]]:
        """The open periods; *rules* are those whose placements count. And what the user placed."""
        open_rows: defaultdict[tuple[object, ...], list[Period]] = defaultdict(list)
        ruled: dict[Period, Placed] = {}
        for row in self._connection.execute(
            # What others placed may have stood here all along.
            "select first_visit, position, anchor_id, path_id,"
            " iif(rules = ?, placement_id, 0), hidden, presence_id, placement_id, confidence, rules"
            " from link where page_id = ? and gone_visit is null",
            (rules, read_id),
        ):
            open_rows[row[2:7]].append(row[:2])
            if row[9] == RULED:
                ruled[row[:2]] = row[7:]
        return open_rows, ruled

    def _same(
        self, open_rows: OpenRows, row: _Row, rendered: bool, others: Anywhere
    ) -> list[Period]:
        """The open periods of the links that say what *row* says."""
        what, hidden, presence = row[_WHAT : _WHAT + 3], row[_HIDDEN], row[_PRESENCE]
        placed_otherwise = (*what[:2], 0)
        same = open_rows.get((*what, hidden, presence)) or open_rows.get(
            (*placed_otherwise, hidden, presence), []
        )
        if not same and row[_PLACED][2] == RULED:
            same = next(filter(None, others.get((*what[:2], hidden, presence), ())), [])
        if same or rendered:
            return same
        # The HTML alone does not tell that a link has come into sight.
        unclickable = self._ids.text(Presence.NOT_CLICKABLE)
        return open_rows.get((*what, True, presence)) or open_rows.get(
            (*what, False, unclickable), []
        )

    def _matters(self, page: Page, site: str) -> bool:
        """True for a page whose links are judged: one of an own site, or that links to one."""
        return site in self._own or any(link.relation is Relation.OWN for link in page.links)

    def _rows(self, links: tuple[Link, ...], read_id: int, visit_id: int, site: str) -> list[_Row]:
        """A row for each link, as if it began a period."""
        stays, known = ("", site), self._ids.links.newer
        return [
            # A link that a site repeats says the same on each page but for its position.
            (read_id, visit_id, link[0], 0 if link.site in stays else 1)
            + (known.get(said := link[1:_CONCLUDED]) or self._said(link, said))
            for link in links
        ]

    def _said(self, link: Link, said: tuple[object, ...]) -> _Row:
        """The rest of a link's row, of which *said* is all that it depends on."""
        if known := self._ids.links.older(said):
            return known
        text = self._ids.text
        row = (
            self._ids.anchor(link),
            text(link.surroundings.path),
            text(link.placement),
            round(link.placement_confidence * 100),
            rules_of(link),
            int(link.in_prose),
            int(link.hidden),
            text(_IN_HTML.get(link.presence, link.presence)),
            link.before and storable(link.before),
            link.after and storable(link.after),
        )
        if self._encounters.again(said):
            self._ids.links.keep(said, row)
        return row


def links_digest(links: tuple[Link, ...]) -> bytes:
    """Eight bytes for what the links of a page say, and where measures place them."""
    if not links:
        return b""
    columns = dict(zip(Link._fields, zip(*links, strict=True), strict=True))
    said = [
        *columns["tag"],
        *columns["url"],
        *columns["anchor_text"],
        *(_ABSENT if alt is None else alt for alt in columns["image_alt"]),
        *columns["title"],
        *map(" ".join, columns["rel"]),
        *(around.path for around in columns["surroundings"]),
        *map(place_told, links),
        *map(str, columns["hidden"]),
        *map(_IN_HTML.get, columns["presence"], columns["presence"]),
    ]
    # Nothing that was parsed holds the character between them.
    return blake2b("\x00".join(said).encode(errors="replace"), digest_size=8).digest()
