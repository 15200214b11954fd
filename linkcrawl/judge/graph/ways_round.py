"""The ways round from one site back to itself: on which edges, and how many there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import rustworkx as rx

from linkcrawl.judge.graph.site_graph import Numbers


@dataclass(frozen=True, slots=True)
class WaysRound:
    """The edges from *start* to *end*, which is the start again under a number of its own."""

    edges: Numbers
    start: int
    end: int

    def only(self, own: Collection[tuple[int, int]]) -> WaysRound:
        """Only the ways that leave the start and come back to it by edges that are in *own*."""
        source, target = self.edges.T
        out = [other for one, other in own if one == self.start]
        back = [one for one, other in own if other == self.start]
        kept = ((source != self.start) | np.isin(target, out)) & (
            (target != self.end) | np.isin(source, back)
        )
        return WaysRound(self.edges[kept], self.start, self.end)

    def of_length(self, length: int) -> WaysRound:
        """Only the edges that are on a way round of so many sites or fewer."""
        source, target = self.edges.T
        out = _steps(source, target, self.start, self.end, length)
        back = _steps(target, source, self.end, self.end, length)
        return WaysRound(self.edges[out[source] + 1 + back[target] <= length], self.start, self.end)

    def count(self, length: int) -> tuple[float, float]:
        """How many ways round there are at most, and how many ways any search has to go."""
        source, target = self.edges.T
        ways = np.zeros(self.end + 1)
        ways[self.start] = 1.0
        most = 1.0
        for _ in range(length):
            ways = np.bincount(target, ways[source], self.end + 1).astype(float)
            most = max(most, float(ways.sum()))
        return float(ways[self.end]), most

    def paths(self, length: int) -> list[tuple[int, ...]]:
        """Each way round of exactly so many sites, from the start, without its end."""
        numbers, places = np.unique(
            np.append(self.edges, (self.start, self.end)), return_inverse=True
        )
        graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
        graph.extend_from_edge_list([(s, t) for s, t in places[:-2].reshape(-1, 2).tolist()])
        if not graph.num_nodes():
            return []
        first, last = places[-2:].tolist()
        found = rx.all_simple_paths(graph, first, last, min_depth=length + 1, cutoff=length + 1)
        return [tuple(numbers[list(path[:-1])].tolist()) for path in found]


def ways_round(
    pairs: Numbers,
    start: int,
    without: Collection[int],
    declared: Collection[tuple[int, int]],
    sites: int,
) -> WaysRound:
    """What can be on a ring through *start*, all numbers being below *sites*.

    Of its own edges those are left out that are returned, unless they are *declared*.
    """
    source, target = pairs.T
    theirs, ours = set(source[target == start].tolist()), set(target[source == start].tolist())
    barred = np.zeros(sites, bool)
    barred[list(without)] = True
    mutual = np.zeros(sites, bool)
    mutual[list(theirs & ours)] = True
    returned = ((source == start) & mutual[target]) | ((target == start) & mutual[source])
    named = np.isin(pairs @ (sites, 1), [one * sites + other for one, other in declared])
    edges = pairs[~barred[source] & ~barred[target] & (~returned | named)]
    edges[edges[:, 1] == start, 1] = sites
    return WaysRound(edges, start, sites)


def _steps(source: Numbers, target: Numbers, start: int, end: int, most: int) -> Numbers:
    """How many steps each site is from *start*, *most* + 1 where it is farther."""
    steps = np.full(end + 1, most + 1, np.int64)
    steps[start] = 0
    for step in range(1, most + 1):
        reached = target[steps[source] == step - 1]
        steps[reached[steps[reached] > most]] = step
    return steps
