"""Measure the database: bytes a link, rows for an unchanged page, time of each query.

``python -m bench.store --pages 9000`` stores a million links, without a crawl around it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from bench.anchor import page_url
from bench.crawlers import write_workspace
from bench.web import Web
from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.page import with_anchors, with_placements, with_relations
from linkcrawl.items import Page
from linkcrawl.page.read import read_page
from linkcrawl.store import read, visits
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.workspace import load_workspace

_LIMITS = Limits(
    pages_per_site=10_000, depth=9, seconds_per_site=1e9, at_once_per_site=9, at_once=99
)
_HEADERS = {"content-type": ["text/html; charset=utf-8"]}
_AGAIN = 500


def pages_of(web: Web, folder: Path) -> Iterator[Page]:
    """Every page of *web* as the pipelines hand it to the store."""
    workspace = load_workspace(folder)
    classifier = AnchorClassifier(workspace.anchor_terms())
    relations = workspace.relations()
    for site in web.sites:
        for number, path in enumerate(site.paths):
            body = web.page(site, number).encode()
            page = read_page(body, page_url(site.host, path), headers=_HEADERS)
            page = with_anchors(with_placements(page), classifier)
            yield with_relations(page, relations)


def store_all(database: Path, pages: Iterator[Page] | Sequence[Page]) -> tuple[int, int, float]:
    """Store *pages* as one crawl: how many pages and links, and the CPU seconds it took."""
    store = CrawlStore(database, "partners", "bench", _LIMITS)
    count = links = 0
    cpu = 0.0
    for page in pages:
        began = time.process_time()
        store.add(page)
        cpu += time.process_time() - began
        count += 1
        links += len(page.links)
    began = time.process_time()
    store.close("finished")
    return count, links, cpu + time.process_time() - began


def rows(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with open_existing(database) as db:
        return {table.name: table.count for table in db.tables}


def bytes_by_table(database: Path) -> dict[str, int]:
    """The bytes of each table and index."""
    with open_existing(database) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        found = db.execute("select name, sum(pgsize) from dbstat group by name order by 2 desc")
        return dict(found.fetchall())


def questions(web: Web) -> dict[str, Callable[[Database], object]]:
    """Each question of the reports, asked for the own site or for one partner."""
    own, partner = web.sites[0], web.sites[1]
    page = page_url(own.host, "/")
    return {
        "links_to the own site": lambda db: list(read.links_to(db, [own.host])),
        "links_from the own site": lambda db: list(read.links_from(db, [own.host])),
        "links_to one partner": lambda db: list(read.links_to(db, [partner.host])),
        "links_from one partner": lambda db: list(read.links_from(db, [partner.host])),
        "all_links, the first 1,000": lambda db: list(islice(read.all_links(db), 1000)),
        "visits_to one page": lambda db: visits.visits_to(db, page),
        "crawls": read.crawls,
        "events": read.events,
        "first_crawls": read.first_crawls,
        "last_readings": lambda db: visits.last_readings(db, [partner.host]),
    }


def measure(web: Web, folder: Path) -> None:
    """Store *web*, then its first pages again, then ask; print what each took."""
    database = folder / "linkcrawl.db"
    write_workspace(web, folder)
    again: list[Page] = []

    def keeping_some(pages: Iterator[Page]) -> Iterator[Page]:
        for page in pages:
            if len(again) < _AGAIN:
                again.append(page)
            yield page

    count, links, cpu = store_all(database, keeping_some(pages_of(web, folder)))
    sizes = bytes_by_table(database)
    print(f"{count:,} pages, {links:,} links: {sum(sizes.values()) / links:.1f} bytes a link")
    print(f"storing a new page: {1000 * cpu / count:.2f} ms CPU")
    for name, size in sizes.items():
        if size > links:
            print(f"  {name:30} {size / links:8.1f} bytes a link")
    before = rows(database)
    count, _, cpu = store_all(database, again)
    grown = {name: n - before[name] for name, n in rows(database).items() if n != before[name]}
    each = ", ".join(f"{name} {n / count:g}" for name, n in grown.items())
    print(f"storing an unchanged page: {1000 * cpu / count:.2f} ms CPU, rows: {each}")
    with open_existing(database) as db:
        for name, ask in questions(web).items():
            began = time.perf_counter()
            ask(db)
            print(f"  {name:30} {1000 * (time.perf_counter() - began):8.1f} ms")


def main() -> None:
    """Measure a database of the given size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--hosts", type=int, default=50)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure(Web(1, given.pages, given.hosts), Path(folder))


if __name__ == "__main__":
    main()
