"""How much of a page is looked at for the texts in and beside its links."""

from __future__ import annotations

from itertools import islice

from lxml import etree

# Honest pages need a hundredth of it. On others links hold links, or have all of a page beside
# them: what each has would cost the square of what is there.
_PARTS, _FEW = 300_000, 2
_MARKUP = 20_000_000
_CHARACTERS_OF_A_PART = 500


class Room:
    """So many elements for all links of a page together; where they are used up, a few for each.

    *markup* is how many characters of the links' own markup may still be compared with others'.
    """

    def __init__(self) -> None:
        self._left = _PARTS
        self.markup = _MARKUP

    def parts_of(self, element: etree._Element) -> tuple[list[etree._Element], bool]:
        """What an element holds, in document order, and whether that is all of it."""
        most = max(self._left, _FEW)
        parts = list(islice(element.iterdescendants(), most))
        self._left -= len(parts)
        return parts, len(parts) < most

    def steps(self) -> int:
        """How many elements beside one link may be looked at."""
        return max(self._left, _FEW)

    def spend(self, characters: int) -> None:
        """Take off an element that was looked at, with the text after it."""
        self._left -= 1 + characters // _CHARACTERS_OF_A_PART
