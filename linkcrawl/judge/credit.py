"""What search engines are told about a link, by the link and by its page."""

from __future__ import annotations

from linkcrawl.items import Credit
from linkcrawl.store.read import StoredLink, StoredVisit
from linkcrawl.urls import Match, compare

_SEARCH = {"robots", "googlebot", "bingbot"}


def credit_of(link: StoredLink, page: StoredVisit | None) -> Credit:
    """The strongest thing that withholds credit from a link, FOLLOWED where nothing does.

    *page* is the visit that read the link's page, None where its directives are not known.
    """
    if page is not None:
        said = {
            word
            for directive in page.robots
            if directive.agent in _SEARCH
            for word in directive.value.split(", ")
        }
        if said & {"noindex", "none"}:
            return Credit.NOINDEX
        if "nofollow" in said:
            return Credit.PAGE_NOFOLLOW
        for canonical in (page.canonical_header, page.canonical):
            if canonical and compare(canonical, link.source_url) is Match.DIFFERENT:
                return Credit.CANONICAL_ELSEWHERE
    rel = set(link.rel.split())
    for credit in (Credit.NOFOLLOW, Credit.SPONSORED, Credit.UGC):
        if credit in rel:
            return credit
    return Credit.FOLLOWED
