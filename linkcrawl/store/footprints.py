"""Who runs which site: written once a site, read for the judge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.items import Footprint, FootprintKind


@dataclass(frozen=True, slots=True)
class StoredFootprint:
    """A mark that a site has, with the page on which it was seen first; moments are days."""

    site: str
    kind: FootprintKind
    value: str
    url: str = ""
    first_seen: str = ""
    last_seen: str = ""


def write_footprints(
    connection: sqlite3.Connection,
    site_id: int,
    page_id: int,
    day: str,
    footprints: Iterable[Footprint],
) -> None:
    """Store the marks of a page; what its site is known for already today costs no row."""
    connection.executemany(
        "insert into footprint values (?, ?, ?, ?, ?, ?) on conflict do update"
        " set last_seen = excluded.last_seen where last_seen < excluded.last_seen",
        [(site_id, one.kind, one.value, page_id, day, day) for one in footprints],
    )


def footprints(db: Database) -> tuple[StoredFootprint, ...]:
    """Every mark of every site, in order of site, kind and value."""
    rows = db.execute(
        "select domain, kind, value, url, first_seen, last_seen from footprint"
        " join site on site.id = footprint.site_id join page on page.id = footprint.page_id"
        " order by domain, kind, value"
    )
    return tuple(StoredFootprint(site, FootprintKind(kind), *rest) for site, kind, *rest in rows)
