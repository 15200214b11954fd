"""Groups of sites whose mutual links hang together closely: what a cluster may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import rustworkx as rx

from linkcrawl.judge.graph.site_graph import Numbers

# Mutual pairs that are looked at, those nearest to the own sites first.
MOST_PAIRS = 10_000
# A group has at least so many sites, and so much of the mutual pairs that it could have.
FEWEST_SITES = 3
DENSE = 0.5

Pair = tuple[int, int]


def mutual_pairs(edges: Numbers, sites: int) -> Numbers:
    """The pairs that link to each other, each once, in order."""
    both = np.intersect1d(edges @ (sites, 1), edges @ (1, sites), assume_unique=True)
    source, target = np.divmod(both, sites)
    return np.stack((source, target), axis=1)[source < target]


def nearest_pairs(
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


def groups_of(pairs: Iterable[Pair]) -> Iterator[frozenset[int]]:
    """The dense groups: triangles of mutual pairs that share a side, without loose ends."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    places = {pair: place for place, pair in enumerate(sorted(pairs))}
    for one, other in places:
        beside[one].add(other)
        beside[other].add(one)
    sides: rx.PyGraph[Pair, None] = rx.PyGraph()
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
