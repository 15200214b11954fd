"""What criteria need of whole sites: each figure for all of them in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.store.graph import LOST_PAGES
from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.vocabulary import Fetch, Placement

# Answers that readers of a site would get too; a refusal to us says nothing of it.
_BROKEN = (Fetch.HTTP_4XX, Fetch.GONE, Fetch.HTTP_5XX, Fetch.SOFT_404, Fetch.REDIRECT_LOOP)


@dataclass(frozen=True, slots=True)
class Asked:
    """The pages of a site by what their newest visits met."""

    read: int = 0
    broken: int = 0
    secure: int = 0


@dataclass(frozen=True, slots=True)
class Outbound:
    """How the pages of a site link to others: pages that do, domains that they link to in
    all, counted for each page, and those that are links pages.
    """

    pages: int = 0
    domains: int = 0
    links_pages: int = 0


def asked_pages(db: Database, sites: Collection[str]) -> Mapping[str, Asked]:
    """How the pages of each site answered when they were last asked for."""
    broken = ", ".join("?" * len(_BROKEN))
    rows = db.execute(
        "select domain, count(distinct read.id), sum(fetch in"
        f" ({broken})), count(distinct iif(read.url like 'https:%', read.id, null)) from site"
        " join page on page.site_id = site.id join visit on visit.id ="
        f" (select max(id) from visit where page_id = page.id and crawl_id not in {DOUBTFUL})"
        # Addresses that lead to one page are one page.
        " left join page read on read.id = read_page_id"
        # Whether a site has one we asked ourselves: no reader of it is led there.
        f" where domain in ({_marks(sites)}) and page.url not like '%/sitemap.xml' group by domain",
        (*_BROKEN, *sites),
    )
    return {domain: Asked(*counts) for domain, *counts in rows}


def outbound_of(db: Database, sites: Collection[str]) -> Mapping[str, Outbound]:
    """How the pages of each site link to other sites today."""
    # Joined in this order: the planner has no statistics, and begins with all anchors else.
    rows = db.execute(
        "select domain, count(*), sum(domains), sum(links_page) from"
        " (select site.domain as domain, count(distinct target.site_id) as domains,"
        " max(placement_id is (select id from text where value = ?)) as links_page from site"
        " cross join page on page.site_id = site.id"
        " cross join link on link.page_id = page.id"
        " cross join anchor on anchor.id = link.anchor_id"
        " cross join page target on target.id = target_id"
        f" where leaves and gone_visit is null and page.id not in {LOST_PAGES}"
        f" and site.domain in ({_marks(sites)})"
        " group by page.id) group by domain",
        (Placement.LINKS_PAGE, *sites),
    )
    return {domain: Outbound(*counts) for domain, *counts in rows}


def links_pages(db: Database, sites: Collection[str]) -> frozenset[str]:
    """The addresses of the links pages of *sites*."""
    rows = db.execute(
        "select distinct page.url from site join page on page.site_id = site.id"
        " join link on link.page_id = page.id join text on text.id = placement_id"
        f" where text.value = ? and leaves and gone_visit is null and domain in ({_marks(sites)})",
        (Placement.LINKS_PAGE, *sites),
    )
    return frozenset(url for (url,) in rows)


def linked_sites(
    db: Database, sites: Collection[str], targets: Collection[str]
) -> Mapping[str, Mapping[str, int]]:
    """For each site the *targets* that it links to today, with the number of its pages that do."""
    rows = db.execute(
        "select source_site.domain, target_site.domain, count(distinct link.page_id)"
        " from site target_site join page target on target.site_id = target_site.id"
        " join anchor on anchor.target_id = target.id join link on link.anchor_id = anchor.id"
        " join page source on source.id = link.page_id"
        " join site source_site on source_site.id = source.site_id"
        f" where leaves and gone_visit is null and source.id not in {LOST_PAGES}"
        f" and target_site.domain in ({_marks(targets)})"
        f" and source_site.domain in ({_marks(sites)}) group by 1, 2",
        (*targets, *sites),
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for site, target, pages in rows:
        found[site][target] = pages
    return found


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
