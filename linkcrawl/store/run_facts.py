"""What a run is compared with: itself site by site, and the last runs of the same spider."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.store.runs import UNKNOWN, Run

# Agreements that go well are looked at once a month, and a crawl may run every day.
_LOOKED_BACK = 40


class SiteTally(NamedTuple):
    """How the pages of one site fared in one crawl: asked for, read, and left open."""

    crawl_id: int
    domain: str
    tried: int
    read: int
    unknown: int


_TALLIES = """
    select visit.crawl_id, domain, count(*), count(read_page_id), total(fetch in ({unknown}))
    from visit
    join page on page.id = visit.page_id
    join site on site.id = page.site_id
    where visit.crawl_id in (select value from json_each(?))
    group by visit.crawl_id, site.id
"""
_ELSEWHERE = """
    select answering.domain, count(distinct asked.site_id) as sites
    from visit
    join page asked on asked.id = visit.page_id
    join page read on read.id = visit.read_page_id
    join site answering on answering.id = read.site_id
    where visit.crawl_id = :crawl and asked.site_id not in (
        select own.site_id from visit own_visit
        join page own on own.id = own_visit.page_id
        join page own_read on own_read.id = own_visit.read_page_id
        where own_visit.crawl_id = :crawl and own_read.site_id = own.site_id)
    group by answering.id order by sites desc, domain limit 1
"""
# A period that a crawl ended, or that it would have ended had it been believed. The joins keep
# their order: the planner would begin with all pages of the sites that were read.
_LOST = """
    select domain, max(live) from (
        select other.domain, gone_visit is null and not exists (
            select 1 from doubted join visit on visit.id = doubted.visit_id
            where doubted.page_id = link.page_id and doubted.first_visit = link.first_visit
                and doubted.position = link.position and visit.crawl_id = :crawl) as live
        from site own
        cross join page target on target.site_id = own.id
        cross join anchor on anchor.target_id = target.id
        cross join link on link.anchor_id = anchor.id
        join page source on source.id = link.page_id
        join site other on other.id = source.site_id
        left join visit gone on gone.id = link.gone_visit
        where link.leaves and own.domain in (select value from json_each(:own))
            and other.domain not in (select value from json_each(:own))
            and other.domain in (select value from json_each(:read))
            and (gone_visit is null or gone.crawl_id = :crawl))
    group by domain
"""
_SAME_TEXT = """
    select max(sites) from (
        select count(distinct domain) as sites
        from visit
        join document on document.id = visit.document_id
        join page on page.id = visit.page_id
        join site on site.id = page.site_id
        where visit.crawl_id = ? and domain in (select value from json_each(?))
        group by text_digest)
"""


def tallies(db: Database, crawl_ids: Collection[int]) -> Iterator[SiteTally]:
    """The sites that each of some crawls asked for pages."""
    marks = ", ".join(f"'{fetch}'" for fetch in UNKNOWN)
    rows = db.execute(_TALLIES.format(unknown=marks), (json.dumps([*crawl_ids]),))
    return (
        SiteTally(crawl_id, domain, tried, read, int(unknown))
        for crawl_id, domain, tried, read, unknown in rows
    )


def runs_before(db: Database, run: Run) -> Mapping[int, bool]:
    """The crawls of a run's spider before it, and of each whether it is just as thorough.

    That is: it came to its end with the same configuration, for the same share of sites.
    """
    rows = db.execute(
        "select id, outcome is 'finished' and config_digest = ? from crawl"
        " where spider = ? and id < ? order by id desc limit ?",
        (run.config_digest, run.spider, run.crawl_id, _LOOKED_BACK),
    )
    return {crawl_id: bool(thorough) for crawl_id, thorough in rows}


def cut_off(db: Database, crawl_id: int) -> frozenset[str]:
    """The sites that a crawl that has ended did not ask for all of their known pages."""
    rows = db.execute(
        "select distinct domain from frontier join site on site.id = site_id"
        " where crawl_id = ? and not done",
        (crawl_id,),
    )
    return frozenset(domain for (domain,) in rows)


def answering(db: Database, crawl_id: int) -> tuple[str, int]:
    """The site that answered in the place of most others, and of how many; "" of none."""
    row = db.execute(_ELSEWHERE, {"crawl": crawl_id}).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def still_linking(
    db: Database, crawl_id: int, own: Collection[str], read: Collection[str]
) -> Mapping[str, bool]:
    """For each site that linked to *own* before a crawl *read* it, whether it still does."""
    rows = db.execute(
        _LOST, {"crawl": crawl_id, "own": json.dumps([*own]), "read": json.dumps([*read])}
    )
    return {domain: bool(live) for domain, live in rows}


def same_text(db: Database, crawl_id: int, sites: Collection[str]) -> int:
    """How many of *sites* gave a crawl the very same text on a page."""
    (most,) = db.execute(_SAME_TEXT, (crawl_id, json.dumps([*sites]))).fetchone()
    return int(most or 0)
