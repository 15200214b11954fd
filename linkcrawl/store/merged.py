"""Which crawls came from other databases, and how far each was merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MERGED = """
-- A crawl that another database made: its last visit there that was merged.
create table merged (
    crawl_id integer primary key references crawl(id),
    last_visit integer not null
);
"""


@dataclass(slots=True)
class MergedCrawl:
    """A crawl of a shard's database: what it is called here, and its last visit that is here."""

    id: int
    last_visit: int


def take_in(connection: sqlite3.Connection, shard: sqlite3.Connection) -> dict[int, MergedCrawl]:
    """The crawls that a shard's database made, by their ids there; new ones begin here.

    Crawls that were merged into it are another database's to give, and those that this
    database made itself are no news.
    """
    found = {}
    for there, *row in shard.execute(
        "select id, uid, spider, config_digest, started_at from crawl"
        " where id not in (select crawl_id from merged) order by id"
    ):
        connection.execute(
            "insert or ignore into crawl(uid, spider, config_digest, started_at)"
            " values (?, ?, ?, ?)",
            row,
        )
        if connection.execute("select changes()").fetchone()[0]:
            connection.execute("insert into merged values (last_insert_rowid(), 0)")
        here = connection.execute(
            "select crawl_id, last_visit from merged join crawl on crawl.id = crawl_id"
            " where uid = ?",
            row[:1],
        ).fetchone()
        if here:
            found[there] = MergedCrawl(*here)
    return found


def note(connection: sqlite3.Connection, crawls: Mapping[int, MergedCrawl]) -> None:
    """Keep how far each crawl has been merged, in the transaction that wrote its visits."""
    connection.executemany(
        "update merged set last_visit = ? where crawl_id = ?",
        [(crawl.last_visit, crawl.id) for crawl in crawls.values()],
    )


def times_finished(connection: sqlite3.Connection, spider: str, config_digest: str) -> int:
    """How many crawls of a spider with a configuration came to their end."""
    (count,) = connection.execute(
        "select count(*) from crawl"
        " where spider = ? and config_digest = ? and outcome = 'finished'",
        (spider, config_digest),
    ).fetchone()
    return int(count)


def end(
    connection: sqlite3.Connection, shard: sqlite3.Connection, crawls: Mapping[int, MergedCrawl]
) -> None:
    """Give the crawls here the ends that they have there."""
    rows: Iterator[tuple[object, ...]] = (
        (*ends, crawls[there].id)
        for there, *ends in shard.execute("select id, ended_at, outcome from crawl")
        if there in crawls
    )
    connection.executemany("update crawl set ended_at = ?, outcome = ? where id = ?", rows)
