"""Sitemaps and feeds → the pages of their site that they name. Both are as hostile as pages."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from scrapy.http import Response, TextResponse

from linkcrawl.page.charset import decoded
from linkcrawl.page.publication import day_of
from linkcrawl.page.read import parse
from linkcrawl.urls import is_web, resolve, site_of

# Of a longer one, and of what it unpacks to, the beginning: some 15,000 pages.
_READ_MAX = 2 * 1024 * 1024
_ENTRIES_MAX = 20_000
_URL_MAX = 2_000
_GZIP = b"\x1f\x8b"
# Entries of sitemaps, of the sitemaps of sitemaps, of RSS and of Atom.
_ENTRIES = ("{*}url", "{*}sitemap", "{*}item", "{*}entry")
# When an entry of RSS, of Atom or of RDF was published.
_DATES = ("pubDate", "published", "updated", "date")
_LONGEST_DAY = 40
_MANY = 5
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


class Listed(NamedTuple):
    """A page that a list names. *names_us* is true where its entry names a watched domain.

    *day* is the day of its content as the list writes it, "" where it does not.
    """

    url: str
    names_us: bool = False
    is_list: bool = False
    day: str = ""


def read_list(body: bytes, url: str, domains: Collection[str]) -> Iterator[Listed]:
    """The pages of the list's own site, and the further lists, in order, each once.

    *domains* are those whose names are looked for in the entries of feeds. What is no list
    names nothing.
    """
    site, seen = site_of(url), {url}
    for found in _entries(_unpacked(body), domains):
        page = resolve(found.url[:_URL_MAX], url)
        if is_web(page) and site_of(page) == site and page not in seen:
            seen.add(page)
            yield found._replace(url=page)


def listed_days(listed: Iterable[Listed], today: date) -> dict[str, str]:
    """The day of each page that a list dates, the newest first.

    A sitemap that gives many pages one and the same day was made on that day: it tells nothing.

    >>> some = [Listed("https://a.example/1", day="Sat, 21 Nov 2026 09:00:00 GMT"),
    ...     Listed("https://a.example/2", day="2026-03-01")]
    >>> listed_days(some, date(2026, 11, 21))
    {'https://a.example/1': '2026-11-21', 'https://a.example/2': '2026-03-01'}
    """
    days = {one.url: _day(one.day, today) for one in listed if one.day and not one.is_list}
    known = {url: day for url, day in days.items() if day}
    if len(known) >= _MANY and len(set(known.values())) == 1:
        return {}
    return dict(sorted(known.items(), key=lambda row: row[1], reverse=True))


def feeds_of(response: Response) -> Iterator[str]:
    """The feeds of its own site that a page declares."""
    if not isinstance(response, TextResponse):
        return
    site = site_of(response.url)
    content_type = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
    for link in parse(decoded(response.body, content_type)[1]).iter("link"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        url = resolve(link.get("href") or "", response.url)
        kind = (link.get("type") or "").strip().lower()
        if kind in _FEED_TYPES and link.get("href") and site_of(url) == site:
            yield url


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body[:_READ_MAX]
    try:
        return zlib.decompressobj(wbits=31).decompress(body, _READ_MAX)
    except zlib.error:
        return b""


def _entries(body: bytes, domains: Collection[str]) -> Iterator[Listed]:
    """What the entries of a list name: nothing is fetched, no entity expanded."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"http"):
        yield from _lines(body)
        return
    watched = [domain.encode() for domain in domains]
    parser = etree.iterparse(
        BytesIO(body), tag=_ENTRIES, recover=True, resolve_entities=False, load_dtd=False,
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
        collect_ids=False,
    )  # fmt: skip
    try:
        for count, (_, entry) in enumerate(parser):
            if count >= _ENTRIES_MAX:
                return
            yield from _entry(entry, watched)
            _forget(entry)
    except etree.XMLSyntaxError:
        return


def _entry(entry: etree._Element, watched: Collection[bytes]) -> Iterator[Listed]:
    # Not etree.QName, which refuses names that the parser lets through.
    kind = str(entry.tag).rpartition("}")[2]
    if kind in ("url", "sitemap"):
        url = (entry.findtext("{*}loc") or "").strip()
        if url:
            day = entry.findtext("{*}lastmod") or ""
            yield Listed(url, is_list=kind == "sitemap", day=day[:_LONGEST_DAY])
        return
    url = _link_of(entry)
    if url:
        said = etree.tostring(entry).lower()
        dates = (entry.findtext(f"{{*}}{name}") for name in _DATES)
        day = next(filter(None, dates), "")
        yield Listed(url, any(name in said for name in watched), day=day[:_LONGEST_DAY])


def _link_of(entry: etree._Element) -> str:
    """The page of a feed's entry: Atom has it in an attribute, RSS in the element's text."""
    for link in entry.iterfind("{*}link"):
        url = link.get("href") if link.get("rel", "alternate") == "alternate" else None
        if url := (url or link.text or "").strip():
            return url
    return ""


def _day(text: str, today: date) -> str:
    """A day as feeds (RFC 822) and sitemaps (ISO 8601) write it."""
    if day := day_of(text, today):
        return day
    try:
        return day_of(parsedate_to_datetime(text).date().isoformat(), today)
    except (ValueError, OverflowError):
        return ""


def _lines(body: bytes) -> Iterator[Listed]:
    """The pages of a sitemap that is a text file: one a line."""
    for line in body.splitlines()[:_ENTRIES_MAX]:
        if is_web(url := line.decode("utf-8", "replace").strip()):
            yield Listed(url)


def _forget(entry: etree._Element) -> None:
    """Let go of what was read: a list is longer than it need be in memory."""
    entry.clear()
    parent = entry.getparent()
    while parent is not None and entry.getprevious() is not None:
        del parent[0]
