"""Writes that come in together or not at all."""

from __future__ import annotations

import sqlite3
from typing import Self

from linkcrawl.store.intern import Interned


class Transaction:
    """All or nothing; ids that were given in vain are forgotten."""

    def __init__(self, connection: sqlite3.Connection, ids: Interned) -> None:
        self._connection = connection
        self._ids = ids

    def __enter__(self) -> Self:
        self._connection.execute("begin immediate")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._connection.execute("commit")
        else:
            # A full disk makes SQLite roll back by itself.
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            self._ids.forget()
