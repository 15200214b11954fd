"""Does the profile of an own site grow steadily, as it does where links are earned?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlite_utils import Database

from linkcrawl.judge.profile.tally import periods_of
from linkcrawl.judge.profile.velocity import Span, months, stays
from linkcrawl.store.crawls import first_crawls
from linkcrawl.store.profile import SitePeriod, crawl_days
from linkcrawl.store.read import StoredLink

_ENOUGH_MONTHS = 6
_LOOKED_BACK = 12


def is_steady(found: Sequence[Span]) -> bool | None:
    """True where new sites came in most months and in no burst; None for too few months.

    >>> month = Span(date(2026, 1, 1), ("a.example",), (), 9, crawled=True)
    >>> is_steady([month] * 6), is_steady([month] * 5)
    (True, None)
    """
    crawled = [span for span in found if span.crawled][-_LOOKED_BACK:]
    if len(crawled) < _ENOUGH_MONTHS:
        return None
    growing = sum(bool(span.new) for span in crawled)
    return 2 * growing > len(crawled) and not any(span.burst for span in crawled)


def steadiness(db: Database, links_in: Iterable[StoredLink], today: date) -> dict[str, bool]:
    """For each own site that was crawled for long enough whether it grows steadily.

    *links_in* are all from other sites, live or gone.
    """
    periods: defaultdict[str, list[SitePeriod]] = defaultdict(list)
    for period in periods_of(links_in):
        periods[period.own].append(period)
    days = [date.fromisoformat(day) for both in crawl_days(db).values() for day in both]
    first = first_crawls(db)
    answers = {
        domain: is_steady(months(stays(found, first), days, today))
        for domain, found in periods.items()
    }
    return {domain: answer for domain, answer in answers.items() if answer is not None}
