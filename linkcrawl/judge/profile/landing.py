"""Own pages that others link to → those that need work, because the links lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkcrawl.store.landing import Landing
from linkcrawl.store.profile import TargetPage
from linkcrawl.urls import Match, compare
from linkcrawl.vocabulary import Fetch

# https://web.dev/articles/ttfb calls 1.8 seconds poor; a crawler's own work adds to what it
# measures.
SLOW_SECONDS = 3.0
_FAILING = (
    Fetch.HTTP_5XX, Fetch.TIMEOUT, Fetch.DNS, Fetch.TLS, Fetch.REFUSED, Fetch.REDIRECT_LOOP,
)  # fmt: skip


class Need(StrEnum):
    """What is amiss with a page, the worst first."""

    GONE = "gone"
    FAILING = "failing"
    REDIRECTED = "redirected"
    NO_HEADING = "no_heading"
    OLD = "old"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Work:
    """An own page that needs work, how it was last seen, and how many link to it."""

    page: TargetPage
    landing: Landing
    needs: tuple[Need, ...]


def work_on(
    pages: Iterable[TargetPage], landings: Sequence[Landing], today: date, oldest: float
) -> tuple[Work, ...]:
    """The pages that need work, in their order; *oldest* is how many days old one may be.

    A page that nobody has asked for yet is none: nothing is known of it.
    """
    known = {landing.url: landing for landing in landings}
    found = ((page, known[page.url]) for page in pages if page.url in known)
    work = (Work(page, landing, tuple(needs(landing, today, oldest))) for page, landing in found)
    return tuple(one for one in work if one.needs)


def needs(landing: Landing, today: date, oldest: float) -> Iterator[Need]:
    """What is amiss with a page; what is not known of it never is.

    >>> url, now = "http://a.example/", "https://www.a.example/"
    >>> list(needs(Landing(url, "", Fetch.OK, 200, now, True, "", ""), date.max, 730))
    [<Need.NO_HEADING: 'no_heading'>]
    """
    if landing.status in (404, 410) or landing.fetch in (Fetch.GONE, Fetch.SOFT_404):
        yield Need.GONE
    elif landing.fetch in _FAILING:
        yield Need.FAILING
    elif compare(landing.url, landing.answered_url) is Match.DIFFERENT:
        yield Need.REDIRECTED
    elif landing.read:
        if not landing.heading.strip():
            yield Need.NO_HEADING
        if landing.published and _age(landing.published, today) > oldest:
            yield Need.OLD
        if landing.seconds is not None and landing.seconds >= SLOW_SECONDS:
            yield Need.SLOW


def _age(day: str, today: date) -> int:
    return (today - date.fromisoformat(day[:10])).days
