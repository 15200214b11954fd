"""The runs that can't be relied upon, each in a line for the top of a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linkcrawl.judge.settled import DoubtfulRun
from linkcrawl.said import Said, said, said_all, said_n

# Of a crawl in a hundred shares, all may be.
_MOST = 3


def doubt_lines(found: Sequence[DoubtfulRun]) -> tuple[Said, ...]:
    """Which run is doubtful, and why."""
    more = len(found) - _MOST
    rest = (
        [said_n("{count} more crawl is doubtful.", "{count} more crawls are doubtful.", more)]
        if more > 0
        else []
    )
    return (*map(_line, found[:_MOST]), *rest)


def _line(one: DoubtfulRun) -> Said:
    return said(
        "The crawl “{spider}” of {day} is doubtful, so what it did not see counts against"
        " nobody. {reasons}",
        spider=one.run.spider,
        day=date.fromisoformat(one.run.started_at[:10]),
        reasons=said_all(" ", [doubt.sentence for doubt in one.doubts]),
    )
