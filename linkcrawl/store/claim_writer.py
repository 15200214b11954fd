"""Rows of an import → tables of claims. Facts are never touched.

Rows wait in temporary tables and are stored together, sorted, when all have come: a
million in a random order would rewrite most of the indexes for each few thousand of them.

A newer word of the same source takes the place of its older one: the earliest first
seen and the latest last seen are kept, the rest is what the newer one says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.claims import Claim, Disavowed, DomainFigure, Metric
from linkcrawl.masking import is_starred
from linkcrawl.store.claim_statements import (
    CLAIMS,
    DISAVOWED,
    FIGURES,
    NAMES,
    SORT,
    SOURCE,
    WAITING,
    WAITING_NAMES,
)
from linkcrawl.store.database import StoreError
from linkcrawl.store.intern import page_name, storable
from linkcrawl.urls import site_of_host

# Claims written in one transaction: crawls that write meanwhile wait for no more.
_SLICE = 100_000
_KEYS = {metric: json.dumps(metric) for metric in Metric}


@dataclass(frozen=True, slots=True)
class StoredImport:
    """A file, or a sheet of one, that was imported."""

    id: int
    at: str
    file: str
    format: str
    source: str
    rows: int
    bad: int


def import_of(db: Database, digest: str) -> StoredImport | None:
    """The import that read exactly this to its end, where there was one."""
    row = db.execute(
        "select id, at, file, format, source, rows, bad from import where digest = ?", (digest,)
    ).fetchone()
    return StoredImport(*row) if row else None


class ClaimWriter:
    """Takes what one import says, in batches, and stores it all at its end.

    *at* is when it is told, which is what its figures are dated. *unvisitable* counts the links
    on pages that nobody can visit: their addresses have secrets, which are not kept.
    """

    def __init__(self, db: Database, *, file: str, format: str, source: str, at: str) -> None:
        self._db = db
        self._named = (at, file, format, source)
        self._day, self._source = at[:10], source
        self._import_id = 0
        self.unvisitable = 0
        for statement in WAITING:
            db.execute(statement)

    @property
    def import_id(self) -> int:
        """The id of this import, which is noted when somebody first asks for it."""
        if not self._import_id:
            cursor = self._db.execute(
                "insert into import(at, file, format, source) values (?, ?, ?, ?)", self._named
            )
            self._import_id = int(cursor.lastrowid or 0)
        return self._import_id

    def add_claims(self, claims: Sequence[Claim]) -> None:
        """Take what the source says of links."""
        rows = [
            (
                c.to_domain, c.from_domain, page_name(c.from_url), page_name(c.to_url),
                c.anchor and storable(c.anchor), c.rel, c.kind,
                c.first_seen, c.last_seen, c.lost,
                _written(c.figures) if c.figures else None,
            )
            for c in claims
        ]  # fmt: skip
        self.unvisitable += sum(is_starred(page) for _, _, page, *_ in rows)
        self._wait("waiting_claim", rows)

    def add_figures(self, figures: Iterable[DomainFigure]) -> None:
        """Take what the source says of sites."""
        self._wait("waiting_figure", [tuple(figure) for figure in figures])

    def add_disavowed(self, own_domain: str, rows: Sequence[Disavowed]) -> None:
        """Take what is disavowed for an own site, in the place of what was."""
        self._wait(
            "waiting_disavowed",
            [(own_domain, row.host, site_of_host(row.host), page_name(row.url)) for row in rows],
        )

    def store(self, digest: str | None, rows: int, bad: int) -> None:
        """Store all that was taken; where there is nothing, leave no trace.

        The *digest* keeps the same file from being imported again; None lets it be. Raises
        StoreError where it can't be written.
        """
        with _told():
            if self._waits():
                self._store_waiting()
            if self._import_id:
                self._db.execute(
                    "update import set digest = ?, rows = ?, bad = ? where id = ?",
                    (digest, rows, bad, self._import_id),
                )

    def _waits(self) -> bool:
        found = (self._db.execute(f"select 1 from {w} limit 1").fetchone() for w in WAITING_NAMES)
        return any(found)

    def _store_waiting(self) -> None:
        names = {"import": self.import_id, "day": self._day, "source": self._source}
        for statement in NAMES:
            self._db.execute(statement)
        self._db.execute(SOURCE, names)
        self._db.execute(SORT)
        (last,) = self._db.execute("select ifnull(max(rowid), 0) from sorted_claim").fetchone()
        for after in range(0, last, _SLICE):
            self._db.execute(CLAIMS, {**names, "after": after, "until": after + _SLICE})
        self._db.execute(FIGURES, names)
        with self._db.atomic():
            for statement in DISAVOWED:
                self._db.execute(statement, names)
        self._db.execute("drop table sorted_claim")
        for waiting in WAITING_NAMES:
            self._db.execute(f"delete from {waiting}")

    def _wait(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        with _told(), self._db.atomic():
            self._db.conn.executemany(f"insert into {table} values ({marks})", rows)


def _written(figures: Mapping[Metric, float]) -> str:
    # json.dumps() would take a tenth of the whole import.
    return "{" + ", ".join([f"{_KEYS[m]}: {value!r}" for m, value in figures.items()]) + "}"


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"linkcrawl.db: an import can't be stored: {error}") from None
