"""Relationships as readers see them: by verdict, and each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from linkcrawl.judge.criteria.pruning import Pruning
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.neighbourhood import Neighbourhood, NodeKind
from linkcrawl.judge.verdicts.relationship import Relationship, Signal, Verdict
from reports.cut import Cut, cut_to
from reports.visible import readable_host
from reports.wording import NEEDS_ACTION, VERDICTS

# Each takes part of a second to draw, and a page without one still has its tables.
_MOST_DRAWN = 200
# More lines between so few sites show no more.
_MOST_LINES = 80


@dataclass(frozen=True, slots=True)
class Connection:
    """A relationship with what goes with it on its page, where it has the place *id*.

    *pruning* holds the criteria of the day the deal was accepted beside today's.
    *neighbourhood* is None where there is nothing to see but the two sites.
    """

    id: str
    own: str
    other: str
    relationship: Relationship
    pruning: Pruning | None = None
    neighbourhood: Neighbourhood | None = None

    @property
    def ring(self) -> tuple[str, ...]:
        """The sites of the ring in their own letters, back to the first."""
        sites = self.relationship.ring
        return tuple(map(readable_host, (*sites, *sites[:1])))

    @property
    def risks(self) -> tuple[Signal, ...]:
        return tuple(signal for signal in self.relationship.signals if signal.is_risk)

    @property
    def health(self) -> tuple[Signal, ...]:
        return tuple(signal for signal in self.relationship.signals if not signal.is_risk)

    @property
    def needs_action(self) -> bool:
        return self.relationship.verdict in NEEDS_ACTION


@dataclass(frozen=True, slots=True)
class VerdictList:
    """All relationships of one verdict."""

    verdict: Verdict
    meaning: str
    connections: Cut[Connection]

    @property
    def needs_action(self) -> bool:
        return self.verdict in NEEDS_ACTION


def connections_of(
    relationships: Iterable[Relationship],
    pruning: Mapping[str, Pruning],
    graph: Graph | None,
) -> tuple[Connection, ...]:
    """The relationships, those that need a person first, each with what goes with it."""
    order = list(VERDICTS)
    found: list[Connection] = []
    drawn = 0
    for one in sorted(relationships, key=lambda r: order.index(r.verdict)):
        around = None
        if graph and drawn < _MOST_DRAWN and one.verdict is not Verdict.KEEP:
            around = _worth_drawing(graph.neighbourhood(one.own, one.other))
            drawn += around is not None
        found.append(
            Connection(
                f"verdict-{one.own}",
                readable_host(one.own),
                readable_host(one.other),
                one,
                pruning.get(one.other),
                around,
            )
        )
    return tuple(found)


def by_site(connections: Iterable[Connection]) -> Mapping[str, tuple[Connection, ...]]:
    """The connections of each other site."""
    found: defaultdict[str, list[Connection]] = defaultdict(list)
    for connection in connections:
        found[connection.relationship.other].append(connection)
    return {site: tuple(held) for site, held in found.items()}


def verdict_lists(connections: Sequence[Connection], limit: int) -> tuple[VerdictList, ...]:
    """A list for each verdict, those that need a person first."""
    return tuple(
        VerdictList(
            verdict,
            meaning,
            cut_to([c for c in connections if c.relationship.verdict is verdict], limit),
        )
        for verdict, meaning in VERDICTS.items()
    )


def _worth_drawing(around: Neighbourhood) -> Neighbourhood | None:
    """What there is to draw: lines of the pair, then those within its ring or cluster.

    What links two sites that merely know both says nothing about the pair.
    """
    if len(around.nodes) <= 2:
        return None
    pair = {node.site for node in around.nodes[:2]}
    bound = {node.site for node in around.nodes if node.kind is not NodeKind.SHARED}
    lines = [
        line
        for line in around.lines
        if not pair.isdisjoint(ends := {line.source, line.target}) or ends <= bound
    ]
    lines.sort(key=lambda line: (pair.isdisjoint((line.source, line.target)), not line.mutual))
    return replace(around, lines=tuple(lines[:_MOST_LINES]))
