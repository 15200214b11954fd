"""The link profiles of the own sites, out of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from linkcrawl.criteria import NORMAL
from linkcrawl.judge.profile.landing import work_on
from linkcrawl.judge.profile.profile import Profile, profile_of
from linkcrawl.judge.profile.reciprocal import BothWays, ends_of_months
from linkcrawl.judge.profile.tally import counts_of, pages_of, periods_of
from linkcrawl.judge.profile.velocity import months, stays, weeks
from linkcrawl.rels import credit_words
from linkcrawl.store.crawls import first_crawls
from linkcrawl.store.landing import Landing, landings
from linkcrawl.store.profile import (
    LinkCount,
    NewLink,
    SitePeriod,
    TargetPage,
    crawl_days,
    new_links,
    periods_out,
)
from linkcrawl.store.read import StoredLink

_NOTABLE_DAYS = 366
_MOST_NOTABLE = 200


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that profiles are made of, each asked once."""

    counts: Sequence[LinkCount]
    pages: Sequence[TargetPage]
    periods_in: Sequence[SitePeriod]
    periods_out: Sequence[SitePeriod]
    notable: Sequence[NewLink]
    landings: Sequence[Landing]
    oldest: float
    days: Mapping[int, tuple[str, str]]
    first_crawls: Mapping[str, int]
    today: date


def profiles(
    db: Database,
    own: Sequence[str],
    today: date,
    links_in: Sequence[StoredLink],
    oldest: float = NORMAL.newest_days,
) -> tuple[Profile, ...]:
    """The profile of each own site; of all together before them, where there are several.

    *links_in* are those from other sites to the own ones, live or gone, placed in the light of
    their whole sites. A page that names no day of the last *oldest* days is old.
    """
    since = str(today - timedelta(days=_NOTABLE_DAYS))
    facts = _Facts(
        counts_of(links_in),
        pages_of(links_in),
        periods_of(links_in),
        tuple(periods_out(db, own)),
        tuple(new_links(db, own, since, _MOST_NOTABLE)),
        tuple(landings(db, own)),
        oldest,
        crawl_days(db),
        first_crawls(db),
        today,
    )
    whole = [_profile("", own, facts)] if len(own) > 1 else []
    return (*whole, *(_profile(domain, (domain,), facts) for domain in own))


def _profile(name: str, own: Sequence[str], facts: _Facts) -> Profile:
    to_us = [period for period in facts.periods_in if period.own in own]
    from_us = [period for period in facts.periods_out if period.own in own]
    both = BothWays(
        *(
            stays(found, facts.first_crawls)
            for found in (to_us, from_us, _followed(to_us), _followed(from_us))
        )
    )
    days = [date.fromisoformat(day) for ends in facts.days.values() for day in ends]
    read = _first_read(own, facts)
    today = str(facts.today)
    pages = [page for page in facts.pages if page.own in own]
    return profile_of(
        name,
        [count for count in facts.counts if count.own in own],
        pages,
        both.on(today, read),
        [both.on(day, read) for day in ends_of_months(days) if day < today],
        (weeks(both.to_us, days, facts.today), months(both.to_us, days, facts.today)),
        [link for link in facts.notable if link.own in own],
        both.to_us,
        work_on(pages, facts.landings, facts.today, facts.oldest),
    )


def _followed(periods: Iterable[SitePeriod]) -> list[SitePeriod]:
    return [period for period in periods if not credit_words(period.rel)]


def _first_read(own: Sequence[str], facts: _Facts) -> str:
    """The day on which all of *own* had been read, "" where one has not."""
    days = [facts.days.get(facts.first_crawls.get(domain, 0), ("", ""))[0] for domain in own]
    return max(days) if all(days) else ""
