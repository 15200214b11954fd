"""States that nothing on a page tells of: a day has passed, or a second look confirmed a first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.store.read import StoredEvent
from linkcrawl.vocabulary import State

_TOLD = (State.LOST, State.PAGE_GONE, State.OVERDUE, State.ENDED)


Standings = Mapping[tuple[str, str], str]


def state_events(checks: Iterable[Check], before: Standings, today: date) -> Iterator[StoredEvent]:
    """The checks that came into such a state since the judgement that *before* is of."""
    midnight = f"{today}T00:00:00Z"
    for check in checks:
        promise = check.promise
        old = before.get((promise.agreement, promise.side))
        if old and old != check.state and check.state in _TOLD:
            yield StoredEvent(
                max(check.checked_at, midnight), "state", promise.partner, promise.page,
                promise.target, old, check.state, check.reasons[0],
            )  # fmt: skip


def last_known(checks: Iterable[Check], before: Standings) -> Standings:
    """The state of each side by agreement and side, as of when it was last known.

    A look that failed is no news, and what was told before it is not told again after it.
    """
    states: dict[tuple[str, str], str] = {}
    for check in checks:
        side = check.promise.agreement, check.promise.side
        known = before.get(side, check.state)
        states[side] = known if check.state is State.UNKNOWN else check.state
    return states
