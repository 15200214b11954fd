"""The whole way, on the demo web: crawled twice, judged, and held against what is known of it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from crawling import crawl, judgement, start_crawl
from cut_short import copy_of, told, unfinished, untrue
from demo_promises import EXPECTED, Expected
from demo_verdicts import VERDICTS, ExpectedVerdict

from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.run import Judgement
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import StoredEvent, events
from linkcrawl.store.verdicts import verdicts
from linkcrawl.urls import domain_of

# A crawl is killed when so many requests have been made, by it and those before.
KILLS = (3, 60, 150, 240)


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo web after both of its stages were crawled."""

    first: Judgement
    second: Judgement
    logs: tuple[str, str]
    workspace: Path
    first_workspace: Path
    new_rows: dict[str, int]
    judged_at_once: set[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    workspace = tmp_path_factory.mktemp("demo")
    write_demo_workspace(workspace, date.today())
    web = demo_web(1)
    with serve(web) as proxy:
        log_1 = crawl(workspace, proxy.url)
        judged_at_once = {other for _, other in verdicts(open_existing(workspace / "linkcrawl.db"))}
        first = judgement(workspace)
        rows = row_counts(workspace)
        kept = copy_of(workspace, tmp_path_factory.mktemp("first") / "copy")
        web.stage = 2
        log_2 = crawl(workspace, proxy.url)
        second = judgement(workspace)
    after = row_counts(workspace)
    new = {table: after[table] - rows[table] for table in rows}
    return Demo(first, second, (log_1, log_2), workspace, kept, new, judged_at_once)


def row_counts(workspace: Path) -> dict[str, int]:
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        return {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("visit", "link", "page", "frontier")
        }


def found(judgement: Judgement, expected: Expected) -> Check:
    for one in judgement.agreements:
        check = one.theirs if expected.side is Side.THEIRS else one.ours
        same_partner = one.agreement.partner == domain_of(expected.partner)
        if check and same_partner and check.promise.page == expected.page:
            return check
    raise LookupError(f"no agreement for {expected}")


@pytest.mark.parametrize("stage", [1, 2])
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e.partner}-{e.side}-{e.page[-20:]}")
def test_each_promise_is_found_as_it_is(demo: Demo, expected: Expected, stage: int):
    check = found(demo.first if stage == 1 else demo.second, expected)
    finding = expected.at(stage)

    assert (check.state, check.reasons) == (finding.state, check.reasons)
    if finding.placement:
        assert check.placement is finding.placement


@pytest.mark.parametrize("stage", [1, 2])
@pytest.mark.parametrize("expected", VERDICTS, ids=lambda e: e.other)
def test_each_company_gets_the_verdict_that_it_deserves(
    demo: Demo, expected: ExpectedVerdict, stage: int
):
    judged = demo.first if stage == 1 else demo.second
    found = {one.other: one for one in judged.relationships}[expected.other]

    assert found.verdict is expected.at(stage), found.reasons
    assert found.reciprocity is expected.reciprocity
    assert set(expected.signals) <= {one.name for one in found.signals}


def test_a_crawl_judges_what_it_has_found(demo: Demo):
    assert demo.judged_at_once == {one.other for one in demo.first.relationships}


def test_there_is_a_verdict_on_nobody_else(demo: Demo):
    assert {one.other for one in demo.second.relationships} == {one.other for one in VERDICTS}


def test_no_network_but_the_hidden_one_is_found(demo: Demo):
    network = {one.other for one in VERDICTS if "one_operator" in one.signals}
    accused = {
        one.other
        for one in demo.second.relationships
        for signal in one.signals
        if signal.name in ("cluster", "one_operator")
    }

    assert accused == network


def test_every_page_of_the_partners_was_visited_and_nothing_failed(demo: Demo):
    for log in demo.logs:
        assert "ERROR" not in log
        assert "WARNING" not in log
    (second, first) = crawls(open_existing(demo.workspace / "linkcrawl.db"))
    assert (first.outcome, second.outcome) == ("finished", "finished")
    assert first.read > 150


def test_an_unchanged_web_adds_little_but_visits(demo: Demo):
    assert demo.new_rows["visit"] > 150
    assert demo.new_rows["link"] < 0.1 * demo.new_rows["visit"] * 15
    assert demo.new_rows["frontier"] == 0


def test_what_changed_is_told_once(demo: Demo):
    told = events(open_existing(demo.workspace / "linkcrawl.db"))

    assert kinds_of(told) >= {"removed", "moved", "placement", "rel", "anchor", "index", "status"}
    judgement(demo.workspace)
    assert events(open_existing(demo.workspace / "linkcrawl.db")) == told
    turned = {(e.partner, e.before, e.after) for e in told if e.kind == "verdict"}
    assert turned == {
        (one.other, one.first, one.second) for one in VERDICTS if one.first is not one.second
    }


def kinds_of(told: tuple[StoredEvent, ...]) -> set[str]:
    return {event.kind for event in told}


def test_a_crawl_killed_again_and_again_is_finished_by_the_next(demo: Demo):
    before, after = told(demo.first_workspace), told(demo.workspace)
    web = demo_web(2)
    processes: list[subprocess.Popen[str]] = []
    served: list[str] = []

    def killing(request: Request) -> Response | None:
        served.append(request.path)
        if len(served) in KILLS:
            processes[-1].kill()
        return web(request)

    with serve(killing) as proxy:
        for _ in KILLS:
            processes.append(start_crawl(demo.first_workspace, proxy.url))
            processes[-1].communicate()
            assert list(untrue(demo.first_workspace, before, after)) == []
        log = crawl(demo.first_workspace, proxy.url)

    assert {process.returncode for process in processes} == {-signal.SIGKILL}
    assert "Going on with crawl 2" in log
    assert list(unfinished(demo.first_workspace, after)) == []
