"""Rows of an import → whoever stores them, a batch at a time; what is wrong is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from linkcrawl.imports.rows import BadRow, LeftOut, Row

BATCH = 20_000
MOST_BAD = 5
"""Bad rows that are kept to be shown; the others are counted."""


class Loader:
    """Takes the rows of one import; *stores* says for each kind of row what keeps many."""

    def __init__(self, stores: Mapping[type, Callable[[list[Any]], None]]) -> None:
        self._stores = stores
        self._waiting: defaultdict[type, list[Row]] = defaultdict(list)
        self._count = 0
        self.taken: Counter[type] = Counter()
        self.left_out: Counter[str] = Counter()
        self.bad = 0
        self.bad_rows: list[BadRow] = []

    def add(self, row: Row) -> None:
        """Take one row; every so many, all that wait are stored."""
        if isinstance(row, BadRow):
            self.bad += 1
            if len(self.bad_rows) < MOST_BAD:
                self.bad_rows.append(row)
        elif isinstance(row, LeftOut):
            self.left_out[row.why] += row.times
        else:
            self._waiting[type(row)].append(row)
            self._count += 1
            if self._count >= BATCH:
                self.flush()

    def flush(self) -> None:
        """Store what waits."""
        for kind, rows in self._waiting.items():
            self._stores[kind](rows)
            self.taken[kind] += len(rows)
        self._waiting.clear()
        self._count = 0
