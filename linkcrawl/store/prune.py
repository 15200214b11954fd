"""What of the history is given up after a while: repetitions, and links that concern nobody.

docs/schema.md has the rule. Nothing that a verdict, an agreement or an event rests on goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

# Rows of one transaction: a crawl that writes meanwhile waits for no longer.
_AT_A_TIME = 20_000
_Rows = Sequence[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went."""

    links: int
    visits: int
    documents: int


_OLD_LINKS = """
    select link.page_id, link.first_visit, link.position from link
    join visit gone on gone.id = link.gone_visit
    join anchor on anchor.id = link.anchor_id
    join page source on source.id = link.page_id
    join page target on target.id = anchor.target_id
    where gone.at < ? and not (link.leaves and (
        source.site_id in (select id from site where domain in ({own}))
        or target.site_id in (select id from site where domain in ({own}))))
"""
_REPETITIONS = """
    with said as (
        select id, at, page_id, json_array(read_page_id, document_id, fetch, status, rendered,
            failure, answered_id, bots_kept_out, certificate) as what
        from visit),
    beside as (
        select id, at, what, lag(what) over around as before, lead(what) over around as after
        from said window around as (partition by page_id order by id))
    select id from beside where at < ? and what = before and what = after and id not in ({used})
"""


def prune(db: Database, before: str, own: Collection[str]) -> Pruned:
    """Give up what is older than *before*, a moment in UTC, and is told by what stays.

    That is links that were gone by then, but for those between *own* sites and others; and
    visits that said the same as the one before them and the one after.
    """
    connection = db.conn
    marks = ", ".join("?" * len(own))
    links = connection.execute(_OLD_LINKS.format(own=marks), (before, *own, *own)).fetchall()
    for table in ("sight", "doubted", "link"):
        _delete(connection, table, ("page_id", "first_visit", "position"), links)
    used = _pointing_at(connection, "visit")
    visits = connection.execute(_REPETITIONS.format(used=used), (before,)).fetchall()
    _delete(connection, "visit", ("id",), visits)
    documents = connection.execute(
        "select id from document where id not in"
        " (select document_id from visit where document_id is not null)"
    ).fetchall()
    for table, column in _columns(connection, "document"):
        if table != "visit":
            _delete(connection, table, (column,), documents)
    _delete(connection, "document", ("id",), documents)
    return Pruned(len(links), len(visits), len(documents))


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """The tables and columns that point at the rows of *table*."""
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    for (name,) in tables:
        for key in connection.execute(f"pragma foreign_key_list({name})").fetchall():
            if key[2] == table:
                yield name, key[3]


def _pointing_at(connection: sqlite3.Connection, table: str) -> str:
    """A query for all ids of *table* that something points at."""
    return " union all ".join(
        f"select {column} from {name} where {column} is not null"
        for name, column in _columns(connection, table)
    )


def _delete(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: _Rows
) -> None:
    where = " and ".join(f"{column} = ?" for column in columns)
    for first in range(0, len(rows), _AT_A_TIME):
        connection.execute("begin immediate")
        with connection:
            connection.executemany(
                f"delete from {table} where {where}", rows[first : first + _AT_A_TIME]
            )


def give_back(db: Database) -> bool:
    """Give the room of deleted rows back to the disk; False where something else is writing."""
    try:
        db.conn.execute("vacuum")
    except sqlite3.OperationalError:
        return False
    return True
