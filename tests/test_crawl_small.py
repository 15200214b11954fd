"""Crawls of webs of a few pages, each for one thing that a crawl must get right."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from crawling import crawl, judgement, start_crawl

from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response, redirect
from linkcrawl.judge.run import AgreementChecks
from linkcrawl.vocabulary import Placement, State

Web = Mapping[str, str | Response]
CONFIG = """
[[own]]
domain = "own.example"
start_urls = ["http://own.example/"]
[crawl]
render = "never"
delay = 0
"""
PROSE = "Every spring the kiln is lit for the first time, and half the village comes to look. "
LINKED = f'<main><p>{PROSE * 4}<a href="http://own.example/">Own</a> {PROSE}</p></main>'


def respond(web: Web) -> Callable[[Request], Response | None]:
    hosts = {address.split("/")[0] for address in web}

    def answer(request: Request) -> Response | None:
        if request.host not in hosts:
            return None
        found = web.get(request.host + request.path, html_response("no", status=404))
        return html_response(found) if isinstance(found, str) else found

    return answer


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "linkcrawl.toml").write_text(CONFIG)
    agree(tmp_path, "partner.example,http://partner.example/post")
    return tmp_path


def agree(workspace: Path, *rows: str) -> None:
    (workspace / "agreements.csv").write_text("\n".join(["partner,their_page", *rows]))


def visited(workspace: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        return connection.execute(
            "select url, fetch from visit join page on page.id = page_id order by visit.id"
        ).fetchall()


def checked(workspace: Path) -> AgreementChecks:
    (only,) = judgement(workspace).agreements
    return only


def run(workspace: Path, web: Web, spider: str = "partners", *options: str) -> str:
    with serve(respond(web)) as proxy:
        return crawl(workspace, proxy.url, spider, *options)


def test_the_users_placement_rule_wins_and_an_idle_one_is_reported(workspace: Path):
    (workspace / "linkcrawl.toml").write_text(
        CONFIG
        + """
        [[sites]]
        domain = "partner.example"
        placement = { "main p" = "author_box", ".nowhere" = "footer" }
        """
    )

    log = run(workspace, {"partner.example/post": LINKED, "own.example/": "<p>us</p>"})

    check = checked(workspace).theirs
    assert check
    assert check.placement is Placement.AUTHOR_BOX
    assert log.count('the selector ".nowhere" found no link on any page of partner.example') == 1
    assert '"main p"' not in log


def test_what_kept_the_browser_from_a_page_is_told_and_accuses_nobody(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LINKCRAWL_BROWSER", "/nowhere/chromium")
    (workspace / "linkcrawl.toml").write_text(CONFIG.replace("never", "auto"))

    run(workspace, {"partner.example/post": "<p>no link</p>", "own.example/": "<p>us</p>"})

    check = checked(workspace).theirs
    assert check
    assert check.state is State.REVIEW
    assert "no browser showed the page (no Chromium was found" in check.reasons[0]


@pytest.mark.parametrize(("level", "lines"), [("DEBUG", 1), ("INFO", 0)])
def test_the_log_has_a_line_for_each_page_where_it_is_wanted(
    workspace: Path, level: str, lines: int
):
    web = {"partner.example/post": LINKED, "own.example/": "<p>us</p>"}

    log = run(workspace, web, "partners", "-s", f"LOG_LEVEL={level}")

    assert log.count("Crawled (200) <GET http://partner.example/post>") == lines
    assert "Scraped from" not in log


def test_a_home_that_does_not_answer_is_looked_for_under_its_other_names(workspace: Path):
    agree(workspace, "plain.example,")

    run(workspace, {"plain.example/": LINKED, "own.example/": "<p>us</p>"})

    tried = dict(visited(workspace))
    assert tried["http://plain.example/"] == "ok"
    assert tried["https://plain.example/"] != "ok"
    check = checked(workspace).theirs
    assert check
    assert check.state is State.LIVE


def test_a_redirected_page_keeps_its_promise(workspace: Path):
    web = {
        "partner.example/post": redirect("/news/post"),
        "partner.example/news/post": LINKED,
        "own.example/": "<p>us</p>",
    }

    run(workspace, web)

    check = checked(workspace).theirs
    assert check
    assert (check.state, check.link and check.link.source_url) == (
        State.LIVE,
        "http://partner.example/news/post",
    )


@pytest.mark.parametrize(
    ("answer", "fetch"),
    [
        (html_response("x", status=403), "blocked"),
        (html_response("x", status=401), "login"),
        (html_response("x", status=404), "http_4xx"),
        (html_response("x", status=410), "gone"),
        (html_response("x", status=500), "http_5xx"),
        (redirect("/post"), "redirect_loop"),
        (Response(b"%PDF-1.7", 200, (("Content-Type", "application/pdf"),)), "not_html"),
    ],
)
def test_whatever_answers_becomes_a_fact(workspace: Path, answer: Response, fetch: str):
    run(workspace, {"partner.example/post": answer, "own.example/": "<p>us</p>"})

    assert dict(visited(workspace))["http://partner.example/post"] == fetch


def test_pages_and_clicks_are_bounded_but_agreed_pages_are_not(workspace: Path):
    (workspace / "linkcrawl.toml").write_text(CONFIG + "depth = 2\npages_per_site = 4\n")
    web: dict[str, str | Response] = {
        f"partner.example/{n}": f"<a href=/{n + 1}>next</a>" for n in range(1, 9)
    }
    web |= {f"wide.example/{n}": "<p>x</p>" for n in range(9)}
    web["partner.example/"] = "<a href=/1>next</a>"
    web["wide.example/"] = "".join(f"<a href=/{n}>{n}</a>" for n in range(9))
    web["own.example/"] = "<p>us</p>"
    agreed = [f"wide.example,http://wide.example/{n}" for n in range(6)]
    agree(workspace, "partner.example,http://partner.example/post", *agreed)

    run(workspace, web)

    urls = [url for url, _ in visited(workspace)]
    chain = [url for url in urls if "/partner.example/" in url]
    assert sorted(chain) == [
        "http://partner.example/",
        "http://partner.example/1",
        "http://partner.example/2",
        "http://partner.example/post",
    ]
    assert sum("/wide.example/" in url for url in urls) == 6


def test_promising_pages_come_first(workspace: Path):
    (workspace / "linkcrawl.toml").write_text(CONFIG + "concurrency_per_site = 1\n")
    names = ["a", "b", "our-partners", "c", "links"]
    web: dict[str, str | Response] = {f"partner.example/{name}": "<p>x</p>" for name in names}
    web["partner.example/post"] = "".join(f"<a href=/{name}>{name}</a>" for name in names)
    web["own.example/"] = "<p>us</p>"

    run(workspace, web)

    order = [url.rpartition("/")[2] for url, _ in visited(workspace) if "/partner." in url]
    assert set(order[-3:]) == {"a", "b", "c"}
    assert set(names) <= set(order)


def test_two_spiders_share_a_database_at_the_same_time(workspace: Path):
    web: dict[str, str | Response] = {
        f"own.example/{n}": f"<a href=/{n + 1}>x</a>" for n in range(60)
    }
    web |= {"own.example/": "<a href=/0>x</a>", "partner.example/post": LINKED}

    with serve(respond(web)) as proxy:
        spiders = [start_crawl(workspace, proxy.url, name) for name in ("own", "partners")]
        logs = [spider.communicate()[0] for spider in spiders]

    complaints = [line for log in logs for line in log.splitlines() if " ERROR" in line]
    assert ([spider.returncode for spider in spiders], complaints) == ([0, 0], []), logs
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        crawls = dict(connection.execute("select spider, outcome from crawl"))
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert crawls == {"own": "finished", "partners": "finished"}


def test_a_crawl_that_fails_on_a_page_says_so_and_goes_on(workspace: Path):
    """A page that breaks our own code is a visit of ours that failed, not a lost link."""
    deep = "<div>" * 200_000 + LINKED
    web = {"partner.example/post": deep, "partner.example/": LINKED, "own.example/": "<p>us</p>"}

    run(workspace, web)

    fetched = dict(visited(workspace))
    assert fetched["http://partner.example/"] == "ok"
    check = checked(workspace).theirs
    assert check
    assert check.state not in (State.MISSING, State.LOST)
