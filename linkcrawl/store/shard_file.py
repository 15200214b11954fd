"""A shard's database, opened to be read and never written, whoever is writing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from linkcrawl.store.database import StoreError, copy_database, open_database, refuse_newer
from linkcrawl.store.schema import migrations


@contextmanager
def shard_file(path: Path) -> Iterator[sqlite3.Connection]:
    """The database of a shard as it is at this moment.

    One of an older version is upgraded in a copy. Raises StoreError where it can't be read,
    is no database of linkcrawl, or comes from a newer version.
    """
    with ExitStack() as stack:
        try:
            connection = _open(path, stack)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: can't be read: {error}") from None
        except OSError as error:
            raise StoreError(f"{path}: can't be read: {error.strerror}") from None
        yield connection


def _open(path: Path, stack: ExitStack) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"{path}: not found")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=60, isolation_level=None)
    db = Database(stack.enter_context(closing(connection)))
    # A view in a stranger's file could call any function: https://sqlite.org/security.html
    connection.execute("pragma trusted_schema = off")
    if not migrations.applied(db):
        raise StoreError(f"{path}: not a database of linkcrawl")
    refuse_newer(db, path)
    if migrations.pending(db):
        folder = Path(stack.enter_context(TemporaryDirectory()))
        copy = copy_database(db, folder / path.name)
        connection = stack.enter_context(closing(open_database(copy).conn))
    connection.execute("begin")
    return connection
