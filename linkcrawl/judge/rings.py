"""Rings: own site → A → B → own site, and longer; each once, those of a deal told apart.

docs/verdicts.md says which rings are looked for and which of them matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from linkcrawl.agreements import Agreement
from linkcrawl.judge.platforms import is_platform
from linkcrawl.judge.promises import Side, promises_of
from linkcrawl.judge.site_graph import Numbers, SiteGraph
from linkcrawl.judge.ways_round import ways_round
from linkcrawl.urls import site_of

# Through one own site. Among sites that all link to each other there are more than anyone reads.
MOST_RINGS = 5_000
_MOST_WORK = 2_000_000


class RingKind(StrEnum):
    """ARRANGED where an agreement speaks of a link of the ring to or from the own site."""

    ARRANGED = "arranged"
    INCIDENTAL = "incidental"


@dataclass(frozen=True, slots=True)
class Ring:
    """The sites of a ring in the direction of its links, the own one first."""

    sites: tuple[str, ...]
    kind: RingKind

    @property
    def matters(self) -> bool:
        """Whether it is a way round direct reciprocity, as far as agreements tell."""
        return self.kind is RingKind.ARRANGED

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Each (source, target), the last one back to the own site."""
        return tuple(pairwise((*self.sites, self.sites[0])))

    @property
    def name(self) -> str:
        """What the ring is called.

        >>> Ring(("we.example", "a.example", "b.example"), RingKind.ARRANGED).name
        'we.example → a.example → b.example → we.example'
        """
        return " → ".join((*self.sites, self.sites[0]))


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings found, those that matter first, then short ones; *cut* says what was left out."""

    found: tuple[Ring, ...] = ()
    cut: str = ""


def deals_of(agreements: Iterable[Agreement], own: Collection[str]) -> frozenset[tuple[str, str]]:
    """The (source, target) sites of each link that an agreement speaks of."""
    deals = set()
    for agreement in agreements:
        for promise in promises_of(agreement):
            theirs = promise.side is Side.THEIRS
            named = site_of(promise.target if theirs else promise.page)
            for mine in (named,) if named in own else own:
                deals.add((promise.partner, mine) if theirs else (mine, promise.partner))
    return frozenset(deals)


def find_rings(
    graph: SiteGraph,
    own: Collection[str],
    deals: Collection[tuple[str, str]],
    ring_length: int = 4,
) -> Rings:
    """Every ring of three to *ring_length* sites through an own site, each once."""
    platforms = [site for site in graph.names if is_platform(site)]
    pairs = graph.followed_pairs(own, platforms)
    found: list[Ring] = []
    cuts: list[str] = []
    for mine in sorted(own):
        if mine in graph:
            paths, cut = _paths(graph, pairs, mine, own, ring_length)
            found += (Ring(sites, _kind(sites, deals)) for sites in paths)
            cuts += cut
    found.sort(key=lambda ring: (not ring.matters, len(ring.sites), ring.sites))
    return Rings(tuple(found), " ".join(cuts))


def ring_of(rings: Rings, own: str, other: str) -> Ring | None:
    """Of the rings with both sites the one that matters most, then the shortest."""
    return next((r for r in rings.found if r.sites[0] == own and other in r.sites), None)


def _kind(sites: tuple[str, ...], deals: Collection[tuple[str, str]]) -> RingKind:
    arranged = (sites[0], sites[1]) in deals or (sites[-1], sites[0]) in deals
    return RingKind.ARRANGED if arranged else RingKind.INCIDENTAL


def _paths(
    graph: SiteGraph, pairs: Numbers, mine: str, own: Collection[str], longest: int
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rings through *mine*, shorter ones first, as long as there are not too many."""
    (start,) = graph.numbers([mine])
    ways = ways_round(pairs, start, graph.numbers(set(own) - {mine}), len(graph))
    found: list[tuple[str, ...]] = []
    for length in range(3, longest + 1):
        within = ways.of_length(length)
        rings, work = within.count(length)
        if len(found) + rings > MOST_RINGS or work > _MOST_WORK:
            more = " and more" if length < longest else ""
            return found, [
                f"Rings of {length} sites{more} through {mine} are left out:"
                f" there may be {rings:,.0f} of them, {MOST_RINGS:,} are looked at."
            ]
        paths = within.paths(length)
        found += sorted(tuple(graph.names[number] for number in path) for path in paths)
    return found, []
