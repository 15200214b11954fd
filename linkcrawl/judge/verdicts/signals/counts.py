"""Figures in sentences."""

from __future__ import annotations

_LONGEST = 80


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "page"), count(3, "page")
    ('1 page', '3 pages')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def cut(words: str) -> str:
    """Words of a page as a sentence can hold them: one line, and not long.

    >>> cut("Oak  &\\nEmber"), len(cut("x" * 500))
    ('Oak & Ember', 80)
    """
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def share(number: int, total: int, singular: str, plural: str) -> str:
    """How many of the links do something, told with the verb that fits.

    >>> share(1, 1, "is", "are"), share(3, 3, "is", "are"), share(1, 3, "is", "are")
    ('The link is', 'All 3 links are', '1 of 3 links is')
    """
    if total == 1:
        return f"The link {singular}"
    if number == total == 2:
        return f"Both links {plural}"
    if number == total:
        return f"All {total} links {plural}"
    return f"{number} of {total} links {singular if number == 1 else plural}"
