"""Links from other sites to the own ones → the counts that a profile is made of.

The links are read once, for whatever is judged: counting them here costs a tenth of asking again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from linkcrawl.store.profile import LinkCount, SitePeriod, TargetPage
from linkcrawl.store.read import StoredLink


def counts_of(links: Iterable[StoredLink]) -> tuple[LinkCount, ...]:
    """The live links, counted by what is the same of them."""
    alike = Counter(
        (ln.target_domain, ln.source_domain, ln.placement, ln.anchor_type, ln.rel)
        for ln in links
        if ln.live
    )
    return tuple(LinkCount(*what, count) for what, count in alike.items())


def pages_of(links: Iterable[StoredLink]) -> tuple[TargetPage, ...]:
    """The own pages that have live links, those that most sites link to first."""
    sites: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for link in links:
        if link.live:
            sites[link.target_domain, link.target_url][link.source_domain] += 1
    pages = [
        TargetPage(own, url, linking.total(), len(linking)) for (own, url), linking in sites.items()
    ]
    return tuple(sorted(pages, key=lambda page: (-page.sites, -page.links, page.url)))


def periods_of(links: Iterable[StoredLink]) -> tuple[SitePeriod, ...]:
    """When other sites linked to the own ones: what one crawl found, and one missed, is one."""
    ends: dict[tuple[str, str, str, int, int | None], tuple[str, str]] = {}
    for link in links:
        which = (
            link.target_domain, link.source_domain, link.rel, link.crawl_id, link.missed_crawl_id,
        )  # fmt: skip
        since, until = ends.get(which, (link.first_seen, ""))
        ends[which] = (min(since, link.first_seen), max(until, link.missed_at))
    periods = [
        SitePeriod(own, other, rel, *ends[own, other, rel, crawl, missed], crawl)
        for own, other, rel, crawl, missed in ends
    ]
    return tuple(sorted(periods, key=lambda one: (one.own, one.other, one.since, one.until)))
