"""What the rest of the graph tells about one relationship."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from relationship_facts import OWN, TODAY, agreement, link, link_out

from linkcrawl.judge.graph.clusters import Cluster, ClusterKind, Clusters
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.operators import Operator, Strength
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.verdicts.knowledge import Whole, knowledge_of
from linkcrawl.judge.verdicts.outlook import Outlook
from linkcrawl.judge.verdicts.pairs import Pair, pairs_of
from linkcrawl.judge.verdicts.signals.known import Known, OtherSite
from linkcrawl.judge.verdicts.topics import Topics
from linkcrawl.judge.verdicts.trades import begun_together
from linkcrawl.policy import Policy
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import AnchorType

NAMES = [f"site-{number}.example" for number in range(6)]


def pair(other: str, *, start: date | None = None, **changes: object) -> Pair:
    """An exchange with *other*, kept by both."""
    agreed = agreement(partner=other, start=start)
    theirs = link(source_domain=other, source_url=f"https://{other}/post", **changes)
    ours = link_out(target_domain=other, target_url=f"https://{other}/")
    return Pair(OWN, other, agreements=(agreed,), links_in=(theirs,), links_out=(ours,))


def known(pairs: list[Pair], **more: object) -> dict[str, Known]:
    sites = {name: OtherSite(read=9) for name in [OWN, *(one.other for one in pairs)]}
    look = Outlook(sites, {}, {}, {})
    graph = Graph(SiteGraph(()), **more)  # type: ignore[arg-type]
    whole = Whole(graph, look, Topics({}, {}))
    return {one.pair.other: one for one in knowledge_of(pairs, whole, Policy(), TODAY)}


def cluster(kind: ClusterKind) -> Clusters:
    sites = tuple(NAMES[:3])
    figures = {"mutual": 3, "possible": 3, "expected": 0.1, "chance": 0.0001}
    said = {field.name: 0 for field in fields(Cluster)} | figures
    return Clusters((Cluster(**(said | {"sites": sites, "kind": kind})),))  # type: ignore[arg-type]


def operator(strength: Strength, *sites: str) -> tuple[Operator, ...]:
    return (Operator(sites, strength, ()),)


def test_an_anchor_is_repeated_where_several_exchanges_have_it():
    keyword = {"anchor_text": "Wood-Fired  Oven", "anchor_type": AnchorType.EXACT_MATCH}
    pairs = [pair(name, **keyword) for name in NAMES[:3]] + [pair(NAMES[3])]

    assert known(pairs)[NAMES[0]].repeated == {"wood-fired oven": tuple(NAMES[:3])}


@pytest.mark.parametrize(
    ("kind", "accused"),
    [(ClusterKind.NETWORK, True), (ClusterKind.UNCLEAR, False), (ClusterKind.INDUSTRY, False)],
)
def test_an_industry_is_no_network(kind: ClusterKind, accused: bool):
    found = known([pair(NAMES[0])], clusters=cluster(kind))[NAMES[0]]

    assert (found.cluster is not None) is accused


@pytest.mark.parametrize(
    ("operators", "accused"),
    [
        (operator(Strength.STRONG, *NAMES[:2]), True),
        (operator(Strength.FAIR, *NAMES[:2]), True),
        (operator(Strength.WEAK, *NAMES[:2]), False),
        # The other one has no links with us: it poses as nothing towards us.
        (operator(Strength.STRONG, NAMES[0], "elsewhere.example"), False),
        # Our own agency's account.
        (operator(Strength.STRONG, *NAMES[:2], OWN), False),
    ],
)
def test_one_operator_counts_where_it_is_sure_and_poses_as_several(
    operators: tuple[Operator, ...], accused: bool
):
    found = known([pair(name) for name in NAMES[:2]], operators=operators)[NAMES[0]]

    assert (found.operator is not None) is accused


def test_the_share_of_mutual_domains_counts_followed_links_only():
    one_way = [replace(pair(name), links_out=()) for name in NAMES[:3]]
    pairs = [*one_way, pair(NAMES[3]), pair(NAMES[4], rel="nofollow")]
    profile = known(pairs)[NAMES[3]].profile

    assert (profile.reciprocal_share, profile.domains) == (0.25, 4)


def test_exchanges_of_one_month_are_counted_together():
    days = [0, 3, 14, 200]
    pairs = [pair(name, start=TODAY - timedelta(n)) for name, n in zip(NAMES, days, strict=False)]
    pairs.append(pair(NAMES[5]))

    assert {other: count for (_, other), count in begun_together(pairs).items()} == {
        NAMES[0]: 3, NAMES[1]: 3, NAMES[2]: 3, NAMES[3]: 1
    }  # fmt: skip


def gone() -> StoredLink:
    return link(missed_at="2026-11-20T09:00:00Z", missed_crawl_id=2)


def test_a_link_that_is_gone_makes_no_relationship():
    assert pairs_of([OWN], {}, [], [gone()], []) == ()
    assert len(pairs_of([OWN], {}, [], [gone(), link()], [])[0].links_in) == 1


def test_an_agreement_belongs_to_the_own_site_that_it_names():
    second = agreement(our_target="https://second.example/", our_page="")
    nowhere = agreement(our_target="", our_page="")
    found = pairs_of([OWN, "second.example"], {}, [(second, ()), (nowhere, ())], [], [])

    assert [one.own for one in found] == [OWN, "second.example"]
    assert [len(one.agreements) for one in found] == [1, 1]
