"""linkcrawl.db: opened, upgraded, copied, or refused with a reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from linkcrawl.store.schema import migrations
from linkcrawl.unusable import UnusableError

DATABASE_FILE = "linkcrawl.db"


class StoreError(UnusableError):
    """linkcrawl.db can't be used; the text says why and what to do."""


def open_database(path: Path) -> Database:
    """Open a linkcrawl.db, made or upgraded where needed.

    Raises StoreError where it can't be written, is no database of linkcrawl, or comes from
    a newer version.
    """
    try:
        db = Database(sqlite3.connect(path, timeout=60, isolation_level=None))
        db.execute("pragma synchronous = normal")
        db.execute("pragma cache_size = -8000")  # KiB; the default of 2 MB reads and writes more
        db.execute("pragma foreign_keys = off")  # Ids come from our own lookups; checks cost 20%.
        _upgrade(db, path)
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: can't be used: {error}; check that the folder can be written to "
            "and that the file is a database of linkcrawl"
        ) from None
    except OSError as error:
        raise StoreError(f"{path}: can't be used: {error.strerror}") from None
    return db


def open_existing(path: Path) -> Database:
    """Open a linkcrawl.db that a crawl has made; StoreError where there is none yet."""
    if not path.exists():
        raise StoreError(f"{path}: not found; `scrapy crawl partners` makes one")
    return open_database(path)


def copy_database(db: Database, target: Path) -> Path:
    """Copy a database, as it is at this moment, to *target*, which appears when it is whole.

    Readers of a WAL database hold up no writer, so crawls go on. Raises StoreError where
    *target* can't be written; what was there before is still there then.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(unfinished)) as copy:
            db.conn.backup(copy)
            # A copy is one file, which can be moved.
            copy.execute("pragma journal_mode = delete")
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target}: can't be written: {error}") from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return target


def refuse_newer(db: Database, path: Path) -> None:
    """Raises StoreError where a newer linkcrawl wrote a database."""
    ours = {m.name for m in migrations.pending(Database(memory=True))}
    if newer := {m.name for m in migrations.applied(db)} - ours:
        raise StoreError(
            f"{path}: written by a newer linkcrawl (it has {', '.join(sorted(newer))}); "
            "upgrade linkcrawl"
        )


def _upgrade(db: Database, path: Path) -> None:
    refuse_newer(db, path)
    if migrations.pending(db) or _journal(db) != "wal":
        # Two crawls may start on a new workspace; SQLite does not wait to change its journal.
        with FileLock(path.with_name(f".{path.name}.upgrade")):
            db.execute("pragma journal_mode = wal")
            waiting, is_old = migrations.pending(db), bool(migrations.applied(db))
            if waiting and is_old:
                # What an upgrade that goes wrong would cost can't be crawled again.
                copy_database(db, path.with_name(f"{path.name}.before-{waiting[0].name}"))
            migrations.apply(db)
            if is_old and any(one.name == "m020_stars" for one in waiting):
                # Until then what was starred lies about, in free parts of the file and in its log.
                db.execute("vacuum")
                db.execute("pragma wal_checkpoint(truncate)")


def _journal(db: Database) -> str:
    return str(db.execute("pragma journal_mode").fetchone()[0])
