"""Pages that another crawler read, and the days on which we read pages ourselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.store.intern import Interned
from linkcrawl.witness import Reading


@dataclass(frozen=True, slots=True)
class WitnessedPage:
    """A page and the newest day on which the other crawler read it."""

    url: str
    domain: str
    day: str


@dataclass(frozen=True, slots=True)
class OurReading:
    """A day on which we read a page."""

    url: str
    day: str
    rendered: bool


def save_readings(db: Database, import_id: int, readings: Iterable[Reading]) -> None:
    """Keep which pages the other crawler read when; what it saw there is kept as claims."""
    with db.atomic():
        ids = Interned(db.conn)
        db.conn.executemany(
            "insert into witness values (?, ?, ?, ?) on conflict do update"
            " set status = excluded.status, import_id = excluded.import_id",
            [(ids.page(r.url), r.day, r.status, import_id) for r in readings],
        )


def witnessed_pages(db: Database) -> Iterator[WitnessedPage]:
    """Every page that the other crawler got an answer of, with the newest such day."""
    rows = db.execute(
        "select url, domain, max(day) from witness join page on page.id = page_id"
        " join site on site.id = page.site_id where ifnull(status, 200) = 200"
        " group by page_id order by url"
    )
    return (WitnessedPage(*row) for row in rows)


def our_readings(db: Database, domains: Collection[str]) -> Iterator[OurReading]:
    """The days on which we read the pages of *domains*, the oldest first."""
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        "select url, substr(at, 1, 10), max(rendered) from site join page on page.site_id = site.id"
        " join visit on visit.read_page_id = page.id"
        f" where domain in ({marks}) group by page.id, substr(at, 1, 10) order by 2",
        tuple(domains),
    )
    return (OurReading(url, day, bool(rendered)) for url, day, rendered in rows)
