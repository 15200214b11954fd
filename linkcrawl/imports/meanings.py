"""What a column of a table can tell of a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from linkcrawl.claims import Metric

_NO_WORD = re.compile(r"[\W_]+")


class Meaning(StrEnum):
    """What a column says, besides the figures of linkcrawl.claims.Metric."""

    # Enum's own is written in Python, and asked for a dozen times a row.
    __hash__ = str.__hash__

    FROM_URL = "the source page"
    FROM_DOMAIN = "the linking site"
    TO_URL = "the target page"
    TO_DOMAIN = "the target site"
    ANCHOR = "the anchor text"
    REL = "the words of rel"
    FOLLOW = "followed or not"
    NOFOLLOW = "nofollow or not"
    SPONSORED = "sponsored or not"
    UGC = "ugc or not"
    KIND = "the kind of link"
    IMAGE = "an image or not"
    REDIRECT = "a redirect or not"
    FRAME = "a frame or not"
    FORM = "a form or not"
    FIRST_SEEN = "first seen"
    LAST_SEEN = "last seen"
    LOST = "the day it was lost"
    LOST_FLAG = "lost or not"
    TARGET_CHECKED = "when the target was looked at"
    OTHER = "anything else"
    """What is known to be there and not taken."""


Column = Meaning | Metric
Names = Mapping[Column, Sequence[str]]


def plain(heading: str) -> str:
    """A heading as headings are compared: its letters and digits, in lower case.

    >>> plain("Sitewide, # of links"), plain("Referring_page URL")
    ('sitewide of links', 'referring page url')
    """
    return _NO_WORD.sub(" ", heading.casefold()).strip()


def columns_of(headings: Sequence[str], names: Mapping[str, Column]) -> dict[Column, int]:
    """Where each meaning stands under *headings*; the first of two equal ones counts."""
    found: dict[Column, int] = {}
    for index, heading in enumerate(headings):
        if meaning := names.get(plain(heading)):
            found.setdefault(meaning, index)
    return found


def by_heading(names: Names) -> dict[str, Column]:
    """The meaning of each heading, in any of its spellings."""
    return {plain(alias): meaning for meaning, aliases in names.items() for alias in aliases}


def known(headings: Iterable[str], names: Mapping[str, Column]) -> int:
    """How many of *headings* are among *names*."""
    return sum(plain(heading) in names for heading in headings)
