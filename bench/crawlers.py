"""The two crawlers that are compared, each run over a web as a process of its own."""

from __future__ import annotations

import csv
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.child import NOTHING, ROOT, Proxy, Usage, run
from bench.web import Web

_CONFIG = """\
[[own]]
domain = "{own}"
start_urls = ["http://{own}/"]
brands = ["{brand}"]
keywords = ["timber workshop", "wooden ladder", "quiet garden", "handmade pottery"]

[crawl]
render = "never"
pages_per_site = {pages}
depth = 20
seconds_per_site = 3600
concurrency = 32
concurrency_per_site = 8
delay = 0.0
"""


@dataclass(frozen=True, slots=True)
class Crawled:
    """One crawl: what it used, the pages served to it, and the bytes stored for a link.

    *judging* is what a process of its own used that judged all that was found.
    """

    usage: Usage
    pages: int
    bytes_a_link: float = 0.0
    judging: Usage = NOTHING


def crawl_ordinary(web: Web, proxy: Proxy, folder: Path) -> Crawled:
    """Crawl *web* with Scrapy's CrawlSpider."""
    hosts = ",".join(site.host for site in web.sites)
    spider = str(ROOT / "bench" / "ordinary.py")
    command = [sys.executable, "-m", "scrapy", "runspider", spider, "-a", f"hosts={hosts}"]
    proxy.pages_served()
    usage = run(command, folder, proxy.env(), folder / "ordinary.log")
    return Crawled(usage, proxy.pages_served())


def crawl_linkcrawl(web: Web, proxy: Proxy, folder: Path) -> Crawled:
    """Crawl *web* with linkcrawl, in a new workspace in *folder*, and judge what was found."""
    write_workspace(web, folder)
    # What a crawl starts at its end by itself, so that both can be told apart.
    later = ["-s", "LINKCRAWL_JUDGE_ON_CLOSE=0"]
    command = [sys.executable, "-m", "scrapy", "crawl", "partners", *later]
    env = {**proxy.env(), "LINKCRAWL_WORKSPACE": str(folder)}
    proxy.pages_served()
    usage = run(command, ROOT, env, folder / "linkcrawl.log")
    judge = [sys.executable, "-m", "linkcrawl", "judge"]
    judging = run(judge, ROOT, env, folder / "judge.log")
    stored = bytes_a_link(folder / "linkcrawl.db")
    return Crawled(usage, proxy.pages_served(), stored, judging)


def write_workspace(web: Web, folder: Path) -> None:
    """Write the files of a user whose own site and partners make up *web*."""
    own = web.sites[0]
    pages = 2 * len(own.paths)
    config = _CONFIG.format(own=own.host, brand=own.name, pages=pages)
    (folder / "linkcrawl.toml").write_text(config)
    rows = [asdict(agreed) | {"relationship": "exchange"} for agreed in web.agreements()]
    with (folder / "agreements.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def bytes_a_link(database: Path) -> float:
    """The size of a database, divided by its links."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        (links,) = db.execute("select count(*) from link").fetchone()
    return database.stat().st_size / int(links)
