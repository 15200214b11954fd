"""Surroundings → does a link stand in running text?"""

from __future__ import annotations

from math import ceil, log2

from linkcrawl.items import Surroundings
from linkcrawl.page.blocks import BLOCK_SIZES
from linkcrawl.page.measures import COLUMN, MEASURES

# A sentence around the link, in a block of which less than half is linked.
_CHARACTERS = 80
_LINKED = 50
_PLAIN = 1 + COLUMN["near.plain"]
_DENSITY = 1 + COLUMN["near.density"]
_ENOUGH = ceil(BLOCK_SIZES["plain"] * log2(1 + _CHARACTERS)) - 1


def in_prose(surroundings: Surroundings) -> bool:
    """True for a link whose own block has a sentence around it, and less than half of it linked."""
    facts = surroundings.features
    return len(facts) > len(MEASURES) and facts[_PLAIN] >= _ENOUGH and facts[_DENSITY] < _LINKED
