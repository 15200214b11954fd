"""What judgements ask of visits: how pages were answered, what they declared, where they led."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.items import Directive, Trace
from linkcrawl.store.intern import page_name
from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.vocabulary import Fetch, Presence


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """One visit to a page: what answered, and what the page declared.

    *answered_url* is the address at the end of all redirects; *read_url* the same where
    its content was read, else "". *crawl_finished* tells a crawl that walks whole sites, and
    came to its end; *doubtful* one of which only what it saw counts.
    """

    url: str
    read_url: str
    crawl_id: int
    crawl_finished: bool
    at: str
    fetch: Fetch
    status: int | None
    rendered: bool
    failure: str
    title: str
    canonical: str
    canonical_header: str
    robots: tuple[Directive, ...]
    truncated: bool
    answered_url: str = ""
    refresh: str = ""
    traces: tuple[Trace, ...] = ()
    bots_kept_out: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def page_gone(self) -> bool:
        """True where the site says that there is no such page."""
        return self.status in (404, 410) or self.fetch is Fetch.SOFT_404


# These crawls look at some pages of a site, as do those that leave pages in the frontier: they
# say nothing about the rest of it. Nor do doubtful ones.
_WALKED = (
    f"(crawl.outcome is 'finished' and crawl.id not in {DOUBTFUL}"
    " and crawl.spider not in ('backlinks', 'candidates')"
    " and not exists (select 1 from frontier where frontier.crawl_id = crawl.id"
    " and frontier.site_id = {}.site_id and not frontier.done))"
)
_VISITS = f"""
    select asked.url, ifnull(read.url, ''), visit.crawl_id, {_WALKED.format("asked")}, visit.at,
        visit.fetch, visit.status, visit.rendered, ifnull(visit.failure, ''),
        ifnull(title.value, ''), ifnull(canonical.url, ''), ifnull(canonical_header.url, ''),
        ifnull(document.robots, '[]'), ifnull(document.truncated, 0),
        ifnull(answered.url, asked.url), ifnull(document.refresh, ''),
        ifnull(document.traces, '[]'), ifnull(visit.bots_kept_out, ''),
        visit.crawl_id in {DOUBTFUL}{{}}
    from visit
    join crawl on crawl.id = visit.crawl_id
    join page asked on asked.id = visit.page_id
    left join page answered on answered.id = visit.answered_id
    left join page read on read.id = visit.read_page_id
    left join document on document.id = visit.document_id
    left join text title on title.id = document.title_id
    left join page canonical on canonical.id = document.canonical_id
    left join page canonical_header on canonical_header.id = document.canonical_header_id
"""


def visits_to_each(db: Database, urls: Collection[str]) -> dict[str, tuple[StoredVisit, ...]]:
    """Every visit that asked for each page or ended on it, the oldest first, by the page's URL."""
    found: dict[str, list[StoredVisit]] = {page_name(url): [] for url in urls}
    rows = db.execute(
        "with wanted as (select id, url from page where url in (select value from json_each(?))),"
        " which(name, visit_id) as materialized ("
        " select url, visit.id from wanted join visit on page_id = wanted.id union"
        " select url, visit.id from wanted join visit on read_page_id = wanted.id)"
        f" {_VISITS.format(', which.name')} join which on visit_id = visit.id order by visit.id",
        (json.dumps(list(found)),),
    )
    for row in rows:
        found[row[-1]].append(_visit(row[:-1]))
    return {url: tuple(found[page_name(url)]) for url in urls}


def last_visit(db: Database, url: str) -> StoredVisit | None:
    """The newest visit that asked for a page and can be relied upon."""
    sql = (
        f"{_VISITS.format('')} where visit.page_id = (select id from page where url = ?)"
        f" and visit.crawl_id not in {DOUBTFUL}"
        " order by visit.id desc limit 1"
    )
    row = db.execute(sql, (page_name(url),)).fetchone()
    return _visit(row) if row else None


def last_readings(db: Database, domains: Collection[str]) -> dict[str, StoredVisit]:
    """For each site the newest visit that read what it answered with, by a crawl that walked all
    of it; sites without one are missing.
    """
    rows = db.execute(
        "with newest(domain, visit_id) as materialized ("
        " select domain, max(visit.id) from site"
        # A cross join keeps its order: the site first, not all visits from the newest back.
        " cross join page asked on asked.site_id = site.id"
        " cross join visit on visit.page_id = asked.id"
        " join crawl on crawl.id = crawl_id"
        " where domain in (select value from json_each(?)) and read_page_id is not null"
        f" and {_WALKED.format('asked')} group by domain)"
        f" {_VISITS.format(', newest.domain')} join newest on visit_id = visit.id",
        (json.dumps(list(domains)),),
    )
    return {row[-1]: _visit(row[:-1]) for row in rows}


def linked_pages(db: Database, urls: Collection[str]) -> frozenset[str]:
    """Those of *urls*, and of the pages that were read in their place, that another page of their
    own site links to.
    """
    rows = db.execute(
        "with agreed as (select id from page where url in (select value from json_each(?))),"
        " wanted as materialized (select id from agreed union select read_page_id from agreed"
        " join visit on visit.page_id = agreed.id where read_page_id is not null),"
        " leading as materialized (select id from anchor where target_id in wanted)"
        " select distinct target.url from link join anchor on anchor.id = anchor_id"
        " join page target on target.id = target_id"
        " where anchor_id in leading and not leaves and gone_visit is null"
        " and page_id != target_id",
        (json.dumps([page_name(url) for url in urls]),),
    )
    return frozenset(url for (url,) in rows)


def _visit(row: tuple[object, ...]) -> StoredVisit:
    values = list(row)
    values[3] = bool(row[3])
    values[5] = Fetch(str(row[5]))
    values[7] = bool(row[7])
    values[12] = tuple(Directive(*directive) for directive in json.loads(str(row[12])))
    values[13] = bool(row[13])
    values[16] = tuple(Trace(Presence(t[0]), *t[1:]) for t in json.loads(str(row[16])))
    values[17] = tuple(str(row[17]).split())
    values[18] = bool(row[18])
    return StoredVisit(*values)  # type: ignore[arg-type]
