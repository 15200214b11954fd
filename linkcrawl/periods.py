"""Which stretch of time a report tells: since the last one, or a week, a month, a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Reports that follow each other faster are one: people open the newest of them only.
_ONE_REPORT = timedelta(hours=12)


class Period(StrEnum):
    """What a report looks back on."""

    LAST = "last"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Made:
    """A report that people got: when it was made, and the newest event that it knew."""

    at: str
    event: int


@dataclass(frozen=True, slots=True)
class Window:
    """What a report tells: all since a moment, "" where there is nothing to compare with.

    *event* is the newest that the report before knew: what was found after it is told too,
    however old. None where there was no report, and the run of a crawl is told.
    """

    period: Period
    since: str
    event: int | None = None

    def tells(self, at: str, event: int) -> bool:
        """Whether the report tells an event of a moment, by its id."""
        if not self.since:
            return False
        return at >= self.since or (self.event is not None and event > self.event)

    def holds(self, at: str) -> bool:
        """Whether a moment lies within it."""
        return bool(self.since) and at >= self.since


def window_of(period: Period, now: datetime, before: Made | None, newest_run: str) -> Window:
    """What a report of today looks back on; the first one tells what the newest run changed."""
    if period is Period.LAST:
        return Window(period, before.at, before.event) if before else Window(period, newest_run)
    return Window(period, f"{_back(now, period):%Y-%m-%d}T00:00:00Z")


def latest_before(now: datetime) -> datetime:
    """Until when a report counts as the one before: an earlier day, and not just now.

    >>> latest_before(datetime(2026, 11, 21, 18, 0)).isoformat()
    '2026-11-21T00:00:00'
    >>> latest_before(datetime(2026, 11, 21, 1, 30)).isoformat()
    '2026-11-20T13:30:00'
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight, now - _ONE_REPORT)


def _back(now: datetime, period: Period) -> datetime:
    """The same day of the week or month before; the last of a month that is too short."""
    if period is Period.WEEK:
        return now - timedelta(days=7)
    years, month = divmod(now.year * 12 + now.month - 1 - _MONTHS[period], 12)
    day = now.day
    while True:
        try:
            return now.replace(year=years, month=month + 1, day=day)
        except ValueError:
            day -= 1
