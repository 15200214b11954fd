"""A whole copy of linkcrawl.db, taken while crawls go on writing to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_database(connection: sqlite3.Connection, target: Path) -> Path:
    """Copy a database, as it is at this moment, to *target*, which appears when it is whole.

    Readers of a WAL database hold up no writer, so crawls go on. Raises sqlite3.Error or
    OSError where *target* can't be written; what was there before is still there then.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            # A copy is one file, which can be moved.
            copy.execute("pragma journal_mode = delete")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target
