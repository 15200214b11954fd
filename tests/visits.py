"""The visits of one page, for tests that ask of one at a time."""

from __future__ import annotations

from sqlite_utils import Database

from linkcrawl.store.visits import StoredVisit, visits_to_each


def visits_to(db: Database, url: str) -> tuple[StoredVisit, ...]:
    """Every visit that asked for a page or ended on it, the oldest first."""
    return visits_to_each(db, [url])[url]
