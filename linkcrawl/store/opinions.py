"""What was concluded from the facts, kept so that changes are told once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from linkcrawl.store.read import StoredEvent


def save_events(db: Database, events: Iterable[StoredEvent]) -> int:
    """Add events that are not known yet and return how many were new."""
    rows = [
        (e.at, e.kind, e.partner, e.source_url, e.target_url, e.before, e.after, e.note)
        for e in events
    ]
    before = db.conn.total_changes
    with db.atomic():
        db.conn.executemany(
            "insert or ignore into event(at, kind, partner, source_url, target_url, before, after,"
            " note) values (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    return db.conn.total_changes - before
