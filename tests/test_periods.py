"""What a report looks back on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.periods import Made, Period, Window, latest_before, window_of
from linkcrawl.store.database import open_database
from linkcrawl.store.told import Told, last_told, save_told

RUN = "2026-11-20T09:00:00Z"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "today", "since"),
    [
        (Period.WEEK, "2026-11-21", "2026-11-14"),
        (Period.MONTH, "2026-11-21", "2026-10-21"),
        (Period.MONTH, "2026-03-31", "2026-02-28"),
        (Period.MONTH, "2026-01-15", "2025-12-15"),
        (Period.QUARTER, "2026-11-21", "2026-08-21"),
        (Period.QUARTER, "2026-05-31", "2026-02-28"),
        (Period.QUARTER, "2027-01-31", "2026-10-31"),
    ],
)
def test_weeks_months_and_quarters_end_today(period: Period, today: str, since: str) -> None:
    made = Made("2026-01-01T00:00:00Z", 5)
    found = window_of(period, at(f"{today}T07:00"), made, RUN)
    assert found == Window(period, f"{since}T00:00:00Z")


def test_the_first_report_tells_the_newest_run() -> None:
    assert window_of(Period.LAST, at("2026-11-21"), None, RUN) == Window(Period.LAST, RUN)
    assert not window_of(Period.LAST, at("2026-11-21"), None, "").tells(RUN, 1)


def test_what_was_found_out_after_the_last_report_is_told_however_old_it_is() -> None:
    found = window_of(Period.LAST, at("2026-11-21"), Made("2026-11-14T07:00:00Z", 40), RUN)
    assert not found.tells("2026-11-14T03:30:00Z", 40)
    assert found.tells("2026-11-14T03:30:00Z", 41)
    assert found.tells("2026-11-15T03:30:00Z", 12)


@pytest.mark.parametrize(
    ("reports", "now", "before"),
    [
        ([], "2026-11-21T09:00", None),
        (["2026-11-14T07:00"], "2026-11-21T07:00", "2026-11-14T07:00"),
        # Made again: it tells the same once more.
        (["2026-11-14T07:00", "2026-11-21T07:00"], "2026-11-21T17:00", "2026-11-14T07:00"),
        (["2026-11-21T07:00"], "2026-11-21T17:00", None),
        # One after each crawl of a night: the second takes the place of the first.
        (["2026-11-19T23:50", "2026-11-20T23:50"], "2026-11-21T01:30", "2026-11-19T23:50"),
        (["2026-11-20T07:05"], "2026-11-21T07:00", "2026-11-20T07:05"),
    ],
)
def test_a_report_made_again_hides_nothing(
    tmp_path: Path, reports: list[str], now: str, before: str | None
) -> None:
    db = open_database(tmp_path / "linkcrawl.db")
    for number, made in enumerate(reports, 1):
        save_told(db, Told.REPORT, Made(f"{made}:00Z", number))
        save_told(db, Told.MAIL, Made(f"{made}:01Z", number))
    last = last_told(db, Told.REPORT, f"{latest_before(at(now)):%Y-%m-%dT%H:%M:%SZ}")

    assert (last and last.at) == (before and f"{before}:00Z")


@pytest.mark.parametrize("hours", range(0, 240, 7))
def test_the_report_before_is_of_an_earlier_day(hours: int) -> None:
    now = at("2026-11-21T00:00") + timedelta(hours=hours)
    before = latest_before(now)
    assert before.date() < now.date() or before == now.replace(hour=0)
    assert now - before >= timedelta(hours=12)
