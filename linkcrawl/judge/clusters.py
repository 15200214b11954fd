"""Dense mutual clusters: sites that link to each other more than chance and topic explain.

docs/verdicts.md has the rules; chance.py has the null model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
import rustworkx as rx

from linkcrawl.judge.chance import Chance, chance_of
from linkcrawl.judge.platforms import is_platform
from linkcrawl.judge.relevance import Kinship, kinship
from linkcrawl.judge.site_graph import Numbers, SiteGraph

# Mutual pairs that are looked at, those nearest to the own sites first.
MOST_PAIRS = 10_000
# A cluster has at least so many sites, and so much of the mutual pairs that it could have.
FEWEST_SITES = 3
DENSE = 0.5
# Less likely than this, times the clusters that were tried, it is no chance.
RARE = 0.001

Relevance = Callable[[str, str], float | None]
_Pair = tuple[int, int]


class ClusterKind(StrEnum):
    """NETWORK of unrelated sites, or of one hand, INDUSTRY of related ones, UNCLEAR else."""

    NETWORK = "network"
    INDUSTRY = "industry"
    UNCLEAR = "unclear"


class _Bond(StrEnum):
    """What two sites with mutual links have to do with each other."""

    ONE_OPERATOR = "one operator"
    RELATED = "related"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sites of which *mutual* pairs out of *possible* link to each other, followed.

    *expected* would by chance, and so many or more with a probability of *chance*. Each mutual
    pair has *one_operator*, or is *related*, *unrelated*, or of *unknown* relevance.
    """

    sites: tuple[str, ...]
    kind: ClusterKind
    mutual: int
    possible: int
    expected: float
    chance: float
    one_operator: int
    related: int
    unrelated: int
    unknown: int

    @property
    def sentence(self) -> str:
        """What was found, with its figures."""
        told = (
            (self.one_operator, "have one operator"),
            (self.unrelated, "are about unrelated things"),
            (self.related, "are about related things"),
            (self.unknown, "may or may not be about related things"),
        )
        pairs = ", ".join(f"{count} {words}" for count, words in told if count)
        return (
            f"{len(self.sites)} sites have {self.mutual} of {self.possible} possible mutual links"
            f" among them, where chance makes {self.expected:.1f}; of these pairs {pairs}."
        )


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters found, networks first, then large ones; *cut* says what was left out."""

    found: tuple[Cluster, ...] = ()
    cut: str = ""


def find_clusters(
    graph: SiteGraph,
    own: Collection[str],
    relevance: Relevance,
    one_hand: Iterable[Collection[str]] = (),
) -> Clusters:
    """The groups of sites that link to each other more than chance explains.

    Two sites are as near as *relevance* says of either to the other. The sites of each of
    *one_hand* have one operator: what they are about is no reason for them to link to each other.
    """
    platforms = [site for site in graph.names if is_platform(site)]
    edges = graph.followed_pairs(own, platforms)
    every = _mutual(edges, len(graph))
    pairs = _nearest(every, edges, graph.numbers(own), len(graph))
    hands = {p for sites in one_hand for p in combinations(graph.numbers(sites), 2)}
    bonds = {pair: _bond(graph, pair, relevance, hands) for pair in pairs}
    related = [pair for pair, bond in bonds.items() if bond is _Bond.RELATED]
    groups = {*groups_of(bonds), *groups_of(related), *groups_of(bonds.keys() - set(related))}
    found = _beyond_chance(graph.names, edges, groups, bonds)
    cut = f"Of {len(every):,} pairs of sites with mutual links {len(pairs):,} are looked at."
    return Clusters(found, cut if len(pairs) < len(every) else "")


def cluster_of(clusters: Clusters, site: str) -> Cluster | None:
    """The cluster that a site is part of, a network rather than one of another kind."""
    return next((one for one in clusters.found if site in one.sites), None)


def _mutual(edges: Numbers, sites: int) -> Numbers:
    """The pairs that link to each other, each once, in order."""
    both = np.intersect1d(edges @ (sites, 1), edges @ (1, sites))
    source, target = np.divmod(both, sites)
    return np.stack((source, target), axis=1)[source < target]


def _nearest(
    pairs: Numbers, edges: Numbers, own: Sequence[int], sites: int
) -> list[tuple[int, int]]:
    """As many *pairs* as are looked at: all among as many sites as possible, nearest ones first.

    Near are the sites linked with own ones; of equally near ones those of few links, since hubs
    say least.
    """
    far = np.ones(sites, np.int64)
    source, target = edges.T
    ours = np.isin(edges, own)
    far[target[ours[:, 0]]] = far[source[ours[:, 1]]] = far[own] = 0
    links = np.bincount(edges.ravel(), minlength=sites)
    rank = np.empty(sites, np.int64)
    rank[np.lexsort((links, far))] = np.arange(sites)
    order = np.lexsort((rank[pairs].min(axis=1), rank[pairs].max(axis=1)))
    return [(one, other) for one, other in pairs[order[:MOST_PAIRS]].tolist()]


def groups_of(pairs: Iterable[_Pair]) -> Iterator[frozenset[int]]:
    """The dense groups: triangles of mutual pairs that share a side, without loose ends."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    places = {pair: place for place, pair in enumerate(sorted(pairs))}
    for one, other in places:
        beside[one].add(other)
        beside[other].add(one)
    sides: rx.PyGraph[_Pair, None] = rx.PyGraph()
    sides.add_nodes_from(list(places))
    for one, other in places:
        for third in beside[one] & beside[other]:
            if third > other:
                side = places[one, other]
                sides.add_edge(side, places[one, third], None)
                sides.add_edge(side, places[other, third], None)
    for component in rx.connected_components(sides):
        group = _without_loose_ends({one for place in component for one in sides[place]}, beside)
        if len(group) >= FEWEST_SITES:
            yield group


def _without_loose_ends(group: set[int], beside: Mapping[int, set[int]]) -> frozenset[int]:
    """What is left once those with the fewest mutual links are taken away until it is dense."""
    links = {one: len(beside[one] & group) for one in group}
    while group and sum(links.values()) < DENSE * len(group) * (len(group) - 1):
        loose = min(group, key=lambda one: (links[one], one))
        group = group - {loose}
        del links[loose]
        for one in beside[loose] & group:
            links[one] -= 1
    return frozenset(group)


def _bond(graph: SiteGraph, pair: _Pair, relevance: Relevance, hands: Collection[_Pair]) -> _Bond:
    if pair in hands:
        return _Bond.ONE_OPERATOR
    one, other = (graph.names[number] for number in pair)
    scores = (relevance(one, other), relevance(other, one))
    match kinship(max((score for score in scores if score is not None), default=None)):
        case Kinship.RELATED:
            return _Bond.RELATED
        case Kinship.UNRELATED:
            return _Bond.UNRELATED
        case _:
            return _Bond.UNKNOWN


def _beyond_chance(
    names: Sequence[str],
    edges: Numbers,
    groups: Collection[frozenset[int]],
    bonds: Mapping[_Pair, _Bond],
) -> tuple[Cluster, ...]:
    """Those of *groups* that are too unlikely, networks first; of nested ones the first counts."""
    if not groups:
        return ()
    usual = Chance(edges, len(names))
    tried = (_cluster(names, group, bonds, usual) for group in groups)
    kinds = list(ClusterKind)
    kept: list[Cluster] = []
    for one in sorted(tried, key=lambda one: (kinds.index(one.kind), -len(one.sites), one.sites)):
        sites = set(one.sites)
        nested = any(sites.issubset(k.sites) or sites.issuperset(k.sites) for k in kept)
        if one.chance * len(groups) <= RARE and not nested:
            kept.append(one)
    return tuple(kept)


def _cluster(
    names: Sequence[str], group: frozenset[int], bonds: Mapping[_Pair, _Bond], usual: Chance
) -> Cluster:
    counts = Counter(bonds[p] for p in combinations(sorted(group), 2) if p in bonds)
    expected = usual.expected(group)
    return Cluster(
        sites=tuple(sorted(names[number] for number in group)),
        kind=_kind(counts),
        mutual=counts.total(),
        possible=len(group) * (len(group) - 1) // 2,
        expected=expected,
        chance=chance_of(counts.total(), expected),
        one_operator=counts[_Bond.ONE_OPERATOR],
        related=counts[_Bond.RELATED],
        unrelated=counts[_Bond.UNRELATED],
        unknown=counts[_Bond.UNKNOWN],
    )


def _kind(bonds: Counter[_Bond]) -> ClusterKind:
    """What most of the pairs are; three sites of one hand in it are enough for a network."""
    odd = bonds[_Bond.UNRELATED] + bonds[_Bond.ONE_OPERATOR]
    if 2 * odd > bonds.total() or bonds[_Bond.ONE_OPERATOR] >= FEWEST_SITES:
        return ClusterKind.NETWORK
    return ClusterKind.INDUSTRY if 2 * bonds[_Bond.RELATED] > bonds.total() else ClusterKind.UNCLEAR
