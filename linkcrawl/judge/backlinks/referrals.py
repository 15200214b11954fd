"""Do people click a link? The visits that a site sends, beside the links that bring them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from linkcrawl.store.read import StoredLink
from linkcrawl.store.referrals import MonthOfVisits, StoredReferral
from linkcrawl.urls import page_key


@dataclass(frozen=True, slots=True)
class BroughtVisits:
    """Visits, and the links that may have brought them."""

    referral: StoredReferral
    links: tuple[StoredLink, ...]


def visits_between(
    own: str,
    other: str,
    months: Iterable[MonthOfVisits],
    counted: Collection[tuple[str, str]],
) -> int | None:
    """The visits that *other* sent to *own*; None where nobody counted.

    A log and analytics see the same visits in different ways: of a month, the higher count
    of the two stands.

    >>> from linkcrawl.referrals import CountedBy
    >>> found = [
    ...     MonthOfVisits("us.example", "a.example", "2026-10", CountedBy.LOG, 9),
    ...     MonthOfVisits("us.example", "a.example", "2026-10", CountedBy.GA4, 7),
    ... ]
    >>> counted = {("us.example", "2026-10")}
    >>> visits_between("us.example", "a.example", found, counted)
    9
    >>> visits_between("us.example", "b.example", found, counted)
    0
    >>> visits_between("us.example", "a.example", found, set()) is None
    True
    """
    if not any(site == own for site, _ in counted):
        return None
    most: dict[str, int] = {}
    for found in months:
        if (found.own, found.source) == (own, other):
            most[found.month] = max(most.get(found.month, 0), found.visits)
    return sum(most.values())


def beside_links(
    referrals: Iterable[StoredReferral], links: Iterable[StoredLink]
) -> tuple[BroughtVisits, ...]:
    """Each count with the links from its source to its landing page, the most visits first.

    Where the source page is not told, all links of that site to the landing page stand
    beside it; where the landing page is not told, those from the source page.
    """
    by_pair: dict[tuple[str, str], list[StoredLink]] = {}
    for link in links:
        by_pair.setdefault((link.target_domain, link.source_domain), []).append(link)
    found = (
        BroughtVisits(
            referral,
            tuple(
                link
                for link in by_pair.get((referral.own, referral.source), ())
                if _fits(referral, link)
            ),
        )
        for referral in referrals
    )
    return tuple(sorted(found, key=lambda brought: -brought.referral.visits))


def _fits(referral: StoredReferral, link: StoredLink) -> bool:
    return _same(referral.landing, link.target_url) and _same(referral.source_page, link.source_url)


def _same(told: str, url: str) -> bool:
    """True for one page, and where none is told; a query is never told."""
    return not told or page_key(told) == page_key(url.partition("?")[0])
