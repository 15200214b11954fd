"""The words of a link's ``rel``, and those of them that withhold credit."""

from __future__ import annotations

import re

# A link with one of these gets no credit; without, it is followed.
WITHHELD = frozenset({"nofollow", "sponsored", "ugc"})
_BETWEEN = re.compile(r"[\s,;]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a ``rel`` or a robots directive; search engines take commas for spaces.

    >>> sorted(words_of("Nofollow,noopener ugc"))
    ['nofollow', 'noopener', 'ugc']
    """
    return frozenset(word for word in _BETWEEN.split(text.lower()) if word)


def credit_words(rel: str) -> frozenset[str]:
    """The words of a ``rel`` that withhold credit."""
    return words_of(rel) & WITHHELD
