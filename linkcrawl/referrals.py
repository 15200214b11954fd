"""Visits that one site sent to another, counted; nothing of a visitor is in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class CountedBy(StrEnum):
    """What counted visits: two that count the same visits are never added up."""

    LOG = "log"
    """The web server's access log."""
    GA4 = "ga4"
    """Google Analytics 4."""


class Referral(NamedTuple):
    """The visits that a site sent in a month; *month* is as in ``2026-11``.

    *landing* is the page of ours that they began on, *source_page* the page that they came
    from, both without a query, "" where it is not told or not kept. *medium* is what
    ``utm_medium`` says, "referral" where it says nothing.
    """

    own: str
    source: str
    month: str
    landing: str
    source_page: str
    medium: str
    visits: int


class Span(NamedTuple):
    """A time that a log of an own site covers, in seconds since 1970, both ends in it."""

    own: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Visits:
    """What one file counts: the referrals, the times that it covers, and what was left out."""

    counted_by: CountedBy
    referrals: tuple[Referral, ...]
    spans: tuple[Span, ...] = ()
    days: tuple[tuple[str, str, str], ...] = ()
    """(own site, first day, last day) of analytics."""
    lines: int = 0
    bad: int = 0
    bad_lines: tuple[int, ...] = ()
    left_out: Mapping[str, int] | None = None

    @property
    def total(self) -> int:
        return sum(referral.visits for referral in self.referrals)


class Covered:
    """What earlier logs covered: a line in it was counted before.

    >>> covered = Covered([Span("example.com", 100, 200)])
    >>> [covered.has("example.com", at) for at in (99, 100, 200, 201)]
    [False, True, True, False]
    """

    def __init__(self, spans: Collection[Span] = ()) -> None:
        self._spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for span in spans:
            for day in range(span.first // 86_400, span.last // 86_400 + 1):
                self._spans.setdefault((span.own, day), []).append((span.first, span.last))

    def has(self, own: str, at: int) -> bool:
        spans = self._spans.get((own, at // 86_400), ())
        return any(first <= at <= last for first, last in spans)
