"""One crawl of everything that is wrong, as users run it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from crawling import judgement, start_crawl
from local_site import LocalSite, Route

from linkcrawl.agreements import COLUMNS
from linkcrawl.store.database import open_existing
from sites.faults.answers import ANSWERS
from sites.faults.endless import ENDLESS, WORTH, endless_page
from sites.faults.pages import PAGES

PAGES_PER_SITE = 40
CONFIG = f"""
[[own]]
domain = "kilnhouse.example"
start_urls = ["http://kilnhouse.example/"]
[crawl]
render = "never"
delay = 0
timeout = 30
pages_per_site = {PAGES_PER_SITE}
"""
SINGLE = {**ANSWERS, **PAGES}
_VISITED = """
    select page.url, visit.fetch, ifnull(visit.failure, '') from visit
    join page on page.id = visit.page_id where page.url like '%/page'
"""
_REACHED = """
    select domain, count(*), sum(page.url in ({})) from visit
    join page on page.id = visit.page_id join site on site.id = page.site_id
    where visit.fetch = 'ok' group by domain
"""


@dataclass(frozen=True, slots=True)
class Visited:
    """What is said of a page: the visit's word, why, and what became of the agreement."""

    fetch: str
    failure: str
    state: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one crawl brought, with the most memory that it had at a time."""

    single: dict[str, Visited]
    endless: dict[str, tuple[int, int]]
    megabytes: int
    outcome: str


class _Web(dict[str, Route]):
    """Answers by whole URLs, as a proxy is asked for them."""

    def get(self, url: str, default: object = None) -> Route | None:  # type: ignore[override]
        found = re.match(r"http://(?:[^/]*\.)?([^./]+)\.example(/[^?]*)", url)
        name = found[1] if found else ""
        if not found or found[2] == "/robots.txt":
            return None
        if name == "kilnhouse":
            return "<h1>Ovens</h1>"
        if (kind := _BY_HOST.get(name)) in ENDLESS:
            return endless_page(str(kind), url)
        return SINGLE[str(kind)][0] if found[2].startswith("/page") and kind else None


def host(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower())


_BY_HOST = {host(name): name for name in (*SINGLE, *ENDLESS)}


def run_suite(folder: Path) -> Run:
    """Crawl all faults at once."""
    (folder / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    rows = [_row(name) for name in (*SINGLE, *ENDLESS)]
    text = "\n".join([",".join(COLUMNS), *(",".join(row) for row in rows)])
    (folder / "agreements.csv").write_text(text, "utf-8")
    with LocalSite({}) as web:
        web.routes = _Web()
        log, megabytes = [], 0
        with start_crawl(folder, web.url, "partners", "-s", "RETRY_TIMES=0") as process:
            for line in process.stdout or ():
                log.append(line)
                megabytes = max(megabytes, _peak_of(process.pid))
    assert process.returncode == 0, "".join(log)
    return _run(folder, megabytes)


def _peak_of(pid: int) -> int:
    """The most memory that a process has had so far, in MB, 0 once it has ended.

    Not of its resource usage: that begins with what the process had that started it.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) // 1024 if found else 0


def _row(name: str) -> list[str]:
    said = {"partner": f"{host(name)}.example", "our_target": "http://kilnhouse.example/ovens"}
    if name in SINGLE:
        said["their_page"] = f"http://{host(name)}.example/page"
    return [said.get(column, "") for column in COLUMNS]


def _run(folder: Path, megabytes: int) -> Run:
    states = {
        _BY_HOST[one.agreement.partner.removesuffix(".example")]: str(one.theirs.state)
        for one in judgement(folder).agreements
        if one.theirs
    }
    db = open_existing(folder / "linkcrawl.db").conn
    single = {}
    for url, fetch, failure in db.execute(_VISITED):
        name = _BY_HOST[url.split("/")[2].removesuffix(".example")]
        single[name] = Visited(fetch, failure, states[name])
    endless = {}
    for name in ENDLESS:
        worth = ", ".join(f"'http://{host(name)}.example{path}'" for path in WORTH)
        reached = {row[0]: row[1:] for row in db.execute(_REACHED.format(worth))}
        endless[name] = reached.get(f"{host(name)}.example", (0, 0))
    (outcome,) = db.execute("select outcome from crawl").fetchone()
    return Run(single, endless, megabytes, outcome)
