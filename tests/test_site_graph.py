"""The graph of sites: counted out of links, the same in whichever order they come."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.graph.reciprocity import reciprocity_of, ways_between
from linkcrawl.judge.graph.rings import Ring, RingKind
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.graph import Edge, Edges, out_links
from linkcrawl.vocabulary import Fetch

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMITS = Limits(pages_per_site=99, depth=9, seconds_per_site=99, at_once_per_site=9, at_once=99)
SITES = st.sampled_from([f"{letter}.example" for letter in "abcdef"])
EDGES = st.lists(
    st.builds(Edge, SITES, SITES, followed=st.integers(0, 1)),
    unique_by=lambda edge: (edge.source, edge.target),
)


def page(url: str, body: str, day: int = 0, head: str = "") -> Page:
    html = f"<html><head>{head}</head><body><main><p>{body}</main></body></html>"
    return with_placements(
        read_page(html.encode(), url, fetched_at=NOW + timedelta(days=day)),
    )


def stored(path: Path, *pages: Page) -> tuple[Edge, ...]:
    store = CrawlStore(path / "linkcrawl.db", "partners", "x", LIMITS)
    for one in pages:
        store.add(one)
    store.close("finished")
    with closing(open_existing(path / "linkcrawl.db")) as db:
        edges = Edges(db)
        assert [*edges.counted(out_links(db))] == [*out_links(db)]
        return tuple(edges)


WE = "https://www.we.example/"
MILL, MILL_2 = "https://mill.example/", "https://blog.mill.example/flour"
LINK = f'Bread is baked in <a href="{WE}">ovens</a> of many kinds.'


def test_links_between_two_sites_are_one_edge(tmp_path: Path):
    (edge,) = stored(tmp_path, page(MILL, LINK + LINK), page(MILL_2, LINK))

    assert (edge.source, edge.target) == ("mill.example", "we.example")
    assert (edge.links, edge.followed) == (3, 3)


@pytest.mark.parametrize(
    "mute",
    [
        page(MILL_2, f'<a rel="nofollow noopener" href="{WE}">ovens</a>'),
        page(MILL_2, f'<a rel="sponsored" href="{WE}">ovens</a>'),
        page(MILL_2, LINK, head='<meta name="robots" content="noindex, nofollow">'),
        page(MILL_2, LINK, head='<meta name="robots" content="none">'),
    ],
    ids=["nofollow", "sponsored", "a page that follows nothing", "none"],
)
def test_links_that_get_no_credit_are_told_apart(tmp_path: Path, mute: Page):
    (edge,) = stored(tmp_path, page(MILL, LINK), mute)

    assert (edge.links, edge.followed) == (2, 1)


def test_a_page_without_pictures_in_results_still_follows_its_links(tmp_path: Path):
    muted_pictures = '<meta name="robots" content="max-image-preview:none">'

    (edge,) = stored(tmp_path, page(MILL, LINK, head=muted_pictures))

    assert edge.followed == 1


def test_a_link_that_is_gone_is_no_edge(tmp_path: Path):
    gone = Page(MILL, MILL, NOW + timedelta(days=1), fetch=Fetch.HTTP_4XX, status=404)

    assert stored(tmp_path, page(MILL, LINK), page(MILL, "No link any more", day=1)) == ()
    assert stored(tmp_path, page(MILL, LINK, day=2)) != ()
    assert stored(tmp_path, gone) == ()


def test_links_within_a_site_are_no_edge(tmp_path: Path):
    assert stored(tmp_path, page(MILL, f'<a href="{MILL_2}">Flour</a>')) == ()


@given(EDGES.flatmap(lambda edges: st.tuples(st.just(edges), st.permutations(edges))))
def test_the_order_of_edges_does_not_matter(orders: tuple[list[Edge], list[Edge]]):
    one, other = map(SiteGraph, orders)

    assert one.names == other.names
    assert one.followed_pairs([]).tolist() == other.followed_pairs([]).tolist()


@given(EDGES)
def test_the_graph_says_what_its_edges_say(edges: list[Edge]):
    graph = SiteGraph(edges)
    every = {(e.source, e.target): e for e in edges if e.source != e.target}

    for one in graph.names:
        assert graph.targets(one) == {target for source, target in every if source == one}
        assert graph.sources(one) == {source for source, target in every if target == one}
        for other in graph.names:
            assert graph.edge(one, other) == every.get((one, other))


WAYS = [
    ([], Reciprocity.NONE),
    ([Edge("we", "mill")], Reciprocity.OURS_ONLY),
    ([Edge("mill", "we")], Reciprocity.THEIRS_ONLY),
    ([Edge("we", "mill"), Edge("mill", "we")], Reciprocity.MUTUAL),
    (
        [Edge("we", "mill", followed=0), Edge("mill", "we")],
        Reciprocity.MUTUAL,
    ),
]


@pytest.mark.parametrize(("edges", "way"), WAYS)
def test_reciprocity_whatever_the_rel_says(edges: list[Edge], way: Reciprocity):
    assert ways_between(SiteGraph(edges), "we", "mill").reciprocity is way


@pytest.mark.parametrize(
    ("edges", "kind", "said"),
    [
        ([Edge("we", "mill")], RingKind.ARRANGED, Reciprocity.RING),
        ([Edge("we", "mill")], RingKind.INCIDENTAL, Reciprocity.OURS_ONLY),
        ([Edge("we", "mill"), Edge("mill", "we")], RingKind.ARRANGED, Reciprocity.MUTUAL),
    ],
)
def test_a_ring_that_matters_is_the_way_back_of_a_one_way_link(
    edges: list[Edge], kind: RingKind, said: Reciprocity
):
    ring = Ring(("we", "mill", "guild"), kind)

    assert reciprocity_of(ways_between(SiteGraph(edges), "we", "mill"), ring) is said
