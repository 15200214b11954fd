"""Who placed a link: the rules of a version, a memory, or the user, whose word is no change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from linkcrawl.classify.placement import PLACEMENT_VERSION
from linkcrawl.items import Link
from linkcrawl.vocabulary import Placement

# In the place of a version of the rules.
RULED, REMEMBERED = 0, -1

# The first visit and the position of a link's row; and those of equal links, by what they say.
Period = tuple[int, int]
OpenRows = Mapping[tuple[object, ...], list[Period]]
Anywhere = Mapping[tuple[object, ...], list[list[Period]]]
# The placement, how sure it is, and by which rules.
Placed = tuple[object, ...]


def rules_of(link: Link) -> int:
    """The version of the rules that placed a link, or who did else."""
    if link.ruled:
        return RULED
    return PLACEMENT_VERSION if link.surroundings.features else REMEMBERED


def place_told(link: Link) -> str:
    """Where a link stands by the user's rule or by its measures: a memory tells no page apart."""
    if link.ruled:
        return f"!{link.ruled}"
    return link.placement if link.surroundings.features else Placement.UNKNOWN


def newly_ruled(now: Placed, ruled: Placed | None) -> bool:
    """True for a link that the user now places, or places no more; *ruled* is how they did."""
    return now != ruled and (ruled is not None or now[2] == RULED)


def anywhere(open_rows: OpenRows) -> Anywhere:
    """The open periods by all that their links say but where they stand."""
    found: defaultdict[tuple[object, ...], list[list[Period]]] = defaultdict(list)
    for (anchor, path, _, *sight), periods in open_rows.items():
        found[anchor, path, *sight].append(periods)
    return found
