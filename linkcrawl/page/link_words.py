"""What the attributes and the words of a link tell, one byte a measure."""

from __future__ import annotations

from functools import lru_cache
from math import log2

from lxml import etree

from linkcrawl.page.topics import topic_of

ATTRIBUTE_MEASURES = ("rel_tag", "rel_author", "rel_follow", "blank", "classed")
WORD_MEASURES = ("length", "words", "anchor_topic", "digits_only", "capital", "mark")


def attribute_measures(anchor: etree._Element) -> bytes:
    """The measures of ATTRIBUTE_MEASURES."""
    get = anchor.get
    rel = get("rel")
    return _attributes(rel and rel[:_LONGEST], get("target") == "_blank", get("class") is not None)


# Of what is remembered.
_LONGEST = 2_000


@lru_cache(maxsize=1_000)
def _attributes(rel: str | None, blank: bool, classed: bool) -> bytes:
    rel = (rel or "").lower()
    follow = 1 if "nofollow" in rel else 2 if "ugc" in rel else 0
    return bytes(("tag" in rel, "author" in rel, follow, blank, classed))


@lru_cache(maxsize=4_000)
def word_measures(text: str) -> bytes:
    """The measures of WORD_MEASURES.

    >>> word_measures("")
    b'\\x00\\x00\\x00\\x00\\x00\\x00'
    """
    words = text.count(" ") + 1 if text else 0
    return bytes(
        (
            min(int(30 * log2(1 + len(text))), 255),
            min(int(50 * log2(1 + words)), 255),
            topic_of(text),
            text.isdigit(),
            text[:1].isupper() + 2 * text.isupper(),
            text.endswith((".", "!", "?", "…")),
        )
    )
