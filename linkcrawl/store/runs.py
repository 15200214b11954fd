"""How each crawl went: worked out from its visits when it has ended, and kept beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from linkcrawl.vocabulary import Fetch

RUNS = """
-- How one crawl went, worked out from its visits up to last_visit.
create table run (
    crawl_id integer primary key references crawl(id),
    last_visit integer not null,
    seconds integer not null,
    tried integer not null,
    read integer not null,
    rendered integer not null,
    unknown integer not null,
    failed integer not null,
    answers text not null,
    sites integer not null,
    sites_read integer not null,
    doubts text not null,
    doubtful integer not null
);
-- What only the process that crawled could tell: why it ended, the bytes that were free then,
-- and the file of its log.
create table ending (
    crawl_id integer primary key references crawl(id),
    reason text not null,
    disk_free integer,
    log text not null default ''
);
"""
# The crawls whose visits count only for what they saw.
DOUBTFUL = "(select crawl_id from run where doubtful)"
# Answers that leave open what the page says.
UNKNOWN = (
    *(Fetch.HTTP_5XX, Fetch.TIMEOUT, Fetch.DNS, Fetch.TLS, Fetch.REFUSED, Fetch.RATE_LIMITED),
    *(Fetch.BLOCKED, Fetch.LOGIN, Fetch.ROBOTS_DISALLOWED, Fetch.FAILED),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one spider: pages *tried* and *read*, those of which nothing is *unknown*.

    *failed* are those on which linkcrawl's own code failed, *answers* counts the pages by how
    getting them went. *ending* is Scrapy's word, "" where the process was killed or did not
    say; *doubts* is what speaks against the run, as JSON.
    """

    crawl_id: int
    spider: str
    config_digest: str
    started_at: str
    finished: bool
    last_visit: int
    seconds: int
    tried: int
    read: int
    rendered: int
    unknown: int
    failed: int
    answers: Mapping[Fetch, int]
    sites: int
    sites_read: int
    ending: str = ""
    disk_free: int | None = None
    log: str = ""
    doubts: str = "[]"

    @property
    def share(self) -> str:
        """The share of all sites that it crawled, as in "2/8"; "" for all."""
        return self.config_digest.partition(" ")[2]


_COUNTED = """
    select crawl.id, spider, config_digest, started_at, outcome is 'finished',
        ifnull(max(visit.id), 0),
        unixepoch(coalesce(ended_at, max(visit.at), started_at)) - unixepoch(started_at),
        count(visit.id), count(read_page_id), ifnull(sum(rendered), 0),
        ifnull(sum(fetch in ({unknown})), 0), ifnull(sum(fetch = 'failed'), 0),
        (select json_group_object(fetch, pages) from (
            select fetch, count(*) as pages from visit where crawl_id = crawl.id group by fetch)),
        count(distinct site_id), count(distinct iif(read_page_id, site_id, null)),
        ifnull(reason, ''), disk_free, ifnull(log, '')
    from crawl
    left join visit on visit.crawl_id = crawl.id
    left join page on page.id = visit.page_id
    left join ending on ending.crawl_id = crawl.id
    where crawl.id = ?
"""
_RUNS = """
    select crawl.id, spider, config_digest, started_at, outcome is 'finished', last_visit, seconds,
        tried, read, rendered, unknown, failed, answers, sites, sites_read,
        ifnull(reason, ''), disk_free, ifnull(log, ''), doubts
    from run join crawl on crawl.id = run.crawl_id left join ending using (crawl_id)
"""


def unsettled(db: Database) -> tuple[int, ...]:
    """The crawls of this database with visits that their records leave out, the oldest first."""
    rows = db.execute(
        "select id from crawl left join run on run.crawl_id = crawl.id"
        " left join ending on ending.crawl_id = crawl.id"
        " where id not in (select crawl_id from merged)"
        " and ifnull((select max(id) from visit where crawl_id = crawl.id),"
        # One that ended before its first visit has told why.
        " iif(reason is null, null, 0)) > ifnull(last_visit, -1)"
        " order by id"
    )
    return tuple(crawl_id for (crawl_id,) in rows)


def counted(db: Database, crawl_id: int) -> Run:
    """What the visits of a crawl amount to."""
    marks = ", ".join(f"'{fetch}'" for fetch in UNKNOWN)
    row = db.execute(_COUNTED.format(unknown=marks), (crawl_id,)).fetchone()
    return _run(*row)


def save_run(db: Database, run: Run) -> None:
    """Keep the record of a crawl, in the place of an older one."""
    answers = json.dumps(dict(run.answers))
    row = (
        run.crawl_id, run.last_visit, run.seconds, run.tried, run.read, run.rendered, run.unknown,
        run.failed, answers, run.sites, run.sites_read, run.doubts, run.doubts != "[]",
    )  # fmt: skip
    marks = ", ".join("?" * len(row))
    with db.atomic():
        db.conn.execute(f"insert or replace into run values ({marks})", row)


def runs(db: Database) -> Iterator[Run]:
    """The records of all crawls, the newest first."""
    rows = db.execute(f"{_RUNS} order by started_at desc, crawl.id desc")
    return map(_recorded, rows)


def run_of_crawl(db: Database, crawl_id: int) -> Run | None:
    """The record of a crawl, None where it has none."""
    row = db.execute(f"{_RUNS} where crawl.id = ?", (crawl_id,)).fetchone()
    return _recorded(row) if row else None


def take_in_runs(
    connection: sqlite3.Connection, shard: sqlite3.Connection, crawls: Mapping[int, int]
) -> tuple[int, ...]:
    """Copy the records of a shard's crawls, by their ids there and here; return the doubtful."""
    for table in ("run", "ending"):
        for there, *row in shard.execute(f"select * from {table}").fetchall():
            if there in crawls:
                marks = ", ?" * len(row)
                sql = f"insert or replace into {table} values (?{marks})"
                connection.execute(sql, (crawls[there], *row))
    doubtful = shard.execute("select crawl_id from run where doubtful").fetchall()
    return tuple(crawls[there] for (there,) in doubtful if there in crawls)


def _recorded(row: tuple[Any, ...]) -> Run:
    *facts, doubts = row
    return replace(_run(*facts), doubts=doubts)


def _run(*row: Any) -> Run:
    answers = {Fetch(word): pages for word, pages in json.loads(row[12]).items()}
    return Run(*[*row[:4], bool(row[4]), *row[5:12], answers, *row[13:]])
