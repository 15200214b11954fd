"""`scrapy crawl partners -a due=1`: only the agreements whose next check has come."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from crawling import crawl, judgement
from test_crawl_small import CONFIG, LINKED, agree, respond

from linkcrawl.demo.proxy import serve

WEB = {
    "own.example/": "<p>us</p>",
    "early.example/post": LINKED,
    "early.example/": "<a href=/post>x</a>",
    "late.example/post": LINKED,
    "late.example/": "<a href=/post>x</a>",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "linkcrawl.toml").write_text(CONFIG)
    rows = (f"{name}.example,http://{name}.example/post" for name in ("early", "late"))
    agree(tmp_path, *rows)
    return tmp_path


def hosts_visited(workspace: Path, crawl_id: int) -> set[str]:
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        rows = connection.execute(
            "select url from visit join page on page.id = page_id where crawl_id = ?", (crawl_id,)
        )
        return {url.split("/")[2] for (url,) in rows}


def make_older(workspace: Path, domain: str) -> None:
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection, connection:
        connection.execute(
            "update visit set at = strftime('%Y-%m-%dT%H:%M:%SZ', at, '-3 days') where page_id in"
            " (select page.id from page join site on site.id = site_id where domain = ?)",
            (domain,),
        )


def test_only_what_is_due_is_visited(workspace: Path) -> None:
    with serve(respond(WEB)) as proxy:
        crawl(workspace, proxy.url, "partners", "-a", "due=1")
        judgement(workspace)
        nothing = crawl(workspace, proxy.url, "partners", "-a", "due=1")
        make_older(workspace, "late.example")
        judgement(workspace)
        one = crawl(workspace, proxy.url, "partners", "-a", "due=1")

    assert "0 of 2 agreements are due" in nothing
    assert "1 of 2 agreements are due" in one
    assert hosts_visited(workspace, 1) == {"own.example", "early.example", "late.example"}
    assert hosts_visited(workspace, 2) == set()
    assert hosts_visited(workspace, 3) == {"own.example", "late.example"}
