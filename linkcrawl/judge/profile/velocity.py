"""New and lost referring domains, a week or a month at a time, and the bursts among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from linkcrawl.store.profile import SitePeriod

# A burst is at least so many new sites, and so many times what was usual before.
BURST_SITES = 5
BURST_TIMES = 3
_USUAL_SPANS = 12
_ENOUGH_SPANS = 4


@dataclass(frozen=True, slots=True)
class Stay:
    """Moments from which and until which a site linked to us without a break that was seen.

    *until* is "" while it does. *looked_at* tells that it was there when its site was first
    crawled: it began at some time before.
    """

    site: str
    since: str
    until: str
    looked_at: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A week or a month from *start*: the sites that came and went, and how many were there
    at its end.

    *crawled* tells that a crawl began in it: without one nothing could be seen to change.
    """

    start: date
    new: tuple[str, ...]
    lost: tuple[str, ...]
    referring: int
    crawled: bool
    burst: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """The sites that began to link to us, and those that ceased to, the newest first."""

    new: tuple[Stay, ...]
    lost: tuple[Stay, ...]


def stays(periods: Iterable[SitePeriod], first_crawls: Mapping[str, int]) -> tuple[Stay, ...]:
    """The periods of links put together to those of their sites, in order of site and day.

    >>> periods = [SitePeriod("o", "a", "", "2026-01-05", "2026-02-01", 1),
    ...            SitePeriod("o", "a", "", "2026-02-01", "", 2)]
    >>> [(stay.since, stay.until, stay.looked_at) for stay in stays(periods, {"a": 1})]
    [('2026-01-05', '', True)]
    """
    of_site: dict[str, list[SitePeriod]] = defaultdict(list)
    for period in periods:
        of_site[period.other].append(period)
    return tuple(
        stay
        for site, found in sorted(of_site.items())
        for stay in _joined(site, sorted(found, key=_order), first_crawls.get(site))
    )


def _order(period: SitePeriod) -> tuple[str, int]:
    return (period.since, period.crawl_id)


def _joined(site: str, periods: Sequence[SitePeriod], first_crawl: int | None) -> Iterator[Stay]:
    first, *others = periods
    stay = Stay(site, first.since, first.until, first.crawl_id == first_crawl)
    for period in others:
        # Links come and go with the visits of one crawl: only days tell a break from that.
        if stay.until and period.since[:10] > stay.until[:10]:
            yield stay
            stay = Stay(site, period.since, period.until, looked_at=False)
        elif stay.until:
            stay = replace(stay, until=period.until and max(stay.until, period.until))
    yield stay


def there_on(found: Iterable[Stay], day: str) -> frozenset[str]:
    """The sites that linked to us at the end of a day, as far as was seen."""
    return frozenset(
        stay.site
        for stay in found
        if stay.since[:10] <= day and (not stay.until or stay.until[:10] > day)
    )


def moves(found: Iterable[Stay], since: str) -> Moves:
    """What came and went since a moment; what the first crawl of a site found is not new.

    >>> new, old = Stay("a", "2026-11-14", "", False), Stay("b", "2026-01-05", "2026-11-15", True)
    >>> moves([new, old], "2026-11-01") == Moves((new,), (old,))
    True
    """
    held = list(found)
    new = [stay for stay in held if stay.since >= since and not stay.looked_at]
    lost = [stay for stay in held if stay.until and stay.until >= since]
    new.sort(key=lambda stay: stay.since, reverse=True)
    lost.sort(key=lambda stay: stay.until, reverse=True)
    return Moves(tuple(new), tuple(lost))


def weeks(found: Sequence[Stay], crawled: Collection[date], today: date) -> tuple[Span, ...]:
    """Each week since the first crawl, from Monday on; *crawled* are the days of crawls."""
    return _spans(found, crawled, today, monday)


def months(found: Sequence[Stay], crawled: Collection[date], today: date) -> tuple[Span, ...]:
    """Each month since the first crawl; *crawled* are the days of crawls."""
    return _spans(found, crawled, today, first_of_month)


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def first_of_month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def with_bursts(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, each told whether so many new sites are a burst.

    It is one where at least 5 sites are new, and 3 times as many as in the mean of the up to
    12 spans with a crawl before it, of which there must be 4. What comes after a span without
    a crawl is never one: it may have come at any time since.
    """
    told: list[Span] = []
    for span in spans:
        usual = [len(before.new) for before in told if before.crawled][-_USUAL_SPANS:]
        follows = bool(told) and told[-1].crawled
        enough = len(span.new) >= BURST_SITES and len(usual) >= _ENOUGH_SPANS
        many = enough and len(span.new) >= BURST_TIMES * sum(usual) / len(usual)
        told.append(replace(span, burst=follows and many))
    return tuple(told)


def _spans(
    found: Sequence[Stay],
    crawled: Collection[date],
    today: date,
    start_of: Callable[[date], date],
) -> tuple[Span, ...]:
    if not crawled:
        return ()
    began, new, lost = (defaultdict[date, list[str]](list) for _ in range(3))
    for stay in found:
        start = start_of(date.fromisoformat(stay.since[:10]))
        began[start].append(stay.site)
        if not stay.looked_at:
            new[start].append(stay.site)
        if stay.until:
            lost[start_of(date.fromisoformat(stay.until[:10]))].append(stay.site)
    seen = {start_of(day) for day in crawled}
    referring = 0
    spans = []
    for start in _starts(start_of(min(crawled)), today, start_of):
        referring += len(began[start]) - len(lost[start])
        spans.append(Span(start, tuple(new[start]), tuple(lost[start]), referring, start in seen))
    return with_bursts(spans)


def _starts(first: date, last: date, start_of: Callable[[date], date]) -> Iterator[date]:
    """The first days of all spans from *first* to *last*; no span is longer than 31 days."""
    while first <= last:
        yield first
        first = next(
            start
            for days in range(1, 32)
            if (start := start_of(first + timedelta(days=days))) != first
        )
