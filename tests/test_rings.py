"""Rings through own sites: found once each, told apart by what was agreed, bounded."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.agreements import Agreement
from linkcrawl.judge.graph.rings import MOST_RINGS, Deals, Rings, deals_of, find_rings, ring_of
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.store.graph import Edge

NO_DEALS = Deals()


def graph_of(*ways: str, qualified: str = "") -> SiteGraph:
    """Each of *ways* is a run of one-letter sites, each linking to the next."""
    pairs = {pair for way in ways for pair in pairwise(way)}
    muted = {(qualified[:1], qualified[1:])}
    return SiteGraph(Edge(*pair, followed=int(pair not in muted)) for pair in sorted(pairs))


def named(rings: Rings) -> list[str]:
    return ["".join(ring.sites) for ring in rings.found]


@pytest.mark.parametrize(
    ("ways", "length", "found"),
    [
        (["wabw"], 4, ["wab"]),
        (["wabcw"], 4, ["wabc"]),
        (["wabcdw"], 4, []),
        (["wabcdw"], 5, ["wabcd"]),
        (["wabw", "wcdw"], 4, ["wab", "wcd"]),
        (["wabw", "wacbw"], 4, ["wab", "wacb"]),
        (["abca"], 4, []),
        (["waw"], 4, []),
        (["wab"], 4, []),
        (["wabw", "aw"], 4, []),
        (["wabw", "wb"], 4, []),
        (["wabw", "ba"], 4, ["wab"]),
    ],
    ids=[
        "three sites",
        "four",
        "longer than asked for",
        "five, asked for",
        "two rings",
        "a ring within a ring",
        "without an own site",
        "direct reciprocity is none",
        "not closed",
        "the first links back to us: reciprocity says so",
        "we link back to the last: reciprocity says so",
        "the others link to each other",
    ],
)
def test_each_ring_is_found_once(ways: list[str], length: int, found: list[str]):
    assert named(find_rings(graph_of(*ways), ["w"], NO_DEALS, length)) == found


@pytest.mark.parametrize("qualified", ["wa", "ab", "bw"])
def test_a_ring_with_a_qualified_link_is_none(qualified: str):
    graph = graph_of("wabw", qualified=qualified)

    assert named(find_rings(graph, ["w"], NO_DEALS)) == []


def test_a_platform_closes_no_ring():
    ways = [("we", "facebook.com"), ("facebook.com", "mill"), ("mill", "we")]

    assert find_rings(SiteGraph(Edge(*way) for way in ways), ["we"], NO_DEALS).found == ()


def test_own_sites_are_one_party():
    graph = graph_of("wvaw", "vcdv")

    assert named(find_rings(graph, ["w", "v"], NO_DEALS)) == ["vcd"]


@pytest.mark.parametrize(
    ("ways", "traded", "matters"),
    [
        ("wabw", [("w", "a")], True),
        ("wabw", [("b", "w")], True),
        ("wabw", [("a", "b")], False),
        ("wabcw", [("w", "a")], False),
        ("wabcw", [("w", "a"), ("c", "w")], True),
    ],
    ids=["our link", "their link", "of others", "a long ring by chance", "a long one, both"],
)
def test_a_ring_matters_where_its_own_links_were_traded(
    ways: str, traded: list[tuple[str, str]], matters: bool
):
    (ring,) = find_rings(graph_of(ways), ["w"], Deals(frozenset(traded))).found

    assert ring.matters is matters


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [("ring:Bread", "ring:bread", ["wab"]), ("ring:bread", "ring:stone", [])],
    ids=["of one name", "of two names"],
)
def test_a_declared_ring_is_found_though_its_links_are_returned(
    ours: str, theirs: str, found: list[str]
):
    agreements = [
        Agreement("a.example", ours, our_page="https://w.example/"),
        Agreement("b.example", theirs, their_page="https://b.example/"),
    ]
    ways = [
        (f"{one}.example", f"{other}.example")
        for one, other in ("wa", "ab", "bw", "wb", "wc", "cb")
    ]
    graph = SiteGraph(Edge(*way) for way in ways)

    rings = find_rings(graph, ["w.example"], deals_of(agreements, ["w.example"])).found

    assert ["".join(site[0] for site in ring.sites) for ring in rings] == found


def test_what_agreements_trade():
    def row(partner: str, relationship: str, **pages: str) -> Agreement:
        return Agreement(f"{partner}.example", relationship, **pages)

    agreements = [
        row("mill", "exchange", their_page="https://mill.example/", our_page="https://we.example/"),
        row("guild", "ring:bread", our_page="https://we.example/"),
        row("brick", "supplier", their_page="https://brick.example/"),
    ]

    deals = deals_of(agreements, ["we.example"])

    ring = {("we.example", "guild.example")}
    trade = {("mill.example", "we.example"), ("we.example", "mill.example")}
    assert deals.traded == trade | ring
    assert deals.in_ring == dict.fromkeys(ring, frozenset({"bread"}))


def test_the_ring_of_a_pair_is_the_one_that_matters_then_the_shortest():
    rings = find_rings(graph_of("wabw", "wabcw", "wdbw"), ["w"], Deals(frozenset({("w", "d")})))

    assert named(rings) == ["wdb", "wab", "wabc", "wdbc"]
    assert [getattr(ring_of(rings, "w", site), "sites", None) for site in "abcx"] == [
        ("w", "a", "b"),
        ("w", "d", "b"),
        ("w", "a", "b", "c"),
        None,
    ]


def test_a_hostile_web_of_rings_is_cut_and_says_so():
    sites = [f"s{number}" for number in range(200)]
    inner = [Edge(*pair) for pair in permutations(sites, 2)]
    out = [Edge("we", site) for site in sites[::2]]
    back = [Edge(site, "we") for site in sites[1::2]]
    traded = frozenset({("we", "s0"), ("s1", "we")})

    rings = find_rings(SiteGraph([*inner, *out, *back]), ["we"], Deals(traded), 6)

    assert 10_000 < len(rings.found) <= MOST_RINGS
    assert rings.found[0].sites == ("we", "s0", "s1")
    assert rings.cut.startswith("Not all rings through we are looked at: there may be 1,980,000 of")


SITES = st.sampled_from("wabcde")
PAIRS = st.lists(st.tuples(SITES, SITES), unique=True, max_size=30)


def brute_force(pairs: set[tuple[str, str]], length: int) -> set[str]:
    found = set()
    for count in range(2, length):
        for others in permutations("abcde", count):
            ring = ("w", *others)
            edges = set(zip(ring, (*others, "w"), strict=True))
            one_way = (others[0], "w") not in pairs and ("w", others[-1]) not in pairs
            if edges <= pairs and one_way:
                found.add("".join(ring))
    return found


@given(PAIRS, st.integers(3, 6))
def test_the_rings_are_all_there_are(pairs: list[tuple[str, str]], length: int):
    rings = find_rings(SiteGraph(Edge(*pair) for pair in pairs), ["w"], NO_DEALS, length)

    assert sorted(named(rings)) == sorted(brute_force(set(pairs), length))


@given(PAIRS)
def test_a_site_on_no_ring_changes_no_ring(pairs: list[tuple[str, str]]):
    beside = [*pairs, ("a", "stranger"), ("stranger", "other")]
    with_it, without = (
        find_rings(SiteGraph(Edge(*pair) for pair in some), ["w"], NO_DEALS)
        for some in (beside, pairs)
    )

    assert with_it == without
