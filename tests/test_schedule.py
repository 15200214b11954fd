"""When an agreement is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_judge_agreements import PROMISE

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.schedule import next_check
from linkcrawl.vocabulary import State

START = date(2026, 1, 1)


def looked(state: State, day: int, seen: int = 0, **agreed: date) -> Check:
    """A check made *day* days after the agreement began; its link was first seen on *seen*."""
    promise = replace(PROMISE, **{"start": START, **agreed})  # type: ignore[arg-type]
    first = f"{START + timedelta(days=seen)}T08:00:00Z"
    at = f"{START + timedelta(days=day)}T09:00:00Z"
    return Check(promise, state, (), checked_at=at, first_seen=first)


def days_until_next(check: Check) -> int:
    at = date.fromisoformat(check.checked_at[:10])
    due = next_check([check], at)
    assert due
    return (due - at).days


@pytest.mark.parametrize(
    ("state", "day", "days"),
    [
        (State.LIVE, 0, 1),
        (State.LIVE, 1, 6),
        (State.LIVE, 7, 23),
        (State.LIVE, 30, 14),
        (State.LIVE, 80, 14),
        (State.LIVE, 120, 30),
        (State.CHANGED, 120, 7),
        (State.NO_CREDIT, 2, 7),
        (State.MISSING, 120, 1),
        (State.UNKNOWN, 120, 1),
        (State.LOST, 120, 14),
    ],
)
def test_an_agreement_is_looked_at_early_then_by_how_it_behaves(
    state: State, day: int, days: int
) -> None:
    assert days_until_next(looked(state, day)) == days


def test_the_day_after_a_deadline_is_a_day_to_look() -> None:
    deadline = START + timedelta(days=3)

    assert days_until_next(looked(State.PENDING, 2, deadline=deadline)) == 2


def test_what_was_never_looked_at_is_due_today() -> None:
    assert next_check([Check(PROMISE, State.UNKNOWN, ())], START) == START


def test_what_has_ended_is_not_due_any_more() -> None:
    assert next_check([looked(State.ENDED, 9)], START) is None


def test_of_two_sides_the_one_that_is_due_first_decides() -> None:
    sides = [looked(State.LIVE, 120), looked(State.MISSING, 120)]

    assert next_check(sides, START) == START + timedelta(days=121)
