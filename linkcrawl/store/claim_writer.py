"""Rows of an import → tables of claims. Facts are never touched.

A newer word of the same source takes the place of its older one: the earliest first
seen and the latest last seen are kept, the rest is what the newer one says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.claims import Claim, Disavowed, DomainFigure
from linkcrawl.store.intern import page_name
from linkcrawl.urls import host_of, site_of_host

# SQLite takes 32,766 variables in a statement.
_VARIABLES = 10_000
_NONE = 0

_CLAIM = """
insert into claim values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict do update set
    rel = iif(excluded.last_seen >= last_seen, ifnull(excluded.rel, rel), rel),
    kind = iif(excluded.kind <> '' and excluded.last_seen >= last_seen, excluded.kind, kind),
    lost = iif(excluded.last_seen >= last_seen, excluded.lost, lost),
    figures = iif(excluded.last_seen >= last_seen, ifnull(excluded.figures, figures), figures),
    import_id = iif(excluded.last_seen >= last_seen, excluded.import_id, import_id),
    first_seen = iif(first_seen = '' or excluded.first_seen between '0' and first_seen,
                     excluded.first_seen, first_seen),
    last_seen = max(last_seen, excluded.last_seen)
"""


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
    """Writes what one import says, a batch a transaction; without any it leaves no trace.

    *at* is when it is told, which is what its figures are dated. Call `finish` when all was
    read: until then the same file may be imported again.
    """

    def __init__(self, db: Database, *, file: str, format: str, source: str, at: str) -> None:
        self._db = db
        self._named = (at, file, format, source)
        self._at, self._source = at, source
        self._import_id = _NONE

    @property
    def import_id(self) -> int:
        """The id of this import, which is noted when something is first written."""
        if not self._import_id:
            cursor = self._db.execute(
                "insert into import(at, file, format, source) values (?, ?, ?, ?)", self._named
            )
            self._import_id = int(cursor.lastrowid or 0)
        return self._import_id

    def add_claims(self, claims: Sequence[Claim]) -> None:
        """Store what the source says of links."""
        with self._db.atomic():
            connection = self._db.conn
            domains = {c.to_domain for c in claims} | {c.from_domain for c in claims}
            sites = _sites(connection, domains)
            pages = _pages(connection, {c.from_url for c in claims} | {c.to_url for c in claims})
            texts = _texts(connection, {c.anchor for c in claims if c.anchor is not None})
            source = _texts(connection, {self._source})[self._source]
            connection.executemany(
                _CLAIM,
                [
                    (
                        sites[c.to_domain], sites[c.from_domain], pages[c.from_url],
                        pages[c.to_url], source,
                        _NONE if c.anchor is None else texts[c.anchor], c.rel, c.kind,
                        c.first_seen, c.last_seen, c.lost,
                        json.dumps(dict(c.figures)) if c.figures else None, self.import_id,
                    )
                    for c in claims
                ],
            )  # fmt: skip

    def add_figures(self, figures: Iterable[DomainFigure]) -> None:
        """Store what the source says of sites; of several figures of a day the last stays."""
        latest = {(f.domain, f.metric): f.value for f in figures}
        with self._db.atomic():
            sites = _sites(self._db.conn, {domain for domain, _ in latest})
            source = _texts(self._db.conn, {self._source})[self._source]
            self._db.conn.executemany(
                "insert into domain_claim values (?, ?, ?, ?, ?, ?)"
                " on conflict do update set value = excluded.value, import_id = excluded.import_id",
                [
                    (sites[domain], metric, source, self._at[:10], value, self.import_id)
                    for (domain, metric), value in latest.items()
                ],
            )

    def add_disavowed(self, own_domain: str, rows: Sequence[Disavowed]) -> None:
        """Store what is disavowed for an own site; `finish` forgets what earlier files had."""
        with self._db.atomic():
            own = _sites(self._db.conn, {own_domain})[own_domain]
            pages = _pages(self._db.conn, {row.url for row in rows})
            self._db.conn.executemany(
                "insert into disavowed values (?, ?, ?, ?)"
                " on conflict do update set import_id = excluded.import_id",
                [(own, row.host, pages[row.url], self.import_id) for row in rows],
            )

    def finish(self, digest: str, rows: int, bad: int) -> None:
        """Note that the file was read to its end, so that it is not imported again.

        Of what is disavowed, each file takes the place of the one before, as at Google.
        """
        if not self._import_id:
            return
        with self._db.atomic():
            self._db.execute(
                "update import set digest = ?, rows = ?, bad = ? where id = ?",
                (digest, rows, bad, self._import_id),
            )
            self._db.execute(
                "delete from disavowed where import_id <> ? and own_site_id in"
                " (select own_site_id from disavowed where import_id = ?)",
                (self._import_id, self._import_id),
            )


def _sites(connection: sqlite3.Connection, domains: set[str]) -> dict[str, int]:
    named = domains - {""}
    connection.executemany(
        "insert or ignore into site(domain) values (?)", [(domain,) for domain in named]
    )
    return _ids(connection, "select domain, id from site where domain in", named) | {"": _NONE}


def _pages(connection: sqlite3.Connection, urls: set[str]) -> dict[str, int]:
    names = {url: page_name(url) for url in urls if url}
    domains = {name: site_of_host(host_of(name)) for name in names.values()}
    sites = _sites(connection, set(domains.values()))
    # Sorted, neighbours in the index are written together.
    connection.executemany(
        "insert or ignore into page(url, site_id) values (?, ?)",
        [(name, sites[domains[name]]) for name in sorted(domains)],
    )
    ids = _ids(connection, "select url, id from page where url in", set(domains))
    return {url: ids[name] for url, name in names.items()} | {"": _NONE}


def _texts(connection: sqlite3.Connection, values: set[str]) -> dict[str, int]:
    written = {value: value.encode(errors="replace").decode() for value in values}
    connection.executemany(
        "insert or ignore into text(value) values (?)", [(value,) for value in written.values()]
    )
    ids = _ids(connection, "select value, id from text where value in", set(written.values()))
    return {value: ids[name] for value, name in written.items()}


def _ids(connection: sqlite3.Connection, select: str, values: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(values)
    for start in range(0, len(ordered), _VARIABLES):
        some = ordered[start : start + _VARIABLES]
        marks = ", ".join("?" * len(some))
        found.update(connection.execute(f"{select} ({marks})", some))
    return found
