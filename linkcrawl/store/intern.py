"""Strings, pages, sites and anchors once each: value in, integer id out."""

from __future__ import annotations

import sqlite3

from linkcrawl.items import Link
from linkcrawl.masking import starred
from linkcrawl.urls import host_of, is_web, page_of, site_of_host, without_password

# Enough for the templates of the sites in flight; memory stays flat however long the crawl.
_REMEMBERED = 12_000
_REMEMBERED_LINKS = 15_000
_MAX_URL = 4_000
_ADD_ANCHOR = (
    "insert or ignore into anchor(target_id, text_id, alt_id, title_id, rel_id, tag, type,"
    " alt_type) values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIND_ANCHOR = (
    "select id from anchor where target_id = ? and text_id = ? and ifnull(alt_id, 0) ="
    " ifnull(?, 0) and title_id = ? and rel_id = ? and tag = ?"
)


class Interned:
    """Ids for values inside the caller's transaction; `forget` after one was rolled back.

    *known* has those that were asked for last, by value: a text by itself, what else by a tuple.
    *links* has what rows of links hold, by all that a link says but its position.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()
        self.known: dict[object, int] = {}
        self._before: dict[object, int] = {}
        self.links: dict[object, tuple[object, ...]] = {}

    def keep(self, link: object, row: tuple[object, ...]) -> None:
        """Know what the row of a link holds."""
        if len(self.links) >= _REMEMBERED_LINKS:
            self.links.clear()
        self.links[link] = row

    def forget(self) -> None:
        self.links.clear()
        self.known.clear()
        self._before.clear()

    def text(self, value: str) -> int:
        if (known := self._known(value)) is not None:
            return known
        row = (storable(value),)
        return self._remember(
            value, self._add("insert or ignore into text(value) values (?)", row)
            or self._find("select id from text where value = ?", row),
        )  # fmt: skip

    def site(self, domain: str) -> int:
        key = ("site", domain)
        if (known := self._known(key)) is not None:
            return known
        return self._remember(
            key, self._find("select id from site where domain = ?", (domain,))
            or self._add("insert into site(domain) values (?)", (domain,)),
        )  # fmt: skip

    def page(self, url: str) -> int:
        key = ("page", url)
        if (known := self._known(key)) is not None:
            return known
        name = page_name(url)
        site = self.site(site_of_host(host_of(name))) if is_web(name) else None
        return self._remember(
            key, self._add("insert or ignore into page(url, site_id) values (?, ?)", (name, site))
            or self._find("select id from page where url = ?", (name,)),
        )  # fmt: skip

    def anchor(self, link: Link) -> int:
        key = (link.url, link.anchor_text, link.image_alt, link.title, link.rel, link.tag)
        if (known := self._known(key)) is not None:
            return known
        row = (
            self.page(link.url),
            self.text(link.anchor_text),
            None if link.image_alt is None else self.text(link.image_alt),
            self.text(link.title),
            self.text(" ".join(link.rel)),
            link.tag,
        )
        types = (link.anchor_type, link.image_alt_type)
        return self._remember(
            key, self._add(_ADD_ANCHOR, row + types) or self._find(_FIND_ANCHOR, row)
        )

    def _known(self, key: object) -> int | None:
        if (known := self.known.get(key)) is None and (known := self._before.get(key)) is not None:
            self.known[key] = known
        return known

    def _remember(self, key: object, id_: int) -> int:
        if len(self.known) >= _REMEMBERED:
            # The dictionary stays the same object for those who look into it.
            self._before = dict(self.known)
            self.known.clear()
        self.known[key] = id_
        return id_

    def _add(self, statement: str, row: tuple[object, ...]) -> int:
        """The id of the row that was added, 0 where there was one like it."""
        cursor = self._cursor.execute(statement, row)
        return int(cursor.lastrowid or 0) if cursor.rowcount else 0

    def _find(self, statement: str, row: tuple[object, ...]) -> int:
        found = self._cursor.execute(statement, row).fetchone()
        return int(found[0]) if found else 0


def page_name(url: str) -> str:
    """What a page is called in the database: its URL without secrets, or the scheme of what is
    no page. What is such a name already stays as it is.

    >>> page_name("https://example.com/a#b"), page_name("javascript:void(0)")
    ('https://example.com/a', 'javascript:')
    >>> page_name("https://example.com/a?token=abc")
    'https://example.com/a?token=***63906248'
    """
    if not is_web(url):
        scheme, mark, _ = url.partition(":")
        return f"{scheme}:"[:40] if mark else ""
    if "@" in url:
        url = without_password(url)
    # Cut first, since strangers write it; stars may be longer than what they stand for.
    return storable(page_of(url)[:_MAX_URL])[:_MAX_URL]


def storable(text: str) -> str:
    """*text* without secrets; what no UTF-8 can say (a lone surrogate) is a question mark."""
    return starred(text).encode(errors="replace").decode()
