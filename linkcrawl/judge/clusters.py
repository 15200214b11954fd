"""Dense mutual clusters: sites that link to each other more than chance and topic explain.

docs/verdicts.md has the rules; chance.py has the null model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
import rustworkx as rx

from linkcrawl.judge.chance import Chance, chance_of
from linkcrawl.judge.platforms import is_platform
from linkcrawl.judge.relevance import RELATED, UNRELATED
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
    """NETWORK of unrelated sites, INDUSTRY of related ones, UNCLEAR where too little is known."""

    NETWORK = "network"
    INDUSTRY = "industry"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sites of which *mutual* pairs out of *possible* link to each other, followed.

    *expected* would by chance, and so many or more with a probability of *chance*. Of the mutual
    pairs so many are *related*, *unrelated*, or of *unknown* relevance.
    """

    sites: tuple[str, ...]
    kind: ClusterKind
    mutual: int
    possible: int
    expected: float
    chance: float
    related: int
    unrelated: int
    unknown: int

    @property
    def sentence(self) -> str:
        """What was found, with its figures."""
        return (
            f"{len(self.sites)} sites have {self.mutual} of {self.possible} possible mutual links"
            f" among them, where chance makes {self.expected:.1f}; of these pairs"
            f" {self.unrelated} are about unrelated things, {self.related} about related ones,"
            f" and of {self.unknown} it is not clear."
        )


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters found, networks first, then large ones; *cut* says what was left out."""

    found: tuple[Cluster, ...] = ()
    cut: str = ""


def find_clusters(graph: SiteGraph, own: Collection[str], relevance: Relevance) -> Clusters:
    """The groups of sites that link to each other more than chance explains."""
    platforms = [site for site in graph.names if is_platform(site)]
    edges = graph.followed_pairs(own, platforms)
    every = _mutual(edges, len(graph))
    pairs = _nearest(every, edges, graph.numbers(own), len(graph))
    known = {pair: relevance(*(graph.names[number] for number in pair)) for pair in pairs}
    related = [pair for pair, score in known.items() if score is not None and score >= RELATED]
    groups = {*groups_of(known.keys() - set(related)), *groups_of(related)}
    found = []
    if groups:
        usual = Chance(edges, len(graph))
        tried = (_cluster(graph.names, group, known, usual) for group in groups)
        found = [one for one in tried if one.chance * len(groups) <= RARE]
    kinds = list(ClusterKind)
    found.sort(key=lambda one: (kinds.index(one.kind), -len(one.sites), one.sites))
    cut = f"Of {len(every):,} pairs of sites with mutual links {len(pairs):,} are looked at."
    return Clusters(tuple(found), cut if len(pairs) < len(every) else "")


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
    """As many *pairs* as are looked at: those linked with own sites first, then of few links."""
    far = np.ones(sites, np.int64)
    source, target = edges.T
    ours = np.isin(edges, own)
    far[target[ours[:, 0]]] = far[source[ours[:, 1]]] = far[own] = 0
    links = np.bincount(edges.ravel(), minlength=sites)
    order = np.lexsort((*pairs.T[::-1], links[pairs].sum(1), far[pairs].sum(1)))
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


def _cluster(
    names: Sequence[str],
    group: frozenset[int],
    known: Mapping[_Pair, float | None],
    usual: Chance,
) -> Cluster:
    pairs = [pair for pair in combinations(sorted(group), 2) if pair in known]
    scores = [score for pair in pairs if (score := known[pair]) is not None]
    related = sum(score >= RELATED for score in scores)
    unrelated = sum(score <= UNRELATED for score in scores)
    expected = usual.expected(group)
    return Cluster(
        sites=tuple(sorted(names[number] for number in group)),
        kind=_kind(len(pairs), related, unrelated),
        mutual=len(pairs),
        possible=len(group) * (len(group) - 1) // 2,
        expected=expected,
        chance=chance_of(len(pairs), expected),
        related=related,
        unrelated=unrelated,
        unknown=len(pairs) - related - unrelated,
    )


def _kind(pairs: int, related: int, unrelated: int) -> ClusterKind:
    if 2 * related > pairs:
        return ClusterKind.INDUSTRY
    return ClusterKind.NETWORK if 2 * unrelated > pairs else ClusterKind.UNCLEAR
