"""One operator behind several sites: which marks of one hand they share, and what that proves.

docs/verdicts.md has the rules: a single weak mark is never proof.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import rustworkx as rx

from linkcrawl.judge.graph.marks import Mark, SiteMarks, Sort, shared_marks
from linkcrawl.judge.verdicts.relationship import Seen
from linkcrawl.said import said


class Strength(StrEnum):
    """How sure it is: STRONG and FAIR may speak against a site, WEAK against nobody.

    STRONG is an account and another kind of mark, FAIR an account or two weak kinds, WEAK one
    weak kind.
    """

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Operator:
    """Sites that seem to have one operator, and what they share."""

    sites: tuple[str, ...]
    strength: Strength
    marks: tuple[Mark, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """What they share, a line each."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for mark in self.marks:
            told[mark.words].update(mark.sites)
        return tuple(
            said("{mark} on {sites}", mark=words, sites=", ".join(sorted(sites)))
            for words, sites in told.items()
        )

    @property
    def seen(self) -> tuple[Seen, ...]:
        """The pages on which it was seen; of a template or titles, the homes of the sites."""
        return tuple(
            Seen(url, mark.words)
            for mark in self.marks
            for url in mark.urls or [f"https://{site}/" for site in mark.sites]
        )


def operators(facts: SiteMarks, own: Collection[str] = ()) -> tuple[Operator, ...]:
    """Every group of sites that share a mark, the surest first, then the largest.

    What *own* sites have as well is no secret to the user, and counts for nobody.
    """
    marks = [mark for mark in shared_marks(facts) if not set(own).intersection(mark.sites)]
    shared: defaultdict[tuple[str, str], set[Sort]] = defaultdict(set)
    for mark in marks:
        for pair in combinations(mark.sites, 2):
            shared[pair].add(mark.sort)
    strong = {pair for pair, sorts in shared.items() if strength_of(sorts) is Strength.STRONG}
    sure = [pair for pair, sorts in shared.items() if strength_of(sorts) is not Strength.WEAK]
    covered = {site for pair in strong for site in pair}
    found = [
        _operator(group, marks, Strength.STRONG if group <= covered else Strength.FAIR)
        for group in _groups(sure)
    ]
    known = [set(one.sites) for one in found]
    # What is weak is not chained: of two sites that share nothing with each other it says nothing.
    loose = {frozenset(mark.sites) for mark in marks}
    weak = [group for group in loose if not any(group <= sites for sites in known)]
    found += [_operator(group, marks, Strength.WEAK) for group in weak]
    order = list(Strength)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.strength), -len(one.sites), one.sites))
    )


def strength_of(sorts: Collection[Sort]) -> Strength:
    """What marks of these sorts prove of two sites that share them.

    >>> strength_of({Sort.ACCOUNT}), strength_of({Sort.ADDRESS}).value
    (<Strength.FAIR: 'fair'>, 'weak')
    """
    if Sort.ACCOUNT in sorts:
        return Strength.STRONG if len(sorts) > 1 else Strength.FAIR
    return Strength.FAIR if len(sorts) > 1 else Strength.WEAK


def operator_of(found: Iterable[Operator], site: str) -> Operator | None:
    """The operator that a site seems to have, where it has others too; the surest."""
    return next((one for one in found if site in one.sites), None)


def _operator(group: frozenset[str], marks: Sequence[Mark], strength: Strength) -> Operator:
    shared = tuple(mark for mark in marks if len(group.intersection(mark.sites)) > 1)
    return Operator(tuple(sorted(group)), strength, shared)


def _groups(pairs: Sequence[tuple[str, str]]) -> Iterator[frozenset[str]]:
    """The sites that hang together by *pairs*."""
    names = sorted({site for pair in pairs for site in pair})
    number = {name: place for place, name in enumerate(names)}
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from_no_data([(number[one], number[other]) for one, other in pairs])
    for component in rx.connected_components(graph):
        yield frozenset(names[place] for place in component)
