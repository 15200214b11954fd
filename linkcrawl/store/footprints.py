"""Who runs which site: written once a site, read for the judge."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.items import Footprint
from linkcrawl.vocabulary import FootprintKind

FOOTPRINTS = """
-- What tells who runs a site, once a site: an account that its pages name, the address of its
-- server. page_id is where it was seen first; both moments are days.
create table footprint (
    site_id integer not null references site(id),
    kind text not null,
    value text not null,
    page_id integer not null references page(id),
    first_seen text not null,
    last_seen text not null,
    primary key (site_id, kind, value)
) without rowid;
"""


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


def site_blocks(db: Database, share: float, fewest: int) -> Mapping[str, frozenset[str]]:
    """For each site the paths of the blocks that hold links on a *share* of its pages.

    Sites with fewer than *fewest* pages say nothing of their template.
    """
    rows = db.execute(
        "with shown as materialized"
        " (select distinct page_id, path_id from link where gone_visit is null),"
        " placed as materialized (select site_id, path_id, count(*) as pages"
        " from shown join page on page.id = page_id group by site_id, path_id),"
        " sized as materialized (select site_id, count(distinct page_id) as pages"
        " from shown join page on page.id = page_id group by site_id)"
        " select domain, text.value from placed join sized using (site_id)"
        " join site on site.id = site_id join text on text.id = path_id"
        " where sized.pages >= ? and placed.pages >= ? * sized.pages",
        (fewest, share),
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for site, path in rows:
        found[site].add(path)
    return {site: frozenset(paths) for site, paths in found.items()}


def site_titles(db: Database, most: int) -> Mapping[str, tuple[str, ...]]:
    """For each site the titles that its pages have now, each once, the first in their order."""
    rows = db.execute(
        "select distinct domain, text.value from document join page on page.id = page_id"
        " join site on site.id = site_id join text on text.id = title_id"
        " where document.id in (select max(id) from document group by page_id)"
        " order by domain, text.value"
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for site, title in rows:
        if title and len(found[site]) < most:
            found[site].append(title)
    return {site: tuple(titles) for site, titles in found.items()}
