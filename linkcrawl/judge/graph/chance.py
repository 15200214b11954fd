"""How many mutual links a group of sites would have by chance: the null model of clusters.

Each site links, and is linked to, as often as it does outside of the group: a configuration
model whose degrees the group cannot raise itself. A link is returned at least as often as links
are on the web at large.
"""

from __future__ import annotations

from collections.abc import Collection
from math import exp, lgamma, log

import numpy as np
import numpy.typing as npt
import rustworkx as rx

from linkcrawl.judge.graph.site_graph import Numbers

# Of the sites that a site links to, 11% link back on average (Ahrefs, 140,592 domains, followed
# links): sites that never spoke of it have mutual links.
RETURNED = 0.11


class Chance:
    """What is usual among sites that hang together, out of all their followed edges."""

    def __init__(self, pairs: Numbers, sites: int) -> None:
        self._sites = sites
        self._keys = np.sort(pairs @ (sites, 1))
        self._out = np.bincount(pairs[:, 0], minlength=sites)
        self._into = np.bincount(pairs[:, 1], minlength=sites)
        self._part = part = _parts(pairs, sites)
        self._links = np.bincount(part[pairs[:, 0]], minlength=sites)
        self._members = np.bincount(part[(self._out + self._into) > 0], minlength=sites)
        self._sources = np.bincount(part[self._out > 0], minlength=sites)

    def expected(self, group: Collection[int]) -> float:
        """How many mutual pairs a group would have, had its links nothing to do with each other."""
        numbers = np.array(sorted(group))
        part = self._part[numbers[0]]
        usual = self._links[part] / (self._sources[part] * (self._members[part] - 1))
        keys = numbers[:, None] * self._sites + numbers
        places = np.searchsorted(self._keys, keys).clip(max=len(self._keys) - 1)
        inside = self._keys[places] == keys
        outside = self._members[part] - len(numbers)
        out = _rate(self._out[numbers] - inside.sum(1), outside, usual)
        sources = self._sources[part] - np.count_nonzero(self._out[numbers])
        into = _rate(self._into[numbers] - inside.sum(0), sources, usual)
        there = np.minimum(1.0, np.outer(out, into) / usual)
        both = there * np.maximum(there.T, RETURNED)
        return float((both.sum() - np.trace(both)) / 2)


def chance_of(seen: int, expected: float) -> float:
    """How likely so many or more are where *expected* are usual (Poisson).

    >>> round(chance_of(3, 0.5), 4), chance_of(0, 2.0)
    (0.0144, 1.0)
    """
    if seen == 0:
        return 1.0
    if expected <= 0:
        return 0.0
    term = exp(seen * log(expected) - expected - lgamma(seen + 1))
    total, count = 0.0, seen
    while term > total * 1e-9:
        total += term
        count += 1
        term *= expected / count
    return min(1.0, total)


def _rate(links: npt.NDArray[np.int64], sites: int, usual: float) -> npt.NDArray[np.float64]:
    """The share of *sites* with a link, as if there were one more, linked as usual."""
    return (links + usual) / (max(0, sites) + 1)


def _parts(pairs: Numbers, sites: int) -> Numbers:
    """For each site the number of the part of the graph that it hangs together with."""
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    graph.add_nodes_from([None] * sites)
    # Two lists of a million numbers are made in no time, a million small lists are not.
    source, target = pairs.T
    graph.extend_from_edge_list(list(zip(source.tolist(), target.tolist(), strict=True)))
    parts = np.zeros(sites, np.int64)
    for number, members in enumerate(rx.weakly_connected_components(graph)):
        parts[list(members)] = number
    return parts
