"""When to look at an agreement again: by its age, then by how it behaved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.vocabulary import State

# Most of what goes wrong goes wrong early: after a day or two, a week and a month.
_EARLY = (1, 7, 30)
# Days until the next look, where a state asks for one before a month has passed.
_SOON = {
    State.MISSING: 1,
    State.UNKNOWN: 1,
    State.REVIEW: 7,
    State.OVERDUE: 7,
    State.NO_CREDIT: 7,
    State.CHANGED: 7,
    State.ELSEWHERE: 7,
    State.LOST: 14,
    State.PAGE_GONE: 14,
}
_SETTLED = timedelta(days=90)
_FORTNIGHT, _MONTH = 14, 30


def next_check(checks: Iterable[Check], today: date) -> date | None:
    """The day on which an agreement is due for its next look, None where it has ended.

    Of its two sides the one that is due first decides.
    """
    return min((day for check in checks if (day := _next(check, today))), default=None)


def _next(check: Check, today: date) -> date | None:
    if check.state is State.ENDED:
        return None
    if not check.checked_at:
        return today
    looked = date.fromisoformat(check.checked_at[:10])
    due = looked + timedelta(days=_days(check, looked))
    begun = _begin(check)
    early = (begun + timedelta(days=days) for days in _EARLY)
    due = min((day for day in early if day > looked), default=due) if _waits(check) else due
    due = min([due, *(day for day in _ahead(check) if day > looked)])
    end = check.promise.end
    return None if end and due > end >= today else due


def _waits(check: Check) -> bool:
    return check.state in (State.LIVE, State.PENDING)


def _days(check: Check, looked: date) -> int:
    """Days between two looks, once an agreement is older than a month."""
    if check.state in _SOON:
        return _SOON[check.state]
    steady = check.first_seen and looked - date.fromisoformat(check.first_seen[:10]) > _SETTLED
    return _MONTH if steady else _FORTNIGHT


def _begin(check: Check) -> date:
    """The day from which an agreement's age is counted."""
    if check.promise.start:
        return check.promise.start
    return date.fromisoformat((check.first_seen or check.checked_at)[:10])


def _ahead(check: Check) -> Iterable[date]:
    """The days on which something is decided: the deadline has passed, the agreement begins."""
    if check.promise.deadline:
        yield check.promise.deadline + timedelta(days=1)
    if check.promise.start:
        yield check.promise.start
