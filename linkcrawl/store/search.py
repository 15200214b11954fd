"""Searches for the linking page of a site: begun, ended, and told of."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from sqlite_utils import Database

from linkcrawl.search import Outcome, Search
from linkcrawl.store.intern import Interned
from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.store.write import stamp

SEARCHES = """
-- How far a crawl looked for the page that links to us, on a site that a source only names as
-- a whole; outcome is "" while it looks.
create table search (
    site_id integer not null references site(id),
    crawl_id integer not null references crawl(id),
    at text not null,
    outcome text not null default '',
    pages integer not null default 0,
    known integer not null default 0,
    found_page_id integer references page(id),
    primary key (site_id, crawl_id)
) without rowid;
"""

_FOUND = """
    select link.page_id from page
    join link on link.page_id = page.id
    join anchor on anchor.id = link.anchor_id
    join page target on target.id = anchor.target_id
    join site own on own.id = target.site_id
    where page.site_id = ? and link.leaves and link.gone_visit is null and own.domain in ({own})
    order by link.first_visit desc limit 1
"""
_READ = """
    select count(visit.read_page_id), ifnull(sum(read.site_id = page.site_id), 0)
    from page join visit on visit.page_id = page.id
    left join page read on read.id = visit.read_page_id
    where page.site_id = ? and visit.crawl_id = ?
"""


class Searches:
    """The searches of one crawl, inside the caller's transactions."""

    def __init__(self, connection: sqlite3.Connection, ids: Interned, crawl_id: int) -> None:
        self._connection = connection
        self._ids = ids
        self._crawl_id = crawl_id

    def begin(self, domain: str) -> None:
        """Note that a site is searched, where it is not yet."""
        self._connection.execute(
            "insert or ignore into search(site_id, crawl_id, at) values (?, ?, ?)",
            (self._ids.site(domain), self._crawl_id, stamp(datetime.now(UTC))),
        )

    def under_way(self) -> frozenset[str]:
        """The sites that this crawl still searches."""
        rows = self._connection.execute(
            "select domain from search join site on site.id = site_id"
            " where crawl_id = ? and outcome = ''",
            (self._crawl_id,),
        )
        return frozenset(domain for (domain,) in rows)

    def end(self, domain: str, own: Collection[str], known: int, *, spent: bool) -> None:
        """Note how far a site was searched for links to *own*; *spent* where more is left."""
        site_id = self._ids.site(domain)
        marks = ", ".join("?" * len(own))
        found = self._connection.execute(_FOUND.replace("{own}", marks), (site_id, *own)).fetchone()
        read, pages = self._connection.execute(_READ, (site_id, self._crawl_id)).fetchone()
        if found:
            outcome = Outcome.FOUND
        elif not pages:
            outcome = Outcome.MOVED if read else Outcome.UNREACHABLE
        else:
            outcome = Outcome.BUDGET if spent else Outcome.NOT_FOUND
        self._connection.execute(
            "update search set at = ?, outcome = ?, pages = ?, known = ?, found_page_id = ?"
            " where site_id = ? and crawl_id = ?",
            (stamp(datetime.now(UTC)), outcome, pages, known, found and found[0], site_id,
             self._crawl_id),
        )  # fmt: skip


def searches(db: Database) -> Iterator[Search]:
    """The newest search of each site that came to its end."""
    rows = db.execute(
        "select domain, max(at), outcome, pages, known, ifnull(url, '') from search"
        " join site on site.id = search.site_id left join page on page.id = found_page_id"
        " where outcome <> ''"
        f" and (search.crawl_id not in {DOUBTFUL} or found_page_id is not null)"
        " group by search.site_id"
    )
    return (Search(row[0], row[1], Outcome(row[2]), *row[3:]) for row in rows)


def walks(db: Database, domains: Collection[str], budget: int) -> Iterator[Search]:
    """The newest finished walk through each of *domains*, as a search that found no link.

    *budget* is how many pages of a site a walk reads at most.
    """
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        "select domain, max(at), pages from ("
        " select domain, max(at) as at, count(distinct read_page_id) as pages from site"
        " join page on page.site_id = site.id join visit on visit.read_page_id = page.id"
        " join crawl on crawl.id = crawl_id"
        f" where domain in ({marks}) and outcome = 'finished' and crawl.id not in {DOUBTFUL}"
        " and spider not in ('backlinks', 'candidates')"
        " group by site.id, crawl_id) group by domain",
        tuple(domains),
    )
    for domain, at, pages in rows:
        outcome = Outcome.BUDGET if pages >= budget else Outcome.NOT_FOUND
        yield Search(domain, at, outcome, pages, pages)
