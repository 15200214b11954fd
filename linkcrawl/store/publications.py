"""When sites published, who wrote, how to reach them, and what their pages begin with."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from sqlite_utils import Database

from linkcrawl.items import Page
from linkcrawl.purposes import Purpose, purpose_of
from linkcrawl.store.intern import Interned, page_name, storable
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Fetch

PUBLICATIONS = """
-- A day on which a page says that its content is from, or a feed or sitemap that some of its
-- pages are; "" where it only names its author.
create table publication (
    page_id integer not null references page(id),
    day text not null,
    author_id integer references text(id),
    primary key (page_id, day)
) without rowid;
-- How a candidate can be written to, as its own pages have it: an address or a form, with the
-- page where it stands.
create table contact (
    site_id integer not null references site(id),
    kind text not null,
    value text not null,
    page_id integer not null references page(id),
    first_seen text not null,
    primary key (site_id, kind, value)
) without rowid;
-- The first paragraphs of the main text of a document, of own sites and candidates.
create table passage (document_id integer primary key references document(id), texts text not null);
"""
_AT_ONCE = 500
_LONGEST_ADDRESS, _LONGEST_TITLE = 254, 200
# Where a site publishes an address for those who want to write to it.
_ASKS_TO_WRITE = (Purpose.CONTACT, Purpose.LEGAL, Purpose.ABOUT, Purpose.HOME)


class Way(StrEnum):
    """How a site can be written to."""

    EMAIL = "email"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Contact:
    """An address, or the page of a form, and the page of the site where it stands."""

    way: Way
    value: str
    url: str


class Published(NamedTuple):
    """The day, "" where none is given, and the author, of a page or list of a site."""

    url: str
    day: str
    author: str


class Publications:
    """Writes what pages tell of their making inside the caller's transaction.

    Contacts and passages are kept of the *described* sites only.
    """

    def __init__(
        self, connection: sqlite3.Connection, ids: Interned, described: Collection[str]
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._described = frozenset(described)

    def write(self, page: Page, page_id: int) -> None:
        """Keep what is new; *page_id* is the page that was read, or asked for."""
        told = page.publication
        if told.days or told.author:
            author = self._ids.text(told.author) if told.author else None
            self._connection.executemany(
                "insert or ignore into publication values (?, ?, ?)",
                [(page_id, day, author) for day in told.days or ("",)],
            )
        site = site_of(page.final_url)
        if site in self._described and page.fetch is Fetch.OK:
            self._describe(page, page_id, self._ids.site(site))

    def _describe(self, page: Page, page_id: int, site_id: int) -> None:
        day = page.fetched_at.date().isoformat()
        self._connection.executemany(
            "insert or ignore into contact values (?, ?, ?, ?, ?)",
            [(site_id, way, value, page_id, day) for way, value in _contacts_on(page)],
        )
        if page.publication.passages:
            texts = [storable(" ".join(text.split())) for text in page.publication.passages]
            self._connection.execute(
                "insert or ignore into passage select max(id), ? from document where page_id = ?"
                " having max(id) is not null",
                (json.dumps(texts, ensure_ascii=False), page_id),
            )


def _contacts_on(page: Page) -> Iterator[tuple[Way, str]]:
    """The addresses and the form by which the readers of a page may write to its site."""
    purpose = purpose_of(page.final_url, page.title)
    if purpose not in _ASKS_TO_WRITE:
        return
    if purpose is Purpose.CONTACT and page.publication.has_form:
        yield Way.FORM, page_name(page.final_url)
    for link in page.links:
        scheme, _, rest = link.url.partition(":")
        address = unquote(rest.partition("?")[0]).strip()
        if scheme == "mailto" and _is_address(address) and not link.hidden:
            yield Way.EMAIL, address


def _is_address(text: str) -> bool:
    """True for one plain address: what is written for people to copy, and nothing else.

    >>> _is_address("hello@bakery.example"), _is_address("a@b.example,c@d.example")
    (True, False)
    """
    name, mark, host = text.rpartition("@")
    plain = text.isprintable() and not set(text) & set(" ,;<>\"'()")
    whole = bool(name and mark and "." in host.strip(".")) and "@" not in name
    return plain and whole and len(text) <= _LONGEST_ADDRESS


def published_of(db: Database, sites: Collection[str]) -> Mapping[str, tuple[Published, ...]]:
    """The days and authors that the pages and lists of each site give, the newest day first."""
    found: dict[str, list[Published]] = defaultdict(list)
    for domain, *row in _rows(
        db,
        "select domain, url, day, ifnull(value, '') from site"
        " join page on page.site_id = site.id join publication on page_id = page.id"
        " left join text on text.id = author_id where domain in ({}) order by domain, day desc",
        sites,
    ):
        found[domain].append(Published(*row))
    return {domain: tuple(rows) for domain, rows in found.items()}


def contacts_of(db: Database, sites: Collection[str]) -> Mapping[str, tuple[Contact, ...]]:
    """How each site can be written to: addresses first, in the order in which they were seen."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for domain, way, value, url in _rows(
        db,
        "select domain, kind, contact.value, url from contact"
        " join site on site.id = contact.site_id join page on page.id = page_id"
        " where domain in ({}) order by domain, kind, page_id",
        sites,
    ):
        found[domain].append(Contact(Way(way), value, url))
    return {domain: tuple(contacts) for domain, contacts in found.items()}


def described_of(db: Database, sites: Collection[str]) -> frozenset[str]:
    """Those of *sites* whose contacts were looked for: first paragraphs are kept of them too."""
    rows = _rows(
        db,
        "select domain from site where exists (select 1 from page join document"
        " on document.page_id = page.id join passage on document_id = document.id"
        " where page.site_id = site.id) and domain in ({})",
        sites,
    )
    return frozenset(domain for (domain,) in rows)


def passages_of(db: Database, sites: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """By address, the first paragraphs of each page of *sites* when it was last read."""
    rows = _rows(
        db,
        "select url, texts from site join page on page.site_id = site.id join passage on"
        " document_id = (select max(id) from document where page_id = page.id)"
        " where domain in ({}) order by url",
        sites,
    )
    return {url: tuple(json.loads(texts)) for url, texts in rows}


def titles_of(db: Database, sites: Collection[str]) -> Mapping[str, str]:
    """By address, the heading, or else the title, of each page of *sites* when last read."""
    rows = _rows(
        db,
        "select url, coalesce(nullif(h1.value, ''), title.value) from site"
        " join page on page.site_id = site.id join document on document.id ="
        " (select max(id) from document where page_id = page.id)"
        " join text h1 on h1.id = h1_id join text title on title.id = title_id"
        " where domain in ({}) order by url",
        sites,
    )
    return {url: title[:_LONGEST_TITLE] for url, title in rows}


def _rows(db: Database, sql: str, sites: Iterable[str]) -> Iterator[tuple[str, ...]]:
    wanted = sorted(sites)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from db.execute(sql.format(", ".join("?" * len(some))), some)
