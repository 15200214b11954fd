"""The whole neighbourhood as stored: its sites, rings, clusters and operators, found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from linkcrawl.agreements import Agreement
from linkcrawl.judge.graph.clusters import (
    ClusterKind,
    Clusters,
    Relevance,
    cluster_of,
    find_clusters,
)
from linkcrawl.judge.graph.marks import SiteMarks
from linkcrawl.judge.graph.neighbourhood import Neighbourhood, neighbourhood
from linkcrawl.judge.graph.operators import Operator, Strength, operators
from linkcrawl.judge.graph.rings import Rings, deals_of, find_rings, ring_of
from linkcrawl.judge.graph.site_graph import SiteGraph


@dataclass(frozen=True, slots=True)
class Graph:
    """The sites with their links, and what was found among them."""

    sites: SiteGraph
    rings: Rings = field(default_factory=Rings)
    clusters: Clusters = field(default_factory=Clusters)
    operators: tuple[Operator, ...] = ()

    def neighbourhood(self, own: str, other: str) -> Neighbourhood:
        """What to draw beside the relationship of two sites: of rings and clusters the bad ones."""
        ring, cluster = ring_of(self.rings, own, other), cluster_of(self.clusters, other)
        rings = [ring] if ring and ring.matters else []
        network = cluster if cluster and cluster.kind is ClusterKind.NETWORK else None
        return neighbourhood(self.sites, own, other, rings, network)


def graph_of(
    sites: SiteGraph,
    marks: SiteMarks,
    own: Collection[str],
    agreements: Iterable[Agreement],
    ring_length: int,
    relevance: Relevance,
) -> Graph:
    """The graph of all live links between sites, and what is found in it."""
    found = operators(marks, own)
    hands = [one.sites for one in found if one.strength is not Strength.WEAK]
    return Graph(
        sites,
        find_rings(sites, own, deals_of(agreements, own), ring_length),
        find_clusters(sites, own, relevance, hands),
        found,
    )
