"""Visits that speak for themselves, and those of doubtful runs, which count for what they saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkcrawl.said import said
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Fetch


def relied_on(
    visits: Sequence[StoredVisit], links: Sequence[StoredLink]
) -> tuple[StoredVisit, ...]:
    """The visits to a page without those of doubtful runs that saw none of *links* on it.

    Such a one that is the newest stays, as one on which we could not look.
    """
    kept = tuple(visit for visit in visits if not visit.doubtful or _saw(visit, links))
    if not visits or (kept and kept[-1] is visits[-1]):
        return kept
    last = visits[-1]
    if last.fetch is not Fetch.OK and not last.page_gone:
        return (*kept, last)
    why = said("the crawl of {day} is doubtful", day=last.at[:10])
    unread = replace(last, fetch=Fetch.FAILED, status=None, failure=why, read_url="")
    return (*kept, unread)


def _saw(visit: StoredVisit, links: Sequence[StoredLink]) -> bool:
    return visit.fetch is Fetch.OK and any(
        link.source_url == visit.read_url and link.first_seen <= visit.at <= link.last_seen
        for link in links
    )
