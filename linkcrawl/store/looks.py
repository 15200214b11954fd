"""What our own visits say of the pages that sources name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.verified import Look, Verified, backed, verified
from linkcrawl.vocabulary import Fetch

_VISITS = f"""
    with wanted(id, by_source) as (
        select from_page_id, 1 from claim where to_site_id in ({{own}}) and from_page_id <> 0
        union select found_page_id, 0 from search where found_page_id is not null
    ),
    named(id, by_source) as (select id, max(by_source) from wanted group by id)
    select page.url, site.domain, ifnull(read.url, ''), visit.at, visit.fetch, visit.status,
        visit.rendered, visit.id, visit.read_page_id, by_source
    from named
    join visit on visit.page_id = named.id
    join page on page.id = named.id
    join site on site.id = page.site_id
    left join page read on read.id = visit.read_page_id
    where visit.crawl_id not in {DOUBTFUL} or visit.read_page_id in (
        -- A doubtful reading counts for the links that it saw.
        select link.page_id from page target
        join anchor on anchor.target_id = target.id
        join link on link.anchor_id = anchor.id
        where target.site_id in ({{own}}) and link.page_id = visit.read_page_id
            and first_visit <= visit.id and (gone_visit is null or gone_visit > visit.id)
            and not exists (select 1 from doubted where doubted.page_id = link.page_id
                and doubted.first_visit = link.first_visit
                and doubted.position = link.position and visit_id = visit.id))
    order by visit.page_id, visit.id
"""
_PERIODS = """
    select link.page_id, link.first_visit, link.gone_visit
    from page target
    join anchor on anchor.target_id = target.id
    join link on link.anchor_id = anchor.id
    where target.site_id in ({own}) and link.leaves
"""
_LINKING = """
    select distinct site.domain
    from page target
    join anchor on anchor.target_id = target.id
    join link on link.anchor_id = anchor.id
    join page on page.id = link.page_id
    join site on site.id = page.site_id
    where target.site_id in ({own}) and link.leaves and link.gone_visit is null
"""
_Row = tuple[Any, ...]
_Periods = Mapping[int, list[tuple[int, int | None]]]


def looks(db: Database, own: Collection[str]) -> Iterator[Look]:
    """The newest look at each page that a source names, or a search found, and we visited."""
    periods: _Periods = defaultdict(list)
    for page, first, gone in db.execute(_asked(_PERIODS, own), tuple(own)):
        periods[page].append((first, gone))
    rows = db.execute(_asked(_VISITS, own), (*own, *own))
    for _, visits in groupby(rows, key=lambda row: row[0]):
        yield _newest(visits, periods)


def linking_sites(db: Database, own: Collection[str]) -> frozenset[str]:
    """The sites that have a live link to *own*, as far as was seen."""
    rows = db.execute(_asked(_LINKING, own), tuple(own))
    return frozenset(domain for (domain,) in rows)


def _newest(visits: Iterator[_Row], periods: _Periods) -> Look:
    look = told = _look(next(visits), periods)
    for row in visits:
        newer = backed(_look(row, periods), told)
        same = verified(newer) is verified(look)
        look = replace(newer, since=look.since) if same else newer
        told = told if verified(look) is Verified.UNKNOWN else look
    return look


def _look(row: _Row, periods: _Periods) -> Look:
    url, domain, read_url, at, fetch, status, rendered, visit, page, named = row
    links = any(
        first <= visit and (gone is None or gone > visit) for first, gone in periods.get(page, ())
    )
    return Look(
        url, domain, read_url, at, at, Fetch(fetch), status, bool(rendered), links, bool(named)
    )


def _asked(sql: str, own: Collection[str]) -> str:
    marks = ", ".join("?" * len(own))
    return sql.replace("{own}", f"select id from site where domain in ({marks})")
