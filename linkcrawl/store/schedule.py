"""When each entry of the schedule was last run.

Stored in UTC; given and taken on this machine's clock, which is what a crontab means.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from linkcrawl.schedule import Entry, LastRun, Standing, standing
from linkcrawl.store.crawl_lock import is_under_way

SCHEDULE = """
-- When each entry of the schedule was first seen, and how its newest run began and ended.
create table scheduled (
    name text primary key,
    since text not null,
    started_at text,
    ended_at text,
    outcome text not null default ''
);
"""


def standings(db: Database, entries: Mapping[str, Entry], now: datetime) -> list[Standing]:
    """How each entry stands; those that were never seen count from *now*."""
    with db.atomic():
        db.conn.executemany(
            "insert or ignore into scheduled(name, since) values (?, ?)",
            [(name, _stamp(now)) for name in entries],
        )
    rows = db.execute("select name, since, started_at, outcome from scheduled")
    last = {
        name: LastRun(_moment(since), _moment_or_none(began), outcome)
        for name, since, began, outcome in rows
    }
    return [standing(entry, last[name]) for name, entry in entries.items()]


def note_start(db: Database, name: str, now: datetime) -> None:
    """Keep that a run of an entry has begun."""
    with db.atomic():
        db.conn.execute(
            "update scheduled set started_at = ?, ended_at = null, outcome = '' where name = ?",
            (_stamp(now), name),
        )


def note_end(db: Database, name: str, now: datetime, outcome: str) -> None:
    """Keep how the run of an entry has ended."""
    with db.atomic():
        db.conn.execute(
            "update scheduled set ended_at = ?, outcome = ? where name = ?",
            (_stamp(now), outcome, name),
        )


def is_crawling(db: Database, database: Path, spider: str) -> bool:
    """True while somebody crawls with a spider in this workspace, by whatever way it was begun."""
    rows = db.execute(
        "select id from crawl where spider = ? and ended_at is null"
        " and id not in (select crawl_id from merged)",
        (spider,),
    ).fetchall()
    return any(is_under_way(database, crawl_id) for (crawl_id,) in rows)


def _stamp(moment: datetime) -> str:
    """A moment on this machine's clock as it is stored: UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone().replace(tzinfo=None)


def _moment_or_none(text: str | None) -> datetime | None:
    return _moment(text) if text else None
