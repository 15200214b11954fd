"""linkcrawl crawl: Scrapy from anywhere, and how a crawl shows that it gets on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from commands import LINKCRAWL, SCRAPY, on_a_terminal, process
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from linkcrawl.cli.crawl import spiders
from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.settings import SPIDER_MODULES
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_existing

# Chromium is for other tests: what counts here is what is said.
PLAIN = {"LINKCRAWL_BROWSER": "none"}
STANDING = re.compile(r"(\d+) pages, (\d+) of (\d+) sites done, [\d.]+ pages/s, (\d+) links to own")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_demo_workspace(tmp_path / "workspace", date.today())
    return tmp_path / "workspace"


@pytest.fixture
def proxy() -> Iterator[dict[str, str]]:
    with serve(demo_web()) as served:
        yield {"http_proxy": served.url, "https_proxy": served.url, **PLAIN}


def test_a_crawl_runs_from_anywhere_and_logs_how_it_gets_on(
    folder: Path, proxy: dict[str, str], tmp_path: Path
) -> None:
    ran = process([*LINKCRAWL, "crawl", "own", "--workspace", folder], tmp_path, proxy)

    assert ran.code == 0
    pages, done, sites, _ = map(int, STANDING.findall(ran.err)[-1])
    assert done == sites == 1
    with open_existing(folder / "linkcrawl.db") as db:
        (crawl,) = crawls(db)
    assert (crawl.spider, crawl.outcome, crawl.visits) == ("own", "finished", pages)


def test_the_spiders_that_a_crawl_accepts_are_those_that_scrapy_finds() -> None:
    settings = Settings({"SPIDER_MODULES": SPIDER_MODULES})

    assert spiders() == sorted(SpiderLoader.from_settings(settings).list())


def test_what_follows_the_spider_is_handed_to_scrapy(folder: Path, proxy: dict[str, str]) -> None:
    log = folder / "crawl.log"

    ran = process(
        [*LINKCRAWL, "crawl", "own", "--workspace", folder, "-s", f"LOG_FILE={log}"], folder, proxy
    )

    assert (ran.code, ran.err) == (0, "")
    assert STANDING.search(log.read_text("utf-8"))


def test_modules_of_the_workspace_are_not_taken_for_ours(
    folder: Path, proxy: dict[str, str]
) -> None:
    (folder / "spiders.py").write_text("raise SystemExit('not ours')", "utf-8")

    ran = process([*LINKCRAWL, "crawl", "own"], folder, proxy)

    assert ran.code == 0


def test_on_a_terminal_one_line_shows_the_progress_and_nothing_else(
    folder: Path, proxy: dict[str, str]
) -> None:
    environment = {"LINKCRAWL_WORKSPACE": str(folder), "no_proxy": "", **proxy}

    shown = on_a_terminal([*LINKCRAWL, "crawl", "own"], folder, environment)

    pages, done, sites, _ = map(int, STANDING.findall(shown)[-1])
    assert done == sites == 1
    assert pages > 1
    assert "INFO" not in shown
    assert len([line for line in shown.split("\n") if line.strip()]) == 1


def test_on_a_terminal_log_lines_stay_above_the_progress(
    folder: Path, proxy: dict[str, str]
) -> None:
    environment = {"LINKCRAWL_WORKSPACE": str(folder), "no_proxy": "", **proxy}
    environment |= {"SCRAPY_SETTINGS_MODULE": "linkcrawl.settings"}

    shown = on_a_terminal([*SCRAPY, "crawl", "own"], folder, environment)

    *above, last = [line for line in shown.split("\n") if line.strip()]
    assert any("INFO: Spider opened" in line for line in above)
    assert STANDING.search("\n".join([*above[-40:], last]))
