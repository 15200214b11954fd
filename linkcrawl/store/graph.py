"""The links between sites, counted: what rings, clusters and drawings are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL


class Edge(NamedTuple):
    """The live links from one registrable domain to another.

    *followed* are those without a rel that withholds credit, on pages that do not withhold it
    from all their links.
    """

    source: str
    target: str
    links: int = 1
    followed: int = 1


# The pages that are no more, though nobody could read them without their links.
LOST_PAGES = f"""(
        select page_id from visit
        where (status in (404, 410) or fetch in ('gone', 'soft_404'))
            and crawl_id not in {DOUBTFUL} and not exists (select 1 from visit newer
                where newer.page_id = visit.page_id and newer.id > visit.id
                    and newer.crawl_id not in {DOUBTFUL})
    )"""
_EDGES = f"""
    with qualified as materialized (
        select text.id from text join (select distinct rel_id from anchor) on rel_id = text.id
        where value like '%nofollow%' or value like '%sponsored%' or value like '%ugc%'
    ),
    -- Few pages say so, or are gone: to look for those and then for newer visits takes a third of
    -- what looking up the newest visit of every page does.
    muted as materialized (
        select page_id from document
            -- "max-image-preview:none" is about pictures.
        where (robots like '%nofollow%' or replace(robots, ':none', '') like '%none%')
            and not exists (select 1 from document newer
                where newer.page_id = document.page_id and newer.id > document.id)
    ),
    lost as materialized {LOST_PAGES}
    select at.site_id, leads_to.site_id, count(*),
        sum(anchor.rel_id not in qualified and link.page_id not in muted)
    from link
    join anchor on anchor.id = link.anchor_id
    join page at on at.id = link.page_id
    join page leads_to on leads_to.id = anchor.target_id
    -- Without the plus SQLite would look up each link by an index of those that leave.
    where +link.leaves and link.gone_visit is null and link.page_id not in lost
        and link.presence_id not in (select id from text where value = 'not_clickable')
        and at.site_id != leads_to.site_id
    group by at.site_id, leads_to.site_id
"""


def site_edges(db: Database) -> Iterator[Edge]:
    """Every pair of sites of which one links to the other today."""
    # Hundreds of thousands of pairs share a few names.
    domains: dict[int, str] = dict(db.execute("select id, domain from site").fetchall())
    for source, target, *counts in db.execute(_EDGES):
        yield Edge(domains[source], domains[target], *counts)
