"""Dense mutual clusters: link networks found, honest industries left alone, doubt admitted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.judge.graph.chance import RETURNED, Chance
from linkcrawl.judge.graph.clusters import ClusterKind, Clusters, cluster_of, find_clusters
from linkcrawl.judge.graph.groups import MOST_PAIRS, groups_of
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.store.graph import Edge

Pair = tuple[str, str]
NETWORK = ("casino", "essays", "loans", "pills")
# Makers who link to all kinds of sites, and are linked to.
INDUSTRY = ("brick", "forge", "guild", "mill", "oven")


def mutual(sites: Iterable[str]) -> set[Pair]:
    return set(permutations(sites, 2))


def world(*more: Pair) -> set[Pair]:
    """A few dozen sites that link to each other now and then; the network's link to ours."""
    rng = Random(7)
    sites = [f"site{number}" for number in range(40)]
    usual = {(rng.choice(sites), rng.choice(sites)) for _ in range(160)}
    bound = {(rng.choice(INDUSTRY), rng.choice(sites)) for _ in range(20)}
    bound |= {(rng.choice(sites), rng.choice(INDUSTRY)) for _ in range(20)}
    return usual | bound | {(site, "we") for site in NETWORK} | {("we", "site1")} | set(more)


def unknown(one: str, other: str) -> float | None:
    return None


def by_topic(one: str, other: str) -> float | None:
    """The makers are about one thing, all others about nothing that another is about."""
    return 0.9 if one in INDUSTRY and other in INDUSTRY else 0.05


def found(
    pairs: Iterable[Pair],
    relevance: Callable[[str, str], float | None] = by_topic,
    one_hand: Iterable[tuple[str, ...]] = (),
) -> Clusters:
    return find_clusters(SiteGraph(Edge(*pair) for pair in pairs), ["we"], relevance, one_hand)


def told(clusters: Clusters) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(one.kind), one.sites) for one in clusters.found]


def test_a_link_network_of_unrelated_sites_is_found():
    assert told(found(world(*mutual(NETWORK)))) == [("network", NETWORK)]


def test_a_real_industry_is_no_network():
    assert told(found(world(*mutual(INDUSTRY)))) == [("industry", INDUSTRY)]


def test_where_relevance_is_not_known_nobody_is_accused():
    clusters = found(world(*mutual(NETWORK), *mutual(INDUSTRY)), unknown)

    assert {one.kind for one in clusters.found} == {ClusterKind.UNCLEAR}
    assert {one.sites for one in clusters.found} == {NETWORK, INDUSTRY}


def test_what_is_related_one_way_only_is_related():
    def to_the_mill(one: str, other: str) -> float | None:
        return by_topic(one, other) if one < other else 0.05

    assert told(found(world(*mutual(INDUSTRY)), to_the_mill)) == [("industry", INDUSTRY)]


def test_a_network_among_the_partners_of_an_industry_is_told_from_it():
    bridges = mutual(("oven", "casino", "loans")) | mutual(("mill", "oven", "essays"))

    clusters = found(world(*mutual(NETWORK), *mutual(INDUSTRY), *bridges))

    network, industry = clusters.found
    assert (network.kind, set(network.sites) >= set(NETWORK)) == (ClusterKind.NETWORK, True)
    assert (industry.kind, industry.sites) == (ClusterKind.INDUSTRY, INDUSTRY)


def test_sites_of_one_hand_are_a_network_whatever_they_write_about():
    def alike(one: str, other: str) -> float | None:
        return 1.0

    clusters = found(world(*mutual(NETWORK)), alike, [NETWORK[:3]])

    assert told(clusters) == [("network", NETWORK)]
    assert clusters.found[0].sentence == (
        "4 sites have 6 of 6 possible mutual links among them, where chance makes 0.0; of these"
        " pairs 3 have one operator, 3 are about related things."
    )


def test_mutual_links_here_and_there_are_no_cluster():
    star = {pair for site in range(12) for pair in mutual(("we", f"site{site}"))}

    assert told(found(world(*star), unknown)) == []


def test_popular_sites_that_link_to_each_other_are_no_wonder():
    popular = ("weekly", "daily", "guild")
    fans = {(f"site{number}", site) for number in range(40) for site in popular}
    read = {(site, f"event{number}") for number in range(20) for site in popular}

    assert told(found(world(*fans, *read, *mutual(popular)), unknown)) == []


def test_links_among_own_sites_are_nobodys_business():
    ours = ("we", "we-too", "us")
    graph = SiteGraph(Edge(*pair) for pair in world(*mutual(ours)))

    assert find_clusters(graph, ours, by_topic).found == ()


def test_the_country_sites_of_a_brand_are_no_network():
    assert told(found(world(*mutual(f"brand.{country}" for country in ("de", "fr", "it"))))) == []


def test_qualified_links_make_no_network():
    edges = [Edge(*pair, followed=int(pair not in mutual(NETWORK))) for pair in world()]
    edges += [Edge(*pair, followed=0) for pair in mutual(NETWORK)]

    assert find_clusters(SiteGraph(edges), ["we"], by_topic).found == ()


@pytest.mark.parametrize("size", [4, 5, 6])
def test_a_handful_of_crawled_sites_is_enough(size: int):
    sites = [f"farm{number}" for number in range(size)]
    outside = {(site, f"{site}-{n}") for site in [*sites, "we"] for n in range(8)}
    clusters = found({*mutual(sites), *outside, ("we", sites[0])})

    assert told(clusters) == [("network", tuple(sites))]


def test_of_a_closed_world_nothing_can_be_said():
    assert told(found(mutual(("we", *NETWORK)))) == []


def test_the_cluster_of_a_site_is_the_network_first():
    bridges = mutual(("oven", "casino", "loans"))
    clusters = found(world(*mutual(NETWORK), *mutual(INDUSTRY), *bridges))

    kinds = [getattr(cluster_of(clusters, site), "kind", None) for site in ("mill", "loans", "we")]
    assert kinds == [ClusterKind.INDUSTRY, ClusterKind.NETWORK, None]


def test_what_is_usual_is_measured_outside_of_the_group():
    """Ten sites, each linking to the next three, are linked at a rate of a third."""
    pairs = [(one, (one + step) % 10) for one in range(10) for step in (1, 2, 3)]
    graph = SiteGraph(Edge(f"s{one}", f"s{other}") for one, other in pairs)
    usual = Chance(graph.followed_pairs([]), 10)

    rate = (3 + 1 / 3) / (8 + 1)
    one_way = rate * rate / (1 / 3)
    assert usual.expected([0, 5]) == pytest.approx(one_way * max(one_way, RETURNED))


def test_loose_ends_are_taken_from_a_group():
    core = set(combinations(range(5), 2))
    chain = {(4, 5), (3, 5), (5, 6), (3, 6), (6, 7), (3, 7), (7, 8), (3, 8), (8, 9), (3, 9)}

    assert list(groups_of(core | chain)) == [frozenset(range(9))]


def test_a_hostile_web_is_cut_and_says_so():
    sites = [f"s{number:03}" for number in range(300)]

    clusters = found(mutual(sites) | {(site, f"{site}-out") for site in sites})

    assert (
        clusters.cut == f"Of 44,850 pairs of sites with mutual links {MOST_PAIRS:,} are looked at."
    )


SITES = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.tuples(SITES, SITES), unique=True, max_size=50)


@given(PAIRS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_links_does_not_matter(orders: tuple[list[Pair], list[Pair]]):
    one, other = (found(order, unknown) for order in orders)

    assert one == other


@given(PAIRS)
def test_a_site_that_hangs_together_with_none_changes_nothing(pairs: list[Pair]):
    beside = [*pairs, ("stranger", "other"), ("other", "third")]

    assert found(beside, unknown) == found(pairs, unknown)
