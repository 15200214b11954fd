"""Measure the merge of shards: a million links, then the same pages again, then nothing new.

``python -m bench.merge --pages 9000`` merges a million links out of four databases.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.child import ROOT, run
from bench.crawlers import write_workspace
from bench.store import pages_of
from bench.web import Web
from linkcrawl.cli.scrapy_process import scrapy_environment
from linkcrawl.shards import shards
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.frontier import Limits
from linkcrawl.urls import site_of

_LIMITS = Limits(
    pages_per_site=10_000, depth=9, seconds_per_site=1e9, at_once_per_site=9, at_once=99
)
_SHARDS = 4


def deal(web: Web, folder: Path) -> list[Path]:
    """The database of each shard, after a crawl, and one that saw it all once more."""
    paths = [folder / f"shard-{shard.number}.db" for shard in shards(_SHARDS)]
    for site, group in groupby(pages_of(web, folder), lambda page: site_of(page.final_url)):
        pages = list(group)
        (at,) = (at for at, shard in enumerate(shards(_SHARDS)) if shard.has(site))
        for day in range(2):
            database = paths[at] if day == 0 else paths[at].with_suffix(".later.db")
            store = CrawlStore(database, "partners", site, _LIMITS)
            for page in pages:
                store.add(replace(page, fetched_at=page.fetched_at + timedelta(days=day)))
            store.close("finished")
    return [path for path in paths if path.exists()]


def measure(web: Web, folder: Path) -> None:
    """Print what merging costs."""
    write_workspace(web, folder)
    fresh = deal(web, folder)
    later = [path.with_suffix(".later.db") for path in fresh]
    for what, paths in (("new pages", fresh), ("the same again", later), ("nothing new", later)):
        command = [sys.executable, "-m", "linkcrawl", "merge", *map(str, paths)]
        used = run(command, ROOT, scrapy_environment(folder), folder / "log")
        visits, links = counts(folder / "linkcrawl.db")
        print(
            f"{what}: {visits:,} visits and {links:,} links stand there after {used.wall:.1f} s"
            f" ({used.cpu:.1f} s CPU, {used.peak_mb:.0f} MB)"
        )


def counts(database: Path) -> tuple[int, int]:
    """How many visits and links a database has."""
    with closing(sqlite3.connect(database)) as db:
        (visits,) = db.execute("select count(*) from visit").fetchone()
        (links,) = db.execute("select count(*) from link").fetchone()
    return visits, links


def main() -> None:
    """Measure the merge of a web of the given size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--hosts", type=int, default=50)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure(Web(1, given.pages, given.hosts), Path(folder))


if __name__ == "__main__":
    main()
