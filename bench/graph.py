"""Measure what the graph of sites costs: rings, clusters and operators of a million edges.

``python -m bench.graph`` makes a web of sites as the web has them (few are linked to by many),
with rings and link networks in it, and prints the seconds of each step; ``--dense`` makes one
where everybody links to everybody, as a hostile network might.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from itertools import permutations, product
from random import Random
from typing import TypeVar

from linkcrawl.judge.graph.clusters import find_clusters
from linkcrawl.judge.graph.neighbourhood import neighbourhood
from linkcrawl.judge.graph.rings import Deals, find_rings
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.store.graph import Edge

T = TypeVar("T")
OWN = "site-0.example"
_NETWORKS = 20


def name(number: int) -> str:
    """The domain of a site."""
    return f"site-{number}.example"


def usual_web(edges: int, rng: Random) -> list[Edge]:
    """Sites of which a fifth was crawled, and small networks among them."""
    sites = max(50, edges // 5)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        source, target = int(sites / 5 * rng.random() ** 2), int(sites * rng.random() ** 3)
        if source != target:
            pairs.add((source, target))
    for _ in range(_NETWORKS):
        pairs.update(permutations(rng.sample(range(1, sites), 6), 2))
    return [Edge(name(source), name(target)) for source, target in sorted(pairs)]


def dense_web(edges: int, rng: Random) -> list[Edge]:
    """Sites that all link to each other; the own one links to half, the others link to it."""
    sites = int(edges**0.5)
    pairs = permutations(range(sites), 2)
    return [Edge(name(s), name(t)) for s, t in pairs if s * t or (s + t) % 2 == (s == 0)]


def timed(step: str, work: Callable[[], T]) -> T:
    """What *work* gives; prints what it took."""
    began, cpu = time.perf_counter(), time.process_time()
    found = work()
    print(f"{step:40} {time.perf_counter() - began:7.2f} s, {time.process_time() - cpu:6.2f} s CPU")
    return found


def measure(edges: list[Edge]) -> None:
    """Print what each step takes, and how much it finds."""
    print(f"{len(edges):,} edges")
    graph = timed("graph", lambda: SiteGraph(edges))
    partners = sorted(graph.targets(OWN) ^ graph.sources(OWN))[:200]
    deals = Deals(frozenset({*product([OWN], partners), *product(partners, [OWN])}))
    for length in (3, 4, 6):
        rings = timed(f"rings of up to {length}", partial(find_rings, graph, [OWN], deals, length))
        print(f"    {len(rings.found):,} rings. {rings.cut}")
    clusters = timed("clusters", lambda: find_clusters(graph, [OWN], lambda one, other: None))
    print(f"    {len(clusters.found):,} clusters. {clusters.cut}")
    other = min(graph.sources(OWN))
    drawn = timed("neighbourhood", lambda: neighbourhood(graph, OWN, other, rings.found))
    print(f"    {len(drawn.nodes)} sites, {drawn.left_out:,} left out")


def main() -> None:
    """Measure a graph of the given size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--dense", action="store_true")
    given = parser.parse_args()
    measure((dense_web if given.dense else usual_web)(given.edges, Random(1)))


if __name__ == "__main__":
    main()
