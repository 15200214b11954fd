"""Criteria of then and now → what has become of a partner since it was accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlite_utils import Database

from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.said import said, said_all
from linkcrawl.store.accepted import Accepted, accepted, keep_accepted


class Change(StrEnum):
    """What became of one criterion; UNKNOWN where it is not known today."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    NEW = "new"
    UNKNOWN = "unknown"


_TURNED = (Change.WORSE, Change.BETTER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One criterion as it was when a site was accepted, and as it is now."""

    name: str
    then: Criterion | None
    now: Criterion
    change: Change
    sentence: str


@dataclass(frozen=True, slots=True)
class Pruning:
    """A partner's criteria of the day *since* beside today's."""

    since: str
    comparisons: tuple[Comparison, ...]

    @property
    def turned(self) -> tuple[Comparison, ...]:
        """What has become better or worse."""
        return tuple(one for one in self.comparisons if one.change in _TURNED)

    @property
    def stayed(self) -> tuple[Comparison, ...]:
        """The others."""
        return tuple(one for one in self.comparisons if one.change not in _TURNED)


def pruning_of(
    db: Database, criteria: Mapping[str, Sequence[Criterion]], today: date
) -> dict[str, Pruning]:
    """What has become of each partner; one that was never judged with facts begins today.

    *criteria* are today's, of partners only. Those of which no page was read yet are left out.
    """
    read = {site: said for site, said in criteria.items() if _is_read(said)}
    keep_accepted(db, read, today.isoformat())
    first = accepted(db)
    return {site: compare(first[site], said) for site, said in read.items() if site in first}


def compare(first: Accepted, now: Sequence[Criterion]) -> Pruning:
    """Each of today's criteria beside that of the day on which a site was accepted."""
    then = {one.name: one for one in first.criteria}
    return Pruning(first.at, tuple(_compare(then.get(one.name), one, first.at) for one in now))


def _is_read(criteria: Sequence[Criterion]) -> bool:
    return any(one.name == "pages" and one.outcome is not Outcome.UNKNOWN for one in criteria)


def _compare(then: Criterion | None, now: Criterion, since: str) -> Comparison:
    change = _change(then, now)
    return Comparison(
        now.name, then, now, change, said_all(" ", (now.sentence, _before(then, now, since)))
    )


def _change(then: Criterion | None, now: Criterion) -> Change:
    if now.outcome is Outcome.UNKNOWN:
        return Change.UNKNOWN
    if then is None or then.outcome is Outcome.UNKNOWN:
        return Change.NEW
    if then.outcome is now.outcome:
        return Change.SAME
    return Change.WORSE if now.outcome is Outcome.FAIL else Change.BETTER


def _before(then: Criterion | None, now: Criterion, since: str) -> str:
    day = date.fromisoformat(since)
    if then is None or then.outcome is Outcome.UNKNOWN:
        return said("On {day}, when it was accepted, that was not known.", day=day)
    if then.sentence == now.sentence:
        return said("It was so on {day}, when it was accepted.", day=day)
    return said("On {day}, when it was accepted: {sentence}", day=day, sentence=then.sentence)
