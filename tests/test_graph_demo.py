"""The demo web's graph: its link network is found, its honest industry is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.page import with_anchors, with_placements, with_relations
from linkcrawl.classify.topic import topic_of
from linkcrawl.demo.demo_web import STAGES, web_pages
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.items import Page
from linkcrawl.judge.criteria.relevance import as_rows, nearness
from linkcrawl.judge.graph.clusters import ClusterKind
from linkcrawl.judge.graph.graph import Graph, graph_of
from linkcrawl.judge.graph.marks import site_marks
from linkcrawl.judge.graph.operators import Strength
from linkcrawl.judge.graph.reciprocity import reciprocity_of, ways_between
from linkcrawl.judge.graph.rings import ring_of
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.graph import Edges, out_links
from linkcrawl.urls import site_of
from linkcrawl.workspace import Workspace, load_workspace

OWN = "oakandember.example"
NETWORK = {"luckyorchardcasino.example", "swiftpenniesloans.example", "essaymaison.example"}
# They have pages of links on which the network stands, and it links back.
TRADERS = {"penhaleforge.example", "northgateboilers.example"}
BAKERY = "xn--mhlenbckerei-lcb44a.example"
LIMITS = Limits(pages_per_site=999, depth=9, seconds_per_site=999, at_once_per_site=9, at_once=99)

Vectors = dict[str, list[bytes]]


def pages(workspace: Workspace, stage: int) -> Iterator[Page]:
    """Every page of every site of the demo, as the pipelines hand it to the store."""
    classifier = AnchorClassifier(workspace.anchor_terms())
    for host, answers in web_pages(stage).items():
        for path, answer in answers.items():
            headers = {name.lower(): [value] for name, value in answer.headers}
            if answer.status == 200 and "text/html" in headers.get("content-type", [""])[0]:
                page = read_page(answer.body, f"http://{host}{path}", headers=headers)
                page = replace(page, topic=topic_of(page.main_text, page.main_words, page.language))
                page = with_anchors(with_placements(page), classifier)
                yield with_relations(page, workspace.relations())


def relevance(vectors: Vectors) -> Callable[[str, str], float | None]:
    return lambda one, other: nearness(as_rows(vectors[one]), as_rows(vectors[other]))


@pytest.fixture(scope="module", params=STAGES)
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder: Path = tmp_path_factory.mktemp("demo")
    write_demo_workspace(folder, date.today())
    workspace = load_workspace(folder)
    store = CrawlStore(workspace.database, "partners", "x", LIMITS)
    vectors: Vectors = defaultdict(list)
    for page in pages(workspace, request.param):
        store.add(page)
        if page.topic:
            vectors[site_of(page.final_url)].append(page.topic.vector)
    store.close("finished")
    db = open_existing(workspace.database)
    edges = Edges(db)
    assert [*edges.counted(out_links(db))]
    sites, marks = SiteGraph(edges), site_marks(db)
    return graph_of(sites, marks, [OWN], workspace.agreements, 4, relevance(vectors))


def test_the_link_network_is_found(graph: Graph):
    (network,) = (one for one in graph.clusters.found if one.kind is ClusterKind.NETWORK)

    assert NETWORK <= set(network.sites) <= NETWORK | TRADERS


def test_the_honest_industry_is_not(graph: Graph):
    for cluster in graph.clusters.found:
        assert cluster.kind is not ClusterKind.NETWORK or OWN not in cluster.sites
        assert cluster.kind is not ClusterKind.INDUSTRY or NETWORK.isdisjoint(cluster.sites)


def test_the_network_has_one_operator_and_nobody_else_has(graph: Graph):
    sure = [one for one in graph.operators if one.strength is not Strength.WEAK]

    assert [(one.strength, set(one.sites)) for one in sure] == [(Strength.STRONG, NETWORK)]
    assert any("UA-40021188" in line for line in sure[0].evidence)


def test_the_ring_that_was_agreed_is_found(graph: Graph):
    ring = ring_of(graph.rings, OWN, BAKERY)

    assert ring
    assert (ring.sites, ring.matters) == ((OWN, BAKERY, "fournil-des-causses.example"), True)
    ways = ways_between(graph.sites, OWN, BAKERY)
    assert reciprocity_of(ways, ring) is Reciprocity.RING


def test_every_ring_is_made_of_links_that_are_there(graph: Graph):
    assert graph.rings.found
    assert graph.rings.cut == ""
    for ring in graph.rings.found:
        assert all(graph.sites.is_followed(*edge) for edge in ring.edges)
        assert NETWORK.isdisjoint(ring.sites) or not ring.matters


def test_the_neighbourhood_of_every_pair_can_be_drawn(graph: Graph):
    for other in sorted(graph.sites.targets(OWN) | graph.sites.sources(OWN)):
        drawn = graph.neighbourhood(OWN, other)
        assert 2 <= len(drawn.nodes) <= 24
        assert drawn.lines
