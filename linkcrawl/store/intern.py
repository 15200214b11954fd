"""Strings, pages, sites and anchors once each: value in, integer id out."""

from __future__ import annotations

import sqlite3

from linkcrawl.items import Link
from linkcrawl.urls import host_of, is_web, page_of, site_of_host

# Enough for the templates of the sites in flight; memory stays flat however long the crawl.
_REMEMBERED = 30_000
_MAX_URL = 4_000


class Interned:
    """Ids for values inside the caller's transaction; `forget` after one was rolled back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[object, int] = {}

    def forget(self) -> None:
        self._ids.clear()

    def text(self, value: str) -> int:
        if (known := self._ids.get(value)) is not None:
            return known
        # What no UTF-8 can say (a lone surrogate) is written as a question mark.
        value = value.encode(errors="replace").decode()
        return self._look_up(
            value, "select id from text where value = ?", "insert into text(value) values (?)",
            (value,),
        )  # fmt: skip

    def site(self, domain: str) -> int:
        if (known := self._ids.get(("site", domain))) is not None:
            return known
        return self._look_up(
            ("site", domain), "select id from site where domain = ?",
            "insert into site(domain) values (?)", (domain,),
        )  # fmt: skip

    def page(self, url: str) -> int:
        if (known := self._ids.get(("page", url))) is not None:
            return known
        name = page_name(url)
        row = self._connection.execute("select id from page where url = ?", (name,)).fetchone()
        if row is None:
            site = self.site(site_of_host(host_of(name))) if is_web(name) else None
            row = (
                self._connection.execute(
                    "insert into page(url, site_id) values (?, ?)", (name, site)
                ).lastrowid,
            )
        return self._remember(("page", url), row[0])

    def anchor(self, link: Link) -> int:
        what = (link.url, link.anchor_text, link.image_alt, link.title, link.rel, link.tag)
        if (known := self._ids.get(what)) is not None:
            return known
        row = (
            self.page(link.url),
            self.text(link.anchor_text),
            None if link.image_alt is None else self.text(link.image_alt),
            self.text(link.title),
            self.text(" ".join(link.rel)),
            link.tag,
        )
        found = self._connection.execute(
            "select id from anchor where target_id = ? and text_id = ?"
            " and ifnull(alt_id, 0) = ifnull(?, 0) and title_id = ? and rel_id = ? and tag = ?",
            row,
        ).fetchone()
        if found is None:
            found = (
                self._connection.execute(
                    "insert into anchor(target_id, text_id, alt_id, title_id, rel_id, tag, type,"
                    " alt_type) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row, link.anchor_type, link.image_alt_type),
                ).lastrowid,
            )
        return self._remember(what, found[0])

    def _look_up(self, key: object, find: str, add: str, values: tuple[object, ...]) -> int:
        row = self._connection.execute(find, values).fetchone()
        if row is None:
            row = (self._connection.execute(add, values).lastrowid,)
        return self._remember(key, row[0])

    def _remember(self, key: object, id_: int) -> int:
        if len(self._ids) >= _REMEMBERED:
            self._ids.clear()
        self._ids[key] = id_
        return id_


def page_name(url: str) -> str:
    """What a page is called in the database: its URL, or the scheme of what is no page.

    >>> page_name("https://example.com/a#b"), page_name("javascript:void(0)")
    ('https://example.com/a', 'javascript:')
    """
    if not is_web(url):
        scheme, mark, _ = url.partition(":")
        return f"{scheme}:"[:40] if mark else ""
    return page_of(url)[:_MAX_URL].encode(errors="replace").decode()
