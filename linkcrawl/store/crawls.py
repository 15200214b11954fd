"""Which crawls there were, and which of them saw a site first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL


@dataclass(frozen=True, slots=True)
class StoredCrawl:
    """One run of one spider; *outcome* is "" while it runs or after it was killed."""

    id: int
    spider: str
    started_at: str
    ended_at: str
    outcome: str
    visits: int
    read: int


def crawls(db: Database) -> tuple[StoredCrawl, ...]:
    """Every crawl, the newest first."""
    rows = db.execute(
        "select crawl.id, spider, started_at, ifnull(ended_at, ''), ifnull(outcome, ''),"
        " count(visit.id), count(visit.read_page_id) from crawl"
        " left join visit on visit.crawl_id = crawl.id group by crawl.id order by crawl.id desc"
    )
    return tuple(StoredCrawl(*row) for row in rows)


def first_looks(db: Database) -> frozenset[tuple[int, str]]:
    """The crawls that saw pages of a site for the first time, each with the domain.

    That is the first that walked it, and every one that looks at some pages of a site only.
    """
    rows = db.execute(
        "select min(crawl_id), domain from visit join crawl on crawl.id = crawl_id"
        " join page on page.id = read_page_id join site on site.id = page.site_id"
        " group by domain, iif(spider in ('backlinks', 'candidates'), crawl_id, 0)"
    )
    return frozenset(rows.fetchall())


def first_crawls(db: Database) -> Mapping[str, int]:
    """For each domain the first crawl that read a page of it; a doubtful one where all are."""
    rows = db.execute(
        "select domain, ifnull("
        f"min(iif(crawl_id in {DOUBTFUL}, null, crawl_id)), min(crawl_id))"
        " from visit join page on page.id = read_page_id"
        " join site on site.id = page.site_id group by domain"
    )
    return dict(rows.fetchall())


def unended_crawls(db: Database) -> frozenset[int]:
    """The crawls that are running, or were cut short and may be taken up again."""
    rows = db.execute("select id from crawl where ended_at is null")
    return frozenset(row[0] for row in rows)
