"""The part of the graph worth drawing beside one relationship: pure, small, in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkcrawl.judge.graph.clusters import Cluster
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.graph.rings import Ring
from linkcrawl.judge.graph.site_graph import SiteGraph

MOST_NODES = 24


class NodeKind(StrEnum):
    """Why a site is drawn: the pair itself, a ring, a cluster, or since both know it."""

    OWN = "own"
    OTHER = "other"
    RING = "ring"
    CLUSTER = "cluster"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Node:
    """A site to draw."""

    site: str
    kind: NodeKind


@dataclass(frozen=True, slots=True)
class Line:
    """Links from one site to another; *mutual* where they go both ways, *links* counts both."""

    source: str
    target: str
    followed: bool
    mutual: bool
    links: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The sites and links to draw, the pair first; *left_out* sites found no room."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


def neighbourhood(
    graph: SiteGraph,
    own: str,
    other: str,
    rings: Sequence[Ring] = (),
    cluster: Cluster | None = None,
    most: int = MOST_NODES,
) -> Neighbourhood:
    """What to draw of a pair: itself, its rings, the other's cluster, the neighbours of both."""
    kinds = {own: NodeKind.OWN, other: NodeKind.OTHER}
    for ring in rings:
        if own in ring.sites and other in ring.sites:
            for site in ring.sites:
                kinds.setdefault(site, NodeKind.RING)
    for site in cluster.sites if cluster else ():
        kinds.setdefault(site, NodeKind.CLUSTER)
    for site in _shared(graph, own, other):
        kinds.setdefault(site, NodeKind.SHARED)
    drawn = list(kinds)[:most]
    nodes = tuple(Node(site, kinds[site]) for site in drawn)
    return Neighbourhood(nodes, tuple(_lines(graph, drawn)), len(kinds) - len(drawn))


def _shared(graph: SiteGraph, own: str, other: str) -> list[str]:
    """The neighbours of both, those bound to them by the most links first."""
    ends = (own, other)
    around = (graph.targets(end) | graph.sources(end) for end in ends)
    both = frozenset.intersection(*around) - {own, other}
    bonds = {
        site: sum(graph.is_followed(*way) for end in ends for way in ((site, end), (end, site)))
        for site in both
        if not is_platform(site)
    }
    return sorted(bonds, key=lambda site: (-bonds[site], site))


def _lines(graph: SiteGraph, sites: Collection[str]) -> Iterator[Line]:
    edges = {(edge.source, edge.target): edge for edge in graph.edges_among(sites)}
    for (one, other), there in edges.items():
        back = edges.get((other, one))
        if back is not None and other < one:
            continue
        followed = there.followed > 0 and (back is None or back.followed > 0)
        links = there.links + (back.links if back else 0)
        yield Line(one, other, followed, back is not None, links)
