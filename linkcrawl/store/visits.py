"""What judgements ask of visits: how pages were answered, what they declared, where they led."""

from __future__ import annotations

import json
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
        visit.crawl_id in {DOUBTFUL}
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


def visits_to(db: Database, url: str) -> tuple[StoredVisit, ...]:
    """Every visit that asked for a page or ended on it, the oldest first."""
    sql = (
        f"{_VISITS} where visit.id in ("
        " select id from visit where page_id = (select id from page where url = ?)"
        " union"
        " select id from visit where read_page_id = (select id from page where url = ?))"
        " order by visit.id"
    )
    return tuple(_visit(row) for row in db.execute(sql, (page_name(url), page_name(url))))


def last_visit(db: Database, url: str) -> StoredVisit | None:
    """The newest visit that asked for a page and can be relied upon."""
    sql = (
        f"{_VISITS} where visit.page_id = (select id from page where url = ?)"
        f" and visit.crawl_id not in {DOUBTFUL}"
        " order by visit.id desc limit 1"
    )
    row = db.execute(sql, (page_name(url),)).fetchone()
    return _visit(row) if row else None


def last_reading(db: Database, domain: str) -> StoredVisit | None:
    """The newest visit that read what a site answered with, by a crawl that walked all of it."""
    sql = (
        # A cross join keeps its order: the site first, not all visits from the newest back.
        f"{_VISITS} where visit.id = (select max(visit.id) from site"
        " cross join page asked on asked.site_id = site.id"
        " cross join visit on visit.page_id = asked.id"
        " join crawl on crawl.id = crawl_id where domain = ? and read_page_id is not null"
        f" and {_WALKED.format('asked')})"
    )
    row = db.execute(sql, (domain,)).fetchone()
    return _visit(row) if row else None


def is_linked_to(db: Database, url: str) -> bool:
    """True where another page of its own site links to a page."""
    row = db.execute(
        "select 1 from page target join page source on source.site_id = target.site_id"
        " join link on link.page_id = source.id join anchor on anchor.id = link.anchor_id"
        " where target.url = ? and anchor.target_id = target.id and gone_visit is null"
        " and source.id != target.id limit 1",
        (page_name(url),),
    ).fetchone()
    return row is not None


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
