"""Figures in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkcrawl.said import Said, said, said_n
from linkcrawl.store.read import StoredLink

_LONGEST = 80


def cut(words: str) -> str:
    """Words of a page as a sentence can hold them: one line, and not long.

    >>> cut("Oak  &\\nEmber"), len(cut("x" * 500))
    ('Oak & Ember', 80)
    """
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def quoted(link: StoredLink, kind: StrEnum) -> Said:
    """The words of a link with what it is: “Oak & Ember”, footer."""
    if words := link.anchor_text or link.image_alt:
        return said("“{words}”, {kind}", words=cut(words), kind=kind)
    return said("a link without text, {kind}", kind=kind)


@dataclass(frozen=True, slots=True)
class Telling:
    """What links do: as it is told of the only one, of both, of *every* one, of *some* of them."""

    only: str
    both: str
    every: str
    some: tuple[str, str]

    def of(self, number: int, total: int) -> Said:
        """The sentence about so many of the links.

        >>> some = ("{count} of {total} links is.", "{count} of {total} links are.")
        >>> tell = Telling("The link is.", "Both links are.", "All {total} links are.", some)
        >>> tell.of(1, 1), tell.of(3, 3), tell.of(1, 3)
        ('The link is.', 'All 3 links are.', '1 of 3 links is.')
        """
        if number < total:
            return said_n(*self.some, number, total=total)
        if total < 3:
            return said(self.only if total == 1 else self.both)
        return said(self.every, total=total)
