"""The runs that can't be relied upon, each in a line for the top of a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkcrawl.judge.settled import DoubtfulRun
from linkcrawl.said import Said, said, said_all


def doubt_lines(found: Iterable[DoubtfulRun]) -> tuple[Said, ...]:
    """Which run is doubtful, and why."""
    return tuple(
        said(
            "The crawl “{spider}” of {day} is doubtful, so what it did not see counts against"
            " nobody. {reasons}",
            spider=one.run.spider,
            day=date.fromisoformat(one.run.started_at[:10]),
            reasons=said_all(" ", [doubt.sentence for doubt in one.doubts]),
        )
        for one in found
    )
