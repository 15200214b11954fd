"""Rows of an import → tables of claims. Facts are never touched.

Rows wait in temporary tables and are stored together, sorted, when all have come: a
million in a random order would rewrite most of the indexes for each few thousand of them.

A newer word of the same source takes the place of its older one: the earliest first
seen and the latest last seen are kept, the rest is what the newer one says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.claims import Claim, Disavowed, DomainFigure
from linkcrawl.store.intern import page_name
from linkcrawl.urls import site_of_host

_WAITING = (
    "create temp table if not exists waiting_claim (to_domain, from_domain, from_url, to_url,"
    " anchor, rel, kind, first_seen, last_seen, lost, figures)",
    "create temp table if not exists waiting_figure (domain, metric, value)",
    "create temp table if not exists waiting_disavowed (own_domain, host, domain, url)",
)
_WAITING_NAMES = ("waiting_claim", "waiting_figure", "waiting_disavowed")
_NAMES = (
    """
    insert or ignore into site(domain)
    select domain from (
        select to_domain as domain from waiting_claim
        union all select from_domain from waiting_claim
        union all select domain from waiting_figure
        union all select own_domain from waiting_disavowed
        union all select domain from waiting_disavowed
    ) where domain <> '' group by domain
    """,
    """
    insert or ignore into page(url, site_id)
    select url, site.id from (
        select from_url as url, from_domain as domain from waiting_claim
        union all select to_url, to_domain from waiting_claim
        union all select url, domain from waiting_disavowed
    ) join site using (domain) where url <> '' group by url order by url
    """,
    """
    insert or ignore into text(value)
    select anchor from waiting_claim where anchor is not null group by anchor
    """,
)
_SOURCE = "insert or ignore into text(value) values (:source)"
_CLAIMS = """
insert into claim
select
    target.id, ifnull(source.id, 0) as source_site, ifnull(source_page.id, 0) as source_page,
    ifnull(target_page.id, 0) as target_page,
    (select id from text where value = :source), ifnull(text.id, 0) as words, rel, kind,
    first_seen, last_seen, lost, figures, :import
from waiting_claim
join site target on target.domain = to_domain
left join site source on source.domain = from_domain
left join page source_page on source_page.url = from_url
left join page target_page on target_page.url = to_url
left join text on text.value = anchor
where true
order by target.id, source_site, source_page, target_page, words, last_seen
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
# Of several figures of a day the last one told stays.
_FIGURES = """
insert into domain_claim
select site.id, metric, (select id from text where value = :source), :day, value, :import
from (select domain, metric, value, max(rowid) from waiting_figure group by domain, metric)
join site using (domain)
where true
on conflict do update set value = excluded.value, import_id = excluded.import_id
"""
_DISAVOWED = (
    # As at Google, a file takes the place of the one before.
    """
    delete from disavowed where own_site_id in
        (select id from site where domain in (select own_domain from waiting_disavowed))
    """,
    """
    insert or ignore into disavowed
    select own.id, host, ifnull(page.id, 0), :import
    from waiting_disavowed
    join site own on own.domain = own_domain
    left join page on page.url = waiting_disavowed.url
    """,
)


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

    *at* is when it is told, which is what its figures are dated.
    """

    def __init__(self, db: Database, *, file: str, format: str, source: str, at: str) -> None:
        self._db = db
        self._named = (at, file, format, source)
        self._day, self._source = at[:10], source
        self._import_id = 0
        for statement in _WAITING:
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
        self._wait(
            "waiting_claim",
            [
                (
                    c.to_domain, c.from_domain, page_name(c.from_url), page_name(c.to_url),
                    c.anchor, c.rel, c.kind, c.first_seen, c.last_seen, c.lost,
                    json.dumps(dict(c.figures)) if c.figures else None,
                )
                for c in claims
            ],
        )  # fmt: skip

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

        The *digest* keeps the same file from being imported again; None lets it be.
        """
        if self._waits():
            for statement in _NAMES:
                self._db.execute(statement)
            with self._db.atomic():
                self._store_waiting()
        if self._import_id:
            self._db.execute(
                "update import set digest = ?, rows = ?, bad = ? where id = ?",
                (digest, rows, bad, self._import_id),
            )

    def _waits(self) -> bool:
        found = (self._db.execute(f"select 1 from {w} limit 1").fetchone() for w in _WAITING_NAMES)
        return any(found)

    def _store_waiting(self) -> None:
        names = {"import": self.import_id, "day": self._day, "source": self._source}
        for statement in (_SOURCE, _CLAIMS, _FIGURES, *_DISAVOWED):
            self._db.execute(statement, names)
        for waiting in _WAITING_NAMES:
            self._db.execute(f"delete from {waiting}")

    def _wait(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        with self._db.atomic():
            self._db.conn.executemany(f"insert into {table} values ({marks})", rows)
