"""What was concluded from the facts, kept so that changes are told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from linkcrawl.store.read import StoredEvent
from linkcrawl.store.sentences import packed

OPINIONS = """
-- Opinions: computed from the tables above and the user's files by `linkcrawl judge`.
create table event (
    id integer primary key,
    at text not null,
    kind text not null,
    partner text not null,
    source_url text not null,
    target_url text not null,
    before text not null,
    after text not null,
    note text not null,
    unique (at, kind, source_url, target_url, before, after)
);
create index event_partner on event(partner, at);
-- When to look at an agreement again; "" where never.
create table next_check (agreement text primary key, due text not null);
-- The state that each side of an agreement had when it was last known.
create table standing (
    agreement text not null,
    side text not null,
    state text not null,
    primary key (agreement, side)
);
"""


def save_events(db: Database, events: Iterable[StoredEvent]) -> int:
    """Add events that are not known yet and return how many were new."""
    rows = [
        (
            e.at, e.kind, e.partner, e.source_url, e.target_url, e.before, e.after, e.note,
            packed(e.note),
        )
        for e in events
    ]  # fmt: skip
    before = db.conn.total_changes
    with db.atomic():
        db.conn.executemany(
            "insert or ignore into event(at, kind, partner, source_url, target_url, before, after,"
            " note, said) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    return db.conn.total_changes - before


def save_next_checks(db: Database, due: Mapping[str, str]) -> None:
    """Keep the day on which each agreement is to be looked at again, "" where never."""
    with db.atomic():
        db.conn.execute("delete from next_check")
        db.conn.executemany("insert into next_check values (?, ?)", due.items())


def next_checks(db: Database) -> dict[str, str]:
    """For each agreement that was judged the day of its next check, "" where none is due."""
    return dict(db.execute("select agreement, due from next_check").fetchall())


def standings(db: Database) -> dict[tuple[str, str], str]:
    """The state that each agreement and side had when it was last judged."""
    rows = db.execute("select agreement, side, state from standing")
    return {(agreement, side): state for agreement, side, state in rows}


def save_standings(db: Database, states: Mapping[tuple[str, str], str]) -> None:
    """Keep the state of each agreement and side, in the place of those that were kept."""
    with db.atomic():
        db.conn.execute("delete from standing")
        rows = [(*which, state) for which, state in states.items()]
        db.conn.executemany("insert into standing values (?, ?, ?)", rows)
