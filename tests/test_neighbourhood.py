"""What is drawn beside one relationship."""

from __future__ import annotations

import pytest

from linkcrawl.judge.graph.clusters import Cluster, ClusterKind
from linkcrawl.judge.graph.neighbourhood import Line, Neighbourhood, Node, NodeKind, neighbourhood
from linkcrawl.judge.graph.rings import Ring, RingKind
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.store.graph import Edge

EDGES = (
    Edge("we", "mill", links=2),
    Edge("mill", "we", links=3),
    Edge("mill", "guild", followed=0),
    Edge("guild", "we"),
    Edge("mill", "brick"),
    Edge("brick", "we"),
    Edge("brick", "mill"),
    Edge("mill", "facebook.com"),
    Edge("we", "facebook.com"),
    Edge("far", "mill"),
)
RINGS = (
    Ring(("we", "mill", "brick"), RingKind.ARRANGED),
    Ring(("we", "far", "guild"), RingKind.ARRANGED),
)
CLUSTER = Cluster(("mill", "press", "web"), ClusterKind.NETWORK, 3, 3, 0.1, 0.0, 0, 0, 3, 0)


def kinds(drawn: Neighbourhood) -> dict[str, NodeKind]:
    return {node.site: node.kind for node in drawn.nodes}


def test_the_pair_its_ring_its_cluster_and_those_that_both_know_are_drawn():
    drawn = neighbourhood(SiteGraph(EDGES), "we", "mill", RINGS, CLUSTER)

    assert drawn.nodes[:2] == (Node("we", NodeKind.OWN), Node("mill", NodeKind.OTHER))
    assert kinds(drawn) == {
        "we": NodeKind.OWN,
        "mill": NodeKind.OTHER,
        "brick": NodeKind.RING,
        "press": NodeKind.CLUSTER,
        "web": NodeKind.CLUSTER,
        "guild": NodeKind.SHARED,
    }


def test_links_both_ways_are_one_line():
    drawn = neighbourhood(SiteGraph(EDGES), "we", "mill")

    assert [line for line in drawn.lines if {"we", "mill"} == {line.source, line.target}] == [
        Line("mill", "we", followed=True, mutual=True, links=5)
    ]
    assert Line("mill", "guild", followed=False, mutual=False, links=1) in drawn.lines


@pytest.mark.parametrize("most", [2, 5, 24])
def test_what_finds_no_room_is_counted(most: int):
    hub = [Edge(one, f"site{number}") for one in ("we", "mill") for number in range(30)]

    drawn = neighbourhood(SiteGraph([*EDGES, *hub]), "we", "mill", most=most)

    assert len(drawn.nodes) == most
    assert drawn.left_out == 2 + 30 + 2 - most
    assert {end for line in drawn.lines for end in (line.source, line.target)} <= set(kinds(drawn))


def test_a_pair_that_the_graph_does_not_know_is_drawn_alone():
    drawn = neighbourhood(SiteGraph(()), "we", "mill")

    assert (kinds(drawn), drawn.lines) == ({"we": NodeKind.OWN, "mill": NodeKind.OTHER}, ())
