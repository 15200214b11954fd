"""Strings, pages, sites and anchors once each: value in, integer id out."""

from __future__ import annotations

import sqlite3

from linkcrawl.items import Link
from linkcrawl.masking import starred
from linkcrawl.memory import Encounters, Memory
from linkcrawl.urls import LONGEST, host_of, is_web, page_of, site_of_host, without_password

# Enough for the templates of the sites in flight; memory stays flat however long the crawl.
_TEXTS, _PAGES, _SITES, _ANCHORS, _LINKS = 8_000, 8_000, 4_000, 5_000, 5_000
_ADD_ANCHOR = (
    "insert or ignore into anchor(target_id, text_id, alt_id, title_id, rel_id, tag, type,"
    " alt_type) values (?, ?, nullif(?, 0), ?, ?, ?, ?, nullif(?, ''))"
)
_FIND_ANCHOR = (
    "select id from anchor where target_id = ? and text_id = ? and ifnull(alt_id, 0) = ?"
    " and title_id = ? and rel_id = ? and tag = ?"
)


class Interned:
    """Ids for values inside the caller's transaction; `forget` after one was rolled back.

    *links* has what rows of links hold, by all that a link says but its position.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()
        self._texts = Memory[str, int](_TEXTS)
        self._pages = Memory[str, int](_PAGES)
        self._sites = Memory[str, int](_SITES)
        self._anchors = Memory[object, int](_ANCHORS)
        self._encounters = Encounters()
        self.links = Memory[object, tuple[object, ...]](_LINKS)

    def forget(self) -> None:
        for memory in (self._texts, self._pages, self._sites, self._anchors, self.links):
            memory.clear()

    def text(self, value: str) -> int:
        if known := self._texts.newer.get(value) or self._texts.older(value):
            return known
        row = (storable(value),)
        return self._texts.keep(
            value, self._add("insert or ignore into text(value) values (?)", row)
            or self._find("select id from text where value = ?", row),
        )  # fmt: skip

    def site(self, domain: str) -> int:
        if known := self._sites.get(domain):
            return known
        return self._sites.keep(
            domain, self._find("select id from site where domain = ?", (domain,))
            or self._add("insert into site(domain) values (?)", (domain,)),
        )  # fmt: skip

    def page(self, url: str, site: str = "") -> int:
        """The id of a page, of *site* where that is told already."""
        if known := self._pages.get(url):
            return known
        name = page_name(url)
        site_id = self.site(site or site_of_host(host_of(name))) if is_web(name) else None
        row = (name, site_id)
        return self._pages.keep(
            url, self._add("insert or ignore into page(url, site_id) values (?, ?)", row)
            or self._find("select id from page where url = ?", (name,)),
        )  # fmt: skip

    def anchor(self, link: Link) -> int:
        key = (link.url, link.anchor_text, link.image_alt, link.title, link.rel, link.tag)
        if known := self._anchors.get(key):
            return known
        row = (
            self.page(link.url, link.site),
            self.text(link.anchor_text),
            0 if link.image_alt is None else self.text(link.image_alt),
            self.text(link.title),
            self.text(" ".join(link.rel)),
            link.tag,
        )
        types = (str(link.anchor_type), str(link.image_alt_type or ""))
        found = self._add(_ADD_ANCHOR, row + types) or self._find(_FIND_ANCHOR, row)
        return self._anchors.keep(key, found) if self._encounters.again(key) else found

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
    return storable(page_of(url)[:LONGEST])[:LONGEST]


def storable(text: str) -> str:
    """*text* without secrets; what no UTF-8 can say (a lone surrogate) is a question mark."""
    text = starred(text)
    return text if text.isascii() else text.encode(errors="replace").decode()
