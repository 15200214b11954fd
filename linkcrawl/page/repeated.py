"""Menus, lists and bars that a site repeats: their links are worked out twice, and then known."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from lxml import etree

from linkcrawl.items import Link
from linkcrawl.memory import Encounters, Memory
from linkcrawl.page.anchors import is_rooted
from linkcrawl.page.paths import Paths, path_of

# The text beside a link is never looked for outside of these.
_BLOCKS = ("ul", "ol", "nav", "header", "footer", "aside")
_LINKS = ("a", "area")
# Of markup. What is longer is no menu, and blocks in blocks in blocks are met again and again.
_LONGEST, _LONGEST_OF_PAGE = 20_000, 400_000
_CHARACTERS = 2_000_000
# What a block depends on besides its markup, its path, and its markup.
_Key = tuple[Hashable, str, str]


class Block(NamedTuple):
    """An element, the number of its first link, and by what it is known again."""

    element: etree._Element
    start: int
    key: _Key


class RepeatedLinks:
    """Remembers the links of blocks by all of their markup, and by what else they depend on.

    So what is remembered is what would be read. The blocks that were met last are remembered,
    as many as fit into a fixed number of characters.
    """

    def __init__(self) -> None:
        self._known = Memory[_Key, tuple[Link, ...]](_CHARACTERS, lambda key: len(key[2]))
        self._encounters = Encounters()

    def find(
        self, root: etree._Element, around: Hashable, paths: Paths
    ) -> tuple[dict[int, tuple[Link, ...]], list[Block]]:
        """The links of known blocks, by the number of the first; and those met again, to be learnt.

        *around* is what links depend on besides markup and path.
        """
        known: dict[int, tuple[Link, ...]] = {}
        unknown: list[Block] = []
        at = until = 0
        room = _LONGEST_OF_PAGE
        for element in root.iter(*_LINKS, *_BLOCKS):
            if element.tag in _LINKS:
                at += element.get("href") is not None
            elif at >= until and room > 0:
                markup = etree.tostring(element, encoding="unicode", with_tail=False)
                room -= len(markup)
                key = (around, path_of(element, paths), markup)
                if links := self._known.get(key):
                    known[at], until = links, at + len(links)
                elif len(markup) < _LONGEST and self._encounters.again(key):
                    unknown.append(Block(element, at, key))
        return known, unknown

    def learn(self, blocks: Sequence[Block], links: Sequence[Link]) -> None:
        """Take in what the links of a page are, for the blocks that were not known."""
        for block in blocks:
            inside = block.element.iter(*_LINKS)
            end = block.start + sum(anchor.get("href") is not None for anchor in inside)
            found = tuple(links[block.start : end])
            if found and end <= len(links) and all(is_rooted(link.href) for link in found):
                self._known.keep(block.key, found)
