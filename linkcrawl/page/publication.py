"""When a page's content was published, who wrote it, and whether a form waits for a message."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from lxml import etree

from linkcrawl.items import Publication

_DAYS = (
    "article:published_time", "article:modified_time", "og:updated_time", "date", "dc.date",
    "dcterms.modified",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
# Honest pages have fewer; a hostile one may nest as deep as it likes.
_MOST_METAS, _MOST_ELEMENTS, _LONGEST_SCRIPT, _MOST_NODES = 200, 100, 60_000, 200
_LONGEST_NAME = 80
_PRICE = "product:price:amount"
_FIRST_YEAR = 1995
_MOST_PASSAGES, _LONGEST_PASSAGE = 12, 600


def read_publication(root: etree._Element, pieces: Sequence[str], today: date) -> Publication:
    """What a parsed page, of which *pieces* are the main text, says of its making.

    A page that sells one thing has no passages. Its head and its JSON-LD go before what stands
    in ``<time>``, which may be a comment's. A day after *today* is no day on which anything was
    published.

    >>> page = etree.HTML("<meta property='article:published_time' content='2026-03-01T09:00Z'>"
    ...     "<meta name=author content='Ann Ember'><p>Bread.")
    >>> read_publication(page, (), date(2026, 11, 21))[:2]
    (('2026-03-01',), 'Ann Ember')
    """
    said = _metas(root)
    days = [said[name] for name in _DAYS if name in said]
    names = [said[name] for name in _AUTHORS if name in said]
    times: list[str] = []
    forms, sells = False, _PRICE in said
    for element in islice(root.iter("time", "textarea", "script"), _MOST_ELEMENTS):
        if element.tag == "textarea":
            forms = forms or next(element.iterancestors("form"), None) is not None
        elif element.tag == "time":
            times.append(element.get("datetime") or "")
        elif element.get("type") == "application/ld+json":
            sells = sells or '"Product"' in (element.text or "")
            for kind, value in _said_in(element.text or ""):
                (days if kind == "day" else names).append(value)
    day = _newest(days, today) or _newest(times, today)
    author = next(filter(None, map(_name, names)), "")
    kind = said.get("og:type", "")
    if kind.startswith("product") or (sells and kind != "article"):
        pieces = ()
    passages = tuple([piece[:_LONGEST_PASSAGE] for piece in pieces[:_MOST_PASSAGES]])
    return Publication((day,) if day else (), author, forms, passages)


def day_of(text: str, today: date) -> str:
    """The day that a date of ISO 8601 begins with, "" where there is none, or one to come.

    >>> day_of("2026-03-01T09:00:00+01:00", date(2026, 11, 21)), day_of("soon", date.today())
    ('2026-03-01', '')
    """
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return ""
    return str(day) if day.year >= _FIRST_YEAR and day <= today else ""


def _newest(days: Iterable[str], today: date) -> str:
    return max((day_of(day, today) for day in days), default="")


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in islice(root.iter("meta"), _MOST_METAS):
        name = meta.get("property") or meta.get("name")
        if name and (said := meta.get("content")):
            found.setdefault(name.strip().lower(), said)
    return found


def _said_in(script: str) -> Iterator[tuple[str, str]]:
    """The days and the authors in a block of JSON-LD; a broken one has none."""
    if len(script) > _LONGEST_SCRIPT or ("date" not in script and "author" not in script):
        return
    try:
        waiting: list[object] = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield from (("day", d) for d in _texts(node, ("datePublished", "dateModified")))
            yield from (("author", name) for name in _authors(node.get("author")))
            waiting += [v for v in node.values() if isinstance(v, dict | list)][:_MOST_NODES]


def _texts(node: dict[str, object], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        if isinstance(value := node.get(key), str):
            yield value


def _authors(said: object) -> Iterator[str]:
    for one in said[:5] if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _name(text: str) -> str:
    """A name in one line; an address of a profile is none."""
    name = " ".join(text.split())
    return "" if len(name) > _LONGEST_NAME or "://" in name else name
