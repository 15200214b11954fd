"""Which of the pages and sites that sources name are visited now, and which first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from heapq import merge

from sqlite_utils import Database

from linkcrawl import search, verified
from linkcrawl.agreements import Agreement
from linkcrawl.search import Search
from linkcrawl.store.intern import page_name
from linkcrawl.store.looks import linking_sites, looks
from linkcrawl.store.referrers import Referrer, named_pages, named_sites
from linkcrawl.store.search import searches
from linkcrawl.urls import is_visitable, page_key
from linkcrawl.verified import Look, Verified
from linkcrawl.workspace import Workspace

_NOT_THERE = (Verified.NOT_FOUND, Verified.NOT_IN_HTML, Verified.GONE)


def itinerary(
    db: Database,
    own: Collection[str],
    agreements: Iterable[Agreement],
    today: date,
    most_of_a_site: int,
) -> Iterator[Referrer]:
    """What is due, the worthiest first: a crawl that is cut short has done the important part.

    *most_of_a_site* bounds the pages of one site; the others stay due for the next crawl. Pages
    of *agreements*, and the search of their partners' sites, are left to the crawl that decides
    on promises: it looks more closely. Pages whose addresses have stars can't be visited.
    """
    promised = _promised(agreements)
    known = {look.url: look for look in looks(db, own)}
    pages = (
        page for page in named_pages(db, own)
        if is_visitable(page.url) and verified.is_due(known.get(page.url), today)
    )  # fmt: skip
    taken: Counter[str] = Counter()
    for referrer in merge(pages, _sites(db, own, known, today), key=lambda each: each.worth):
        kept = promised.get(referrer.domain)
        if kept is not None and (not referrer.url or page_key(referrer.url) in kept):
            continue
        taken[referrer.domain] += bool(referrer.url)
        if not referrer.url or taken[referrer.domain] <= most_of_a_site:
            yield referrer


def due_backlinks(db: Database, workspace: Workspace, today: date) -> Iterator[str]:
    """What is due in a workspace, the worthiest first: the page, or the domain of a site."""
    own = [site.domain for site in workspace.config.own]
    most = workspace.config.backlinks.claimed_pages_per_site
    for referrer in itinerary(db, own, workspace.agreements, today, most):
        yield referrer.url or referrer.domain


def _promised(agreements: Iterable[Agreement]) -> Mapping[str, set[str]]:
    """Each partner with the pages that its agreements name."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for agreement in agreements:
        pages[agreement.partner].add(page_key(page_name(agreement.their_page)))
    return pages


def _sites(
    db: Database, own: Collection[str], known: Mapping[str, Look], today: date
) -> Iterator[Referrer]:
    """The sites to be searched; of those that were, the page that was found, while it links."""
    ended = {found.domain: found for found in searches(db)}
    linking = linking_sites(db, own)
    for site in named_sites(db, own):
        last = ended.get(site.domain)
        page = _page_of(last, known)
        if is_visitable(page):
            if verified.is_due(known.get(page), today):
                yield site._replace(url=page)
        elif site.domain not in linking and (
            search.is_due(last, today) or (last and last.found_url)
        ):
            yield site


def _page_of(last: Search | None, known: Mapping[str, Look]) -> str:
    """The page that a search found, unless it was seen without its link since."""
    found = last.found_url if last else ""
    return "" if verified.verified(known.get(found)) in _NOT_THERE else found
