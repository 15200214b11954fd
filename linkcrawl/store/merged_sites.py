"""What a shard's database says of sites, apart from visits: the same row twice is one row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from linkcrawl.store.intern import Interned, storable
from linkcrawl.store.merged import MergedCrawl
from linkcrawl.store.stars import starred_json

_FOOTPRINTS = """
    insert into footprint values (?, ?, ?, ?, ?, ?) on conflict do update set
        last_seen = max(last_seen, excluded.last_seen),
        page_id = iif(excluded.first_seen < first_seen, excluded.page_id, page_id),
        first_seen = min(first_seen, excluded.first_seen)
"""
_CONTACTS = """
    insert into contact values (?, ?, ?, ?, ?) on conflict do update set
        page_id = excluded.page_id, first_seen = excluded.first_seen
        where excluded.first_seen < first_seen
"""
_PASSAGES = """
    insert or ignore into passage select max(id), ? from document where page_id = ?
        having max(id) is not null
"""


def take_in_sites(connection: sqlite3.Connection, ids: Interned, shard: sqlite3.Connection) -> None:
    """Who runs sites, how to write to them, and when and with which words they published."""
    for site, kind, value, url, first, last in shard.execute(
        "select domain, kind, value, url, first_seen, last_seen from footprint"
        " join site on site.id = footprint.site_id join page on page.id = page_id"
    ):
        mark = (ids.site(site), kind, value, ids.page(url), first, last)
        connection.execute(_FOOTPRINTS, mark)
    for site, kind, value, url, first in shard.execute(
        "select domain, kind, value, url, first_seen from contact"
        " join site on site.id = contact.site_id join page on page.id = page_id"
    ):
        connection.execute(_CONTACTS, (ids.site(site), kind, storable(value), ids.page(url), first))
    for url, day, author in shard.execute(
        "select url, day, value from publication join page on page.id = page_id"
        " left join text on text.id = author_id"
    ):
        by = None if author is None else ids.text(author)
        connection.execute(
            "insert or ignore into publication values (?, ?, ?)", (ids.page(url), day, by)
        )
    for texts, url in shard.execute(
        "select texts, url from passage join page on page.id = (select page_id from document"
        " where id = document_id) where document_id ="
        " (select max(id) from document where page_id = page.id)"
    ):
        connection.execute(_PASSAGES, (starred_json(texts), ids.page(url)))


def take_in_searches(
    connection: sqlite3.Connection,
    ids: Interned,
    shard: sqlite3.Connection,
    crawls: Mapping[int, MergedCrawl],
) -> None:
    """How far the crawls of a shard searched sites for their link to us."""
    for domain, crawl, *how, url in shard.execute(
        "select domain, crawl_id, at, outcome, pages, known, url from search"
        " join site on site.id = search.site_id left join page on page.id = found_page_id"
        " where outcome <> ''"
    ):
        if crawl in crawls:
            row = (ids.site(domain), crawls[crawl].id, *how, url and ids.page(url))
            connection.execute("insert or replace into search values (?, ?, ?, ?, ?, ?, ?)", row)
