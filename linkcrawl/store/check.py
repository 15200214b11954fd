"""Can linkcrawl.db be written to?"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from linkcrawl.store.database import StoreError, open_existing


def check_writable(path: Path) -> None:
    """Begin a write to a linkcrawl.db and take it back; a new one needs its folder.

    Raises StoreError where it can't be done.
    """
    try:
        if not path.exists():
            with tempfile.TemporaryFile(dir=path.parent):
                return
        with closing(open_existing(path).conn) as connection:
            connection.execute("begin immediate")
            connection.execute("rollback")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: can't be written: {error}") from None
    except OSError as error:
        raise StoreError(
            f"{path.absolute().parent}: can't be written to: {error.strerror}; "
            f"a crawl keeps {path.name} there"
        ) from None
