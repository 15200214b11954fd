"""Exchanges that were begun together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from linkcrawl.judge.verdicts.pairs import Pair

_TOGETHER = timedelta(days=15)


def begun_together(pairs: Iterable[Pair]) -> Mapping[tuple[str, str], int]:
    """For each pair with an exchange how many sites began one within 15 days of it, itself too.

    Exchanges whose start is not written down are in no burst.
    """
    starts: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
    for pair in pairs:
        for day in _starts(pair):
            starts[pair.own].append((day, pair.other))
    counted: dict[tuple[str, str], int] = {}
    for own, begun in starts.items():
        begun.sort()
        days = [day for day, _ in begun]
        for day, other in begun:
            low, high = bisect_left(days, day - _TOGETHER), bisect_right(days, day + _TOGETHER)
            count = len({site for _, site in begun[low:high]})
            counted[own, other] = max(counted.get((own, other), 0), count)
    return counted


def _starts(pair: Pair) -> Iterable[date]:
    return {
        one.start
        for one in pair.agreements
        if one.start and one.relationship.startswith(("exchange", "ring"))
    }
