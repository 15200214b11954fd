"""What is counted on a page, and what tags and short texts tell of it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from linkcrawl.page.region_words import signs_of_name, signs_of_tag
from linkcrawl.page.topics import topic_of


class Count(IntEnum):
    """What is counted, moment by moment. The first seven are seen while walking."""

    PLAIN_TEXT = 0
    LINK_TEXT = 1
    MARKS = 2
    PICTURES = 3
    HEADINGS = 4
    CONTROLS = 5
    AREAS = 6
    DATES = 7
    PRICES = 8
    RIGHTS = 9
    ANNOUNCED = 10
    LONG_TEXTS = 11
    PIECES = 12
    TEXT = 13
    LINKS = 14
    LEAVING = 15


_SILENT = {"script", "style", "template", "svg", "math", "head", "title", "option", "iframe"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_COUNTED = {
    "img": Count.PICTURES, "picture": Count.PICTURES, "svg": Count.PICTURES,
    "input": Count.CONTROLS, "select": Count.CONTROLS, "button": Count.CONTROLS,
    "textarea": Count.AREAS, "time": Count.DATES, **dict.fromkeys(_HEADINGS, Count.HEADINGS),
}  # fmt: skip
_INLINE = {
    "a", "abbr", "area", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp",
    "small", "source", "span", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr", "",
}  # fmt: skip
# Elements whose id and role are looked at, and links.
_TELLING = {
    "a", "area", "article", "aside", "body", "dl", "div", "footer", "form", "header", "main",
    "nav", "ol", "section", "table", "td", "ul",
}  # fmt: skip
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b|\bago\b|\bvor \d|il y a|hace \d")
_PRICE = re.compile(r"[€$£¥₹]|\b(?:USD|EUR|GBP|CHF|kr|zł|Kč)\b")
_OWNED = re.compile(r"\([cC]\) ?\d{4}")


class Kind(NamedTuple):
    """What holds for all elements of one tag and class."""

    tag: str
    signs: int
    counted: int
    silent: bool
    inline: bool
    heading: bool
    link: bool
    special: bool
    watched: bool


@lru_cache(maxsize=20_000)
def kind_of(tag: object, classes: str | None) -> Kind:
    """The kind of an element; comments and instructions have no tag that is a string."""
    name = tag if isinstance(tag, str) else ""
    count = int(_COUNTED.get(name, -1))
    inline, silent = name in _INLINE, name in _SILENT
    return Kind(
        tag=name,
        signs=signs_of_tag(name) | (signs_of_name(classes) if classes else 0),
        counted=count,
        silent=silent or not name,
        inline=inline,
        heading=name in _HEADINGS,
        link=name in ("a", "area"),
        special=silent or count >= 0 or name in _TELLING or not name,
        watched=silent or not name or name in ("a", "area"),
    )


def is_owned(piece: str) -> bool:
    """True for a text that claims a copyright."""
    # Many times faster than one pattern, and asked of every text.
    return (
        "©" in piece
        or "opyright" in piece
        or "OPYRIGHT" in piece
        or ("eserv" in piece and _reserved(piece))
        or "lle Rechte" in piece
        or "ous droits" in piece
        or (("(c)" in piece or "(C)" in piece) and _OWNED.search(piece) is not None)
    )


def _reserved(piece: str) -> bool:
    return any(words in piece for words in ("ight reserved", "ights reserved", "eservados"))


@lru_cache(maxsize=20_000)
def glance(piece: str) -> tuple[int, tuple[int, ...]]:
    """What a short text announces, and whether it holds a date or a price."""
    seen = []
    if _DATE.search(piece):
        seen.append(int(Count.DATES))
    if _PRICE.search(piece):
        seen.append(int(Count.PRICES))
    if is_owned(piece):
        seen.append(int(Count.RIGHTS))
    return topic_of(piece), tuple(seen)
