"""What all agreed links come to, in one sentence."""

from __future__ import annotations

from collections.abc import Collection

from linkcrawl.said import said, said_n
from reports.standing import Standing
from reports.wording import NEEDS_YOU


def headline(standings: Collection[Standing], crawled: bool) -> str:
    """How many sides of agreements need a person; *crawled* tells that anything is known."""
    if not standings:
        return said("There are no agreements yet.")
    if not crawled:
        return said("Nothing has been crawled yet, so nothing is known.")
    needing = sum(standing.check.state in NEEDS_YOU for standing in standings)
    if not needing:
        return said("Nothing needs you today.")
    return said_n(
        "{count} of {all} agreed links needs you today.",
        "{count} of {all} agreed links need you today.",
        needing,
        all=len(standings),
    )
