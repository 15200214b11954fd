"""States that nothing on a page tells of: a day has passed, or a second look confirmed a first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.store.read import StoredEvent
from linkcrawl.vocabulary import State

_TOLD = (State.LOST, State.PAGE_GONE, State.OVERDUE, State.ENDED)


def state_events(
    checks: Iterable[Check], before: Mapping[tuple[str, str], str], today: date
) -> Iterator[StoredEvent]:
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
