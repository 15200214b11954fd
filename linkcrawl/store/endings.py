"""What only the process that crawled can tell of a run's end."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from linkcrawl.store.database import StoreError


def note_ending(
    db: Database, crawl_id: int, reason: str, disk_free: int | None, log: str = ""
) -> None:
    """Keep why a crawl has ended, the free bytes of its disk, and where its log is.

    Raises StoreError where that can't be written.
    """
    row = (crawl_id, reason, disk_free, log)
    try:
        with db.atomic():
            db.conn.execute("insert or replace into ending values (?, ?, ?, ?)", row)
    except sqlite3.Error as error:
        raise StoreError(f"how crawl {crawl_id} ended can't be written: {error}") from None
