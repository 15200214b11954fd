"""Rings: own site → A → B → own site, and longer; each once, those of a deal told apart.

docs/verdicts.md says which rings are looked for and which of them matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from linkcrawl.agreements import Agreement
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.graph.site_graph import Numbers, SiteGraph
from linkcrawl.judge.graph.ways_round import WaysRound, ways_round
from linkcrawl.judge.promises.promises import Side, promises_of
from linkcrawl.said import Said, said, said_all
from linkcrawl.urls import site_of

# Through one own site. Among sites that all link to each other there are more than anyone reads.
MOST_RINGS = 20_000
_MOST_WORK = 2_000_000
# Relationships whose links are given for links; "" where none was named.
_TRADES = ("exchange", "ring", "")


class RingKind(StrEnum):
    """ARRANGED where agreements speak of the own site's links in it, INCIDENTAL else."""

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
    """The rings found, those that matter first, then short ones; *cut* says what was left out.

    *first* has for an own site and another the first ring with both.
    """

    found: tuple[Ring, ...] = ()
    cut: str = ""
    first: Mapping[tuple[str, str], Ring] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deals:
    """The (source, target) sites of links that were traded; of some of them, the rings' names."""

    traded: frozenset[tuple[str, str]] = frozenset()
    in_ring: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def deals_of(agreements: Iterable[Agreement], own: Collection[str]) -> Deals:
    """The links that agreements trade: suppliers, customers and sponsors link for other reasons."""
    traded: set[tuple[str, str]] = set()
    in_ring: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for agreement in agreements:
        kind, _, name = agreement.relationship.partition(":")
        for promise in promises_of(agreement) if kind in _TRADES else ():
            theirs = promise.side is Side.THEIRS
            named = site_of(promise.target if theirs else promise.page)
            for mine in (named,) if named in own else own:
                pair = (promise.partner, mine) if theirs else (mine, promise.partner)
                traded.add(pair)
                if kind == "ring":
                    in_ring[pair] |= {name.casefold()}
    return Deals(frozenset(traded), dict(in_ring))


def find_rings(
    graph: SiteGraph,
    own: Collection[str],
    deals: Deals,
    ring_length: int = 4,
) -> Rings:
    """Every ring of three to *ring_length* sites through an own site, each once."""
    platforms = [site for site in graph.names if is_platform(site)]
    pairs = graph.followed_pairs(own, platforms)
    found: list[Ring] = []
    cuts: list[str] = []
    for mine in sorted(own):
        if mine in graph:
            ways = _ways(graph, pairs, mine, own, deals)
            paths, cut = _paths(graph, ways, mine, ring_length)
            rings = (Ring(sites, _kind(sites, deals)) for sites in paths)
            found += (ring for ring in rings if _goes_round(graph, ring, deals))
            cuts.append(cut)
    found.sort(key=lambda ring: (not ring.matters, len(ring.sites), ring.sites))
    first: dict[tuple[str, str], Ring] = {}
    for ring in found:
        for other in ring.sites[1:]:
            first.setdefault((ring.sites[0], other), ring)
    return Rings(tuple(found), said_all(" ", filter(None, cuts)), first)


def ring_of(rings: Rings, own: str, other: str) -> Ring | None:
    """Of the rings with both sites the one that matters most, then the shortest."""
    return rings.first.get((own, other))


def _kind(sites: tuple[str, ...], deals: Deals) -> RingKind:
    """The longer a ring, the likelier it is chance: more than three sites need both deals."""
    out, back = (sites[0], sites[1]), (sites[-1], sites[0])
    agreed = (out in deals.traded) + (back in deals.traded)
    return RingKind.ARRANGED if agreed >= min(2, len(sites) - 2) else RingKind.INCIDENTAL


def _goes_round(graph: SiteGraph, ring: Ring, deals: Deals) -> bool:
    """False where one of the own site's links in it is returned, unless the ring was declared."""
    mine, out, back = ring.sites[0], ring.sites[1], ring.sites[-1]
    ways = ((mine, out), (back, mine))
    declared = frozenset.intersection(*(deals.in_ring.get(way, frozenset()) for way in ways))
    return bool(declared) or not (graph.is_followed(out, mine) or graph.is_followed(mine, back))


def _ways(
    graph: SiteGraph, pairs: Numbers, mine: str, own: Collection[str], deals: Deals
) -> tuple[WaysRound, WaysRound]:
    """All ways round, and those of them that leave and come back by traded links."""
    (start,) = graph.numbers([mine])
    ours, theirs = ([pair for pair in deals.traded if pair[end] == mine] for end in (0, 1))
    traded = {(start, n) for n in graph.numbers(pair[1] for pair in ours)}
    traded |= {(n, start) for n in graph.numbers(pair[0] for pair in theirs)}
    declared = {pair for pair in traded if tuple(graph.names[n] for n in pair) in deals.in_ring}
    every = ways_round(pairs, start, graph.numbers(set(own) - {mine}), declared, len(graph))
    return every, every.only(traded)


def _paths(
    graph: SiteGraph, ways: Sequence[WaysRound], mine: str, longest: int
) -> tuple[list[tuple[str, ...]], str]:
    """The rings through *mine*, shorter ones first; of a length that has too many, the traded."""
    found: list[tuple[str, ...]] = []
    too_many: dict[int, Said] = {}
    for length in range(3, longest + 1):
        for some in ways:
            within = some.of_length(length)
            rings, work = within.count(length)
            if len(found) + rings <= MOST_RINGS and work <= _MOST_WORK:
                paths = within.paths(length)
                found += sorted(tuple(graph.names[number] for number in path) for path in paths)
                break
            too_many.setdefault(
                length, said("{rings} of {sites} sites", rings=round(rings), sites=length)
            )
    if not too_many:
        return found, ""
    return found, said(
        "Not all rings through {site} are looked at: there may be {rings}; {most} at most are,"
        " those of traded links first.",
        site=mine,
        rings=said_all(", ", too_many.values()),
        most=MOST_RINGS,
    )
