"""Does a link stand inside running text?"""

from __future__ import annotations

from linkcrawl.page.blocks import BLOCK_SIZES
from linkcrawl.page.measures import COLUMN, size_of

_ENOUGH_TEXT = 60
_MOST_LINKED = 60


def stands_in_prose(features: bytes) -> bool:
    """True for a link whose own paragraph, cell or the like has a sentence around it.

    *features* are those of Surroundings; without them the answer is no.
    """
    if len(features) < 2:
        return False
    measures = features[1:]
    text = size_of(measures[COLUMN["near.plain"]], BLOCK_SIZES["plain"])
    return text >= _ENOUGH_TEXT and measures[COLUMN["near.density"]] <= _MOST_LINKED
