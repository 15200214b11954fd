"""Crawls of pages that imports name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from backlinks_web import (
    LINKED,
    NOTHING,
    Run,
    agree,
    claim,
    configure,
    found_links,
    page,
    prepare,
    runner,
    seen,
    site,
    state,
)
from conftest import Crawl

from linkcrawl.demo.web import Response, html_response
from linkcrawl.verified import Verified
from linkcrawl.vocabulary import Fetch, State
from spiders.partners import PartnersSpider


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return prepare(tmp_path)


@pytest.fixture
def run(workspace: Path, crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(workspace, crawl, monkeypatch)


def test_a_page_with_several_links_is_visited_once_and_keeps_them_all(workspace: Path, run: Run):
    url = "http://a.example/post"
    claim(workspace, page(url), page(url, "http://own.example/b"))
    both = LINKED.replace("</p>", '<a rel=nofollow href="http://own.example/b">B</a></p>')

    web = run({"a.example/post": both})

    assert web.asked == ["a.example/post"]
    assert [(link.target_url, link.rel) for link in found_links(workspace)] == [
        ("http://own.example/a", ""),
        ("http://own.example/b", "nofollow"),
    ]
    assert seen(workspace) == {url: Verified.LIVE}


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        (LINKED, Verified.LIVE),
        (NOTHING, Verified.NOT_IN_HTML),
        (html_response("x", status=404), Verified.GONE),
        (html_response("x", status=410), Verified.GONE),
        (html_response("x", status=403), Verified.UNKNOWN),
        (html_response("x", status=500), Verified.UNKNOWN),
        (Response(b"%PDF-1.7", 200, (("Content-Type", "application/pdf"),)), Verified.UNKNOWN),
    ],
)
def test_a_page_says_what_became_of_the_claim(
    workspace: Path, run: Run, answer: str | Response, becomes: Verified
):
    claim(workspace, page("http://a.example/post"))

    run({"a.example/post": answer, "a.example/": NOTHING})

    assert seen(workspace) == {"http://a.example/post": becomes}


def test_what_was_verified_is_not_asked_again(workspace: Path, run: Run):
    claim(workspace, page("http://a.example/post"), site("b.example"), page("http://c.example/"))
    web = {"a.example/post": LINKED, "b.example/": LINKED, "c.example/": NOTHING}
    run(web)

    assert run(web).asked == []


def test_an_interrupted_crawl_has_done_what_is_worth_most(workspace: Path, run: Run):
    text = (workspace / "linkcrawl.toml").read_text()
    (workspace / "linkcrawl.toml").write_text(
        text.replace("[crawl]", "[crawl]\nconcurrency = 1\nconcurrency_per_site = 1")
    )
    rated = {f"r{n}.example": 10.0 * n for n in range(9)}
    claim(workspace, *(page(f"http://{domain}/post") for domain in rated), figures=rated)
    web = {f"{domain}/post": LINKED for domain in rated}

    # Of two that wait for their robots.txt either may come first.
    first = run(web, "closespider_itemcount", CLOSESPIDER_ITEMCOUNT=3, ROBOTSTXT_OBEY=False)
    rest = run(web, ROBOTSTXT_OBEY=False)

    assert [address[:2] for address in first.asked][:4] == ["r8", "r7", "r6", "r5"]
    assert [address[:2] for address in rest.asked] == [
        name
        for n in range(8, -1, -1)
        if (name := f"r{n}") not in {address[:2] for address in first.asked}
    ]


def test_a_look_at_one_page_breaks_no_promise(workspace: Path, run: Run):
    agree(workspace)
    claim(workspace, page("http://a.example/b"))
    web = {"a.example/a": "<a href=/b>b</a>", "a.example/b": LINKED, "own.example/": NOTHING}

    run(web, spider=PartnersSpider)
    before = state(workspace)
    with closing(sqlite3.connect(workspace / "linkcrawl.db", isolation_level=None)) as connection:
        connection.execute("update visit set at = '2026-01-01T09:00:00Z'")
    run(web | {"a.example/b": "<a href=/c>c</a>", "a.example/c": LINKED})

    assert (before, state(workspace)) == (State.ELSEWHERE, State.UNKNOWN)


def visits(folder: Path) -> list[tuple[str, Fetch, int]]:
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection:
        return connection.execute(
            "select url, fetch, rendered from visit join page on page.id = page_id"
        ).fetchall()


def test_a_link_that_a_script_draws_is_looked_for_in_the_browser(workspace: Path, run: Run):
    configure(workspace, render="auto", rendered=1)
    claim(workspace, page("http://a.example/post"), page("http://b.example/post"))
    drawn = f"{NOTHING}<script>document.body.innerHTML += `{LINKED}`</script>"

    run({"a.example/post": drawn, "b.example/post": LINKED})

    assert seen(workspace) == {
        "http://a.example/post": Verified.LIVE,
        "http://b.example/post": Verified.LIVE,
    }
    assert [rendered for url, _, rendered in sorted(visits(workspace))] == [1, 0]


def test_so_many_pages_are_opened_for_a_link_and_shells_beside_them(workspace: Path, run: Run):
    configure(workspace, render="auto", rendered=1)
    shell = f"<div id=root></div><script>root.innerHTML = `{LINKED}`</script>"
    web = {
        "a.example/": shell,
        **{f"{name}.example/": f"{NOTHING}<script></script>" for name in "bcd"},
    }
    claim(workspace, *(page(f"http://{name}") for name in web))

    run(web)

    opened = {url for url, _, rendered in visits(workspace) if rendered}
    assert "http://a.example/" in opened
    assert len(opened) == 2
