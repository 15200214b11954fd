"""What an agreement's states were: each look judged by what was known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_judge_agreements import LINK, PAGE, PROMISE, TARGET, visit

from linkcrawl.items import Directive
from linkcrawl.judge.promises.agreements import check
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.history import History, history_of
from linkcrawl.judge.promises.promises import Promise
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Fetch, State

TODAY = date(2026, 11, 20)


def link(since: int, gone: int | None = None, page: str = PAGE, **facts: object) -> StoredLink:
    """A link seen from one day of November on, until another."""
    missed = f"2026-11-{gone:02}T12:00:00Z" if gone else ""
    found = LINK._replace(
        source_url=page, first_seen=f"2026-11-{since:02}T12:00:00Z", crawl_id=since,
        last_seen=f"2026-11-{gone - 1 if gone else 20:02}T12:00:00Z", missed_at=missed,
        missed_crawl_id=gone,
    )  # fmt: skip
    return found._replace(**facts)  # type: ignore[arg-type]


def told(
    visits: Sequence[StoredVisit], links: Sequence[StoredLink], promise: Promise = PROMISE
) -> History:
    evidence = Evidence(visits, links, next((v for v in visits[::-1] if v.read_url), None))
    return history_of(promise, evidence, check(promise, evidence, TODAY))


def states(history: History) -> list[tuple[int, State]]:
    return [(int(one.since[8:10]), one.state) for one in history.stretches]


READ = [visit(day) for day in (2, 6, 10, 14, 18)]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([link(2)], [(2, State.LIVE)]),
        ([], [(2, State.MISSING), (6, State.LOST)]),
        ([link(2, 10)], [(2, State.LIVE), (10, State.MISSING), (14, State.LOST)]),
        ([link(6)], [(2, State.MISSING), (6, State.LIVE)]),
        ([link(2, 10), link(14)], [(2, State.LIVE), (10, State.MISSING), (14, State.LIVE)]),
        (
            [link(2, 10), link(10, rel="nofollow")],
            [(2, State.LIVE), (10, State.NO_CREDIT)],
        ),
        (
            [link(2, 10), link(10, page="https://partner.example/other")],
            [(2, State.LIVE), (10, State.ELSEWHERE)],
        ),
    ],
)
def test_links_that_come_and_go_make_states(
    links: list[StoredLink], expected: list[tuple[int, State]]
) -> None:
    assert states(told(READ, links)) == expected


@pytest.mark.parametrize("fetch", [Fetch.BLOCKED, Fetch.TIMEOUT, Fetch.ROBOTS_DISALLOWED])
def test_a_look_that_failed_is_unknown_and_never_missing(fetch: Fetch) -> None:
    visits = [visit(2), visit(6, fetch), visit(10, fetch), visit(14)]

    kept, broken = told(visits, [link(2)]), told(visits, [link(2, 14)])

    assert states(kept) == [(2, State.LIVE), (6, State.UNKNOWN), (14, State.LIVE)]
    assert states(broken) == [(2, State.LIVE), (6, State.UNKNOWN), (14, State.MISSING)]
    assert [at[8:10] for at in kept.unread] == ["06", "10"]
    assert [at[8:10] for at in kept.read] == ["02", "14"]


def test_a_site_that_was_not_searched_whole_accuses_nobody() -> None:
    visits = [visit(2), visit(6, crawl_finished=False), visit(10)]

    assert states(told(visits, [link(2, 6)])) == [
        (2, State.LIVE), (6, State.UNKNOWN), (10, State.LOST),
    ]  # fmt: skip


def test_what_became_known_later_is_not_held_against_earlier_days() -> None:
    noindex = visit(14, robots=(Directive("robots", "noindex", "meta"),))
    gone = replace(visit(18, Fetch.HTTP_4XX), status=404)

    assert states(told([visit(2), visit(6), gone], [link(2)])) == [
        (2, State.LIVE), (18, State.MISSING),
    ]  # fmt: skip
    assert states(told([visit(2), visit(6), noindex], [link(2)])) == [
        (2, State.LIVE), (14, State.NO_CREDIT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("agreed", "links", "expected"),
    [
        (
            {"deadline": date(2026, 11, 8)},
            [],
            [(2, State.PENDING), (10, State.OVERDUE)],
        ),
        ({"deadline": date(2026, 11, 8)}, [link(6)], [(2, State.PENDING), (6, State.LIVE)]),
        ({"end": date(2026, 11, 12)}, [link(2)], [(2, State.LIVE), (12, State.ENDED)]),
        ({"start": date(2026, 11, 5)}, [], [(2, State.PENDING), (6, State.MISSING),
                                            (10, State.LOST)]),
    ],
)  # fmt: skip
def test_days_of_an_agreement_make_states_too(
    agreed: dict[str, object], links: list[StoredLink], expected: list[tuple[int, State]]
) -> None:
    promise = replace(PROMISE, **agreed)  # type: ignore[arg-type]
    assert states(told(READ, links, promise)) == expected


def test_a_promise_of_any_page_is_known_while_one_has_the_link() -> None:
    anywhere = replace(PROMISE, page="")
    links = [link(2, 8), link(12, page="https://partner.example/other")]

    assert states(told(READ, links, anywhere)) == [
        (2, State.LIVE), (8, State.UNKNOWN), (12, State.LIVE),
    ]  # fmt: skip


def test_nothing_seen_yet_is_unknown() -> None:
    history = told([], [])

    assert [one.state for one in history.stretches] == [State.UNKNOWN]
    assert (history.read, history.unread) == ((), ())


def test_the_longest_history_stays_small() -> None:
    days = [f"{date(2024, 1, 1) + timedelta(n)}T12:00:00Z" for n in range(900)]
    visits = [
        replace(visit(1, Fetch.BLOCKED if n % 2 else Fetch.OK), at=at, crawl_id=n)
        for n, at in enumerate(days)
    ]
    history = told(visits, [link(1)._replace(first_seen=days[0], target_url=TARGET)])

    assert len(history.stretches) == 40
    assert len(history.read) <= 100
    assert len(history.unread) <= 100
