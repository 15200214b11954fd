"""Dense mutual clusters: sites that link to each other more than chance and topic explain.

docs/verdicts.md has the rules, groups.py the candidates, chance.py the null model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from linkcrawl.judge.criteria.relevance import Kinship, kinship
from linkcrawl.judge.graph.chance import Chance, chance_of
from linkcrawl.judge.graph.groups import FEWEST_SITES, Pair, groups_of, mutual_pairs, nearest_pairs
from linkcrawl.judge.graph.marks import brand_of
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.graph.site_graph import Numbers, SiteGraph
from linkcrawl.said import marked_n, said, said_all, said_n

# Less likely than this, times the clusters that were tried, it is no chance.
RARE = 0.001

Relevance = Callable[[str, str], float | None]


class ClusterKind(StrEnum):
    """NETWORK of unrelated sites, or of one hand, INDUSTRY of related ones, UNCLEAR else."""

    NETWORK = "network"
    INDUSTRY = "industry"
    UNCLEAR = "unclear"


class _Bond(StrEnum):
    """What two sites with mutual links have to do with each other."""

    ONE_OPERATOR = "one operator"
    RELATED = "related"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sites of which *mutual* pairs out of *possible* link to each other, followed.

    *expected* would by chance, and so many or more with a probability of *chance*. Each mutual
    pair has *one_operator*, or is *related*, *unrelated*, or of *unknown* relevance.
    """

    sites: tuple[str, ...]
    kind: ClusterKind
    mutual: int
    possible: int
    expected: float
    chance: float
    one_operator: int
    related: int
    unrelated: int
    unknown: int

    @property
    def sentence(self) -> str:
        """What was found, with its figures."""
        told = (
            (self.one_operator, _ONE_OPERATOR),
            (self.unrelated, _UNRELATED),
            (self.related, _RELATED),
            (self.unknown, _UNKNOWN),
        )
        return said(
            "{sites} sites have {mutual} of {possible} possible mutual links among them, where"
            " chance makes {expected:.1f}; of these pairs {pairs}.",
            sites=len(self.sites),
            mutual=self.mutual,
            possible=self.possible,
            expected=self.expected,
            pairs=said_all(", ", (said_n(*words, count) for count, words in told if count)),
        )


_ONE_OPERATOR = marked_n("{count} has one operator", "{count} have one operator")
_UNRELATED = marked_n("{count} is about unrelated things", "{count} are about unrelated things")
_RELATED = marked_n("{count} is about related things", "{count} are about related things")
_UNKNOWN = marked_n(
    "{count} may or may not be about related things",
    "{count} may or may not be about related things",
)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters found, networks first, then large ones; *cut* says what was left out."""

    found: tuple[Cluster, ...] = ()
    cut: str = ""


def find_clusters(
    graph: SiteGraph,
    own: Collection[str],
    relevance: Relevance,
    one_hand: Iterable[Collection[str]] = (),
) -> Clusters:
    """The groups of sites that link to each other more than chance explains.

    Two sites are as near as *relevance* says of either to the other. The sites of each of
    *one_hand* have one operator: what they are about is no reason for them to link to each other.
    """
    platforms = [site for site in graph.names if is_platform(site)]
    edges = graph.followed_pairs(own, platforms)
    every = mutual_pairs(edges, len(graph))
    nearest = nearest_pairs(every, edges, graph.numbers(own), len(graph))
    brands = [brand_of(site) for site in graph.names]
    pairs = [(one, other) for one, other in nearest if brands[one] != brands[other]]
    hands = {p for sites in one_hand for p in combinations(graph.numbers(sites), 2)}
    bonds = {pair: _bond(graph, pair, relevance, hands) for pair in pairs}
    related = [pair for pair, bond in bonds.items() if bond is _Bond.RELATED]
    groups = {*groups_of(bonds), *groups_of(related), *groups_of(bonds.keys() - set(related))}
    found = _beyond_chance(graph.names, edges, groups, bonds)
    cut = said(
        "Of {pairs} pairs of sites with mutual links {looked_at} are looked at.",
        pairs=len(every),
        looked_at=len(nearest),
    )
    return Clusters(found, cut if len(nearest) < len(every) else "")


def cluster_of(clusters: Clusters, site: str) -> Cluster | None:
    """The cluster that a site is part of, a network rather than one of another kind."""
    return next((one for one in clusters.found if site in one.sites), None)


def _bond(graph: SiteGraph, pair: Pair, relevance: Relevance, hands: Collection[Pair]) -> _Bond:
    if pair in hands:
        return _Bond.ONE_OPERATOR
    one, other = (graph.names[number] for number in pair)
    scores = (relevance(one, other), relevance(other, one))
    match kinship(max((score for score in scores if score is not None), default=None)):
        case Kinship.RELATED:
            return _Bond.RELATED
        case Kinship.UNRELATED:
            return _Bond.UNRELATED
        case _:
            return _Bond.UNKNOWN


def _beyond_chance(
    names: Sequence[str],
    edges: Numbers,
    groups: Collection[frozenset[int]],
    bonds: Mapping[Pair, _Bond],
) -> tuple[Cluster, ...]:
    """Those of *groups* that are too unlikely, networks first; of nested ones the first counts."""
    if not groups:
        return ()
    usual = Chance(edges, len(names))
    tried = (_cluster(names, group, bonds, usual) for group in groups)
    kinds = list(ClusterKind)
    kept: list[Cluster] = []
    for one in sorted(tried, key=lambda one: (kinds.index(one.kind), -len(one.sites), one.sites)):
        sites = set(one.sites)
        nested = any(sites.issubset(k.sites) or sites.issuperset(k.sites) for k in kept)
        if one.chance * len(groups) <= RARE and not nested:
            kept.append(one)
    return tuple(kept)


def _cluster(
    names: Sequence[str], group: frozenset[int], bonds: Mapping[Pair, _Bond], usual: Chance
) -> Cluster:
    counts = Counter(bonds[p] for p in combinations(sorted(group), 2) if p in bonds)
    expected = usual.expected(group)
    return Cluster(
        sites=tuple(sorted(names[number] for number in group)),
        kind=_kind(counts),
        mutual=counts.total(),
        possible=len(group) * (len(group) - 1) // 2,
        expected=expected,
        chance=chance_of(counts.total(), expected),
        one_operator=counts[_Bond.ONE_OPERATOR],
        related=counts[_Bond.RELATED],
        unrelated=counts[_Bond.UNRELATED],
        unknown=counts[_Bond.UNKNOWN],
    )


def _kind(bonds: Counter[_Bond]) -> ClusterKind:
    """What most of the pairs are; three sites of one hand in it are enough for a network."""
    odd = bonds[_Bond.UNRELATED] + bonds[_Bond.ONE_OPERATOR]
    if 2 * odd > bonds.total() or bonds[_Bond.ONE_OPERATOR] >= FEWEST_SITES:
        return ClusterKind.NETWORK
    return ClusterKind.INDUSTRY if 2 * bonds[_Bond.RELATED] > bonds.total() else ClusterKind.UNCLEAR
