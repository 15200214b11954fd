"""Page → rows: a visit, and what changed since the page was last read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from linkcrawl.items import Page
from linkcrawl.store.footprints import write_footprints
from linkcrawl.store.intern import Interned, storable
from linkcrawl.store.links import LinkWriter, links_digest
from linkcrawl.store.topics import write_topic
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Fetch


class Digests(NamedTuple):
    """Eight bytes for what a page declares with its links, and for its links."""

    document: bytes
    links: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The ids that one visit got, and the page whose links it read."""

    page_id: int
    read_page_id: int | None
    visit_id: int


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
        self._links = LinkWriter(connection, ids, own)

    def write(self, page: Page, digests: Digests | None = None) -> Written:
        """Store one visit. A page that says what it said before costs one row.

        *digests* are those that the page had when it was stored elsewhere.
        """
        page_id = self._ids.page(page.url)
        if page.fetch is not Fetch.OK:
            return Written(page_id, None, self._visit(page, page_id, None, None))
        read_id = self._ids.page(page.final_url)
        digest, said = digests or digests_of(page)
        known = self._connection.execute(
            "select id, digest, links_digest from document where page_id = ?"
            " order by id desc limit 1",
            (read_id,),
        ).fetchone()
        if known and known[1] == digest:
            document_id = known[0]
        else:
            document_id = self._document(page, read_id, digest, said)
        if page.topic or (known and known[1] != digest):
            write_topic(self._connection, page, read_id, document_id)
        visit_id = self._visit(page, page_id, read_id, document_id)
        if known is None or known[2] != said or any(link.sight for link in page.links):
            self._links.write(page, read_id, visit_id, first=known is None)
        if page.footprints:
            site = self._ids.site(site_of(page.final_url))
            day = stamp(page.fetched_at)[:10]
            write_footprints(self._connection, site, read_id, day, page.footprints)
        return Written(page_id, read_id, visit_id)

    def _visit(self, page: Page, page_id: int, read_id: int | None, document_id: int | None) -> int:
        row = (
            self._crawl_id, page_id, read_id, document_id, stamp(page.fetched_at), page.fetch,
            page.status, page.rendered, storable(page.failure) or None,
            self._ids.page(page.final_url) if page.final_url != page.url else None,
            " ".join(page.bots_kept_out) or None,
            None if page.took is None else round(1000 * page.took),
            " ".join(page.certificate) or None,
        )  # fmt: skip
        cursor = self._connection.execute(
            "insert into visit(crawl_id, page_id, read_page_id, document_id, at, fetch, status,"
            " rendered, failure, answered_id, bots_kept_out, took, certificate)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _document(self, page: Page, read_id: int, digest: bytes, links_digest: bytes) -> int:
        ids = self._ids
        row = (
            read_id, digest, links_digest, page.text_digest, page.word_count,
            ids.text(page.title), ids.text(page.h1), page.language, page.charset,
            storable(page.content_type), ids.page(page.canonical) if page.canonical else None,
            ids.page(page.canonical_header) if page.canonical_header else None,
            storable(page.refresh), _robots(page), _traces(page), page.truncated,
        )  # fmt: skip
        marks = ", ".join("?" * len(row))
        cursor = self._connection.execute(
            "insert into document(page_id, digest, links_digest, text_digest, word_count,"
            " title_id, h1_id, language, charset, content_type, canonical_id,"
            f" canonical_header_id, refresh, robots, traces, truncated) values ({marks})",
            row,
        )
        return int(cursor.lastrowid or 0)


def stamp(moment: datetime) -> str:
    """A moment as the database writes it: UTC, to the second.

    >>> stamp(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    '2026-11-21T12:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _robots(page: Page) -> str:
    return json.dumps([[d.agent, storable(d.value), d.source] for d in page.robots])


def _traces(page: Page) -> str:
    return json.dumps([[t.presence, storable(t.url), storable(t.words)] for t in page.traces])


def digests_of(page: Page) -> Digests:
    """What tells a page from others: all that it declares, and its links alone."""
    said = links_digest(page.links)
    facts = (
        page.title, page.h1, page.language, page.charset, page.content_type, page.canonical,
        page.canonical_header, page.refresh, page.robots, page.traces, page.text_digest,
        page.truncated,
    )  # fmt: skip
    said_all = repr(facts).encode(errors="replace") + said
    return Digests(blake2b(said_all, digest_size=8).digest(), said)
