"""Pairs and the whole graph → what is known of each relationship."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from linkcrawl.judge.graph.clusters import ClusterKind, cluster_of
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.operators import Strength, operator_of
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.graph.reciprocity import reciprocity_of, ways_between
from linkcrawl.judge.graph.rings import ring_of
from linkcrawl.judge.profile.reciprocal import BASELINE
from linkcrawl.judge.verdicts.outlook import Outlook
from linkcrawl.judge.verdicts.pairs import Pair
from linkcrawl.judge.verdicts.signals.known import Group, Known, Profile
from linkcrawl.judge.verdicts.signals.words import anchor_key, is_optimised
from linkcrawl.judge.verdicts.topics import Topics
from linkcrawl.judge.verdicts.trades import begun_together
from linkcrawl.policy import Policy
from linkcrawl.said import said, said_all

# Few sites are left beyond twice the share that a quarter of the studied ones reach.
_USUAL = 2 * BASELINE.often / 100
# Sites of one hand are an affair where at least two of them have links with us.
_SEVERAL = 2
_MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known beyond a pair: the graph, what sites look like, and what they are about.

    *referrals* counts visits by own site and
    other, where anybody counted them; *steady* says by own site whether its referring domains
    grow without bursts, where that is known.
    """

    graph: Graph
    outlook: Outlook
    topics: Topics
    referrals: Mapping[tuple[str, str], int] = field(default_factory=dict)
    steady: Mapping[str, bool] = field(default_factory=dict)


def knowledge_of(
    pairs: Sequence[Pair], whole: Whole, policy: Policy, today: date
) -> Iterator[Known]:
    """What is known of each pair, in their order."""
    beside = _Beside(
        _repeated(pairs), _profiles(pairs, whole), begun_together(pairs), _linked(pairs)
    )
    return (_known(pair, whole, beside, policy, today) for pair in pairs)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the other pairs tell about one.

    By own site: the sites of each keyword anchor, the profile, the sites linked with; by pair
    the exchanges begun with its own.
    """

    repeated: Mapping[str, Mapping[str, tuple[str, ...]]]
    profiles: Mapping[str, Profile]
    begun: Mapping[tuple[str, str], int]
    linked: Mapping[str, frozenset[str]]


def _known(pair: Pair, whole: Whole, beside: _Beside, policy: Policy, today: date) -> Known:
    graph, topics, outlook = whole.graph, whole.topics, whole.outlook
    which = (pair.own, pair.other)
    ring = ring_of(graph.rings, *which)
    links = pair.links_in or pair.links_out
    return Known(
        pair=pair,
        policy=policy,
        today=today,
        reciprocity=reciprocity_of(ways_between(graph.sites, *which), ring),
        ring=ring.sites if ring else (),
        relevance=topics.relevance(*which),
        related=topics.related(*which),
        page_relevance=topics.of_links(links),
        pages=outlook.pages_of(links),
        site=outlook.sites[pair.other],
        cues=outlook.cues.get(pair.other, ()),
        bars=outlook.bars_of(pair, topics.related),
        repeated=beside.repeated.get(pair.own, {}),
        begun_with=beside.begun.get(which, 0),
        cluster=_cluster(graph, pair.other),
        operator=_operator(graph, pair, beside.linked[pair.own]),
        profile=beside.profiles[pair.own],
        referrals=whole.referrals.get(which),
        is_platform=is_platform(pair.other),
    )


def _cluster(graph: Graph, site: str) -> Group | None:
    """The dense group of unrelated sites that a site is part of; an industry is none."""
    found = cluster_of(graph.clusters, site)
    if found is None or found.kind is not ClusterKind.NETWORK:
        return None
    return Group(found.sites, found.sentence)


def _operator(graph: Graph, pair: Pair, linked: frozenset[str]) -> Group | None:
    """The sites of one hand that pose as several towards us; what is only alike is none."""
    found = operator_of(graph.operators, pair.other)
    if found is None or found.strength is Strength.WEAK or pair.own in found.sites:
        return None
    if len(linked.intersection(found.sites)) < _SEVERAL:
        return None
    # As many as a sentence can hold; the pages tell the rest.
    names = ", ".join(found.sites[:_MOST_TOLD])
    if (more := len(found.sites) - _MOST_TOLD) > 0:
        names = said("{names} and {more} more", names=names, more=more)
    shared = said_all("; ", (mark.words for mark in found.marks[:_MOST_TOLD]))
    sentence = said("{sites} have one operator: {shared}.", sites=names, shared=shared)
    return Group(found.sites, sentence, found.seen)


def _linked(pairs: Iterable[Pair]) -> Mapping[str, frozenset[str]]:
    """By own site the others that have links with it, either way."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.links_in or pair.links_out:
            linked[pair.own].add(pair.other)
        else:
            linked[pair.own] |= set()
    return {own: frozenset(others) for own, others in linked.items()}


def _repeated(pairs: Iterable[Pair]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By own site and keyword anchor the sites that use it in exchange for something."""
    sites: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.agreements or pair.links_out:
            for link in filter(is_optimised, pair.links_in):
                sites[pair.own, anchor_key(link)].add(pair.other)
    told: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for (own, anchor), others in sites.items():
        told[own][anchor] = tuple(sorted(others))
    return told


def _profiles(pairs: Iterable[Pair], whole: Whole) -> Mapping[str, Profile]:
    """Each own site's share of followed referring domains that it links back to, followed."""
    referring: defaultdict[str, int] = defaultdict(int)
    mutual: defaultdict[str, int] = defaultdict(int)
    for pair in pairs:
        counts = pair.followed_in > 0 and not is_platform(pair.other)
        referring[pair.own] += counts
        mutual[pair.own] += counts and pair.followed_out > 0
    return {
        own: Profile(
            mutual[own] / count if count and whole.outlook.sites[own].read else None,
            _USUAL, count, whole.steady.get(own),
        )
        for own, count in referring.items()
    }  # fmt: skip
