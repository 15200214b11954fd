"""Crawls that go wrong as a whole: they say so, warn the operator, and accuse nobody."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commands import linkcrawl
from crawling import crawl, judgement, start_crawl
from mail_server import Mailbox, mail_server
from test_crawl_small import CONFIG, LINKED, agree, respond, visited

from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response
from linkcrawl.vocabulary import State

PARTNERS = [f"p{n}.example" for n in range(1, 5)]
WEB: dict[str, str | Response] = {
    "own.example/": "<p>us</p>",
    **{f"{name}/post": LINKED for name in PARTNERS},
    **{f"{name}/": '<a href="/post">x</a>' for name in PARTNERS},
}
OPERATOR = "ops@own.example"
REPORT = ("-s", "LINKCRAWL_REPORT_ON_CLOSE=1")
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after one good crawl of four partners."""
    folder = tmp_path_factory.mktemp("crawled")
    (folder / "linkcrawl.toml").write_text(CONFIG)
    agree(folder, *(f"{name},http://{name}/post" for name in PARTNERS))
    with serve(respond(WEB)) as proxy:
        crawl(folder, proxy.url)
    return folder


@pytest.fixture
def workspace(crawled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(crawled, tmp_path / "workspace")


def run(
    workspace: Path, answer: Callable[[Request], Response | None], *options: str
) -> tuple[int, str]:
    """Crawl a web and return the exit code, and the log."""
    with serve(answer) as proxy:
        process = start_crawl(workspace, proxy.url, "partners", *options)
        log, _ = process.communicate(timeout=300)
    return process.returncode, log


def nothing(_: Request) -> Response:
    """A proxy that has lost the web, and says of each page that there is none."""
    return html_response("no", status=404)


def states(workspace: Path) -> set[State]:
    return {one.theirs.state for one in judgement(workspace).agreements if one.theirs}


def report(workspace: Path) -> str:
    pages = sorted((workspace / "report").rglob("*.html"))
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_a_lost_web_accuses_nobody_and_is_told_to_the_operator_once(workspace: Path):
    box = Mailbox()
    with mail_server(box) as port:
        config = (workspace / "linkcrawl.toml").read_text()
        (workspace / "linkcrawl.toml").write_text(
            f'{config}[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            f'sender = "links@own.example"\n'
            f'[[mail.recipients]]\naddress = "{OPERATOR}"\nrole = "operator"\n'
        )
        log_file = workspace / "crawl.log"
        lost, _ = run(workspace, nothing, *REPORT, "-s", f"LOG_FILE={log_file}")
        doubtful = report(workspace)
        again, _ = run(workspace, nothing)
        found = states(workspace)
        status = linkcrawl("status", "--workspace", workspace).out
        good, log = run(workspace, respond(WEB), *REPORT)

    assert (lost, again, good) == (1, 1, 0), log
    assert "This run is doubtful" in log_file.read_text()
    assert found == {State.UNKNOWN}
    (message,) = box.taken
    assert message["To"] == OPERATOR
    text = " ".join(message.get_content().split())
    assert "Not one page could be read" in text
    assert "this machine's network" in text
    assert str(log_file) in message.get_content()
    assert "is doubtful" in " ".join(status.split())
    assert "is doubtful" in doubtful
    assert "is doubtful" not in report(workspace)
    assert "Nothing: no agreed link is broken, changed or overdue." in doubtful
    assert "card bad" not in doubtful
    assert states(workspace) == {State.LIVE}


def test_code_that_fails_on_every_page_makes_the_run_fail(workspace: Path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    monkeypatch.setenv("LINKCRAWL_LOG_FORMAT", "json")
    pipelines = {"raising.RaisingPipeline": 50, "pipelines.store.StorePipeline": 900}
    code, log = run(workspace, respond(WEB), "-s", f"ITEM_PIPELINES={json.dumps(pipelines)}")

    lines = [json.loads(line) for line in log.splitlines()]
    assert code == 1
    assert any("linkcrawl itself failed on" in line["message"] for line in lines)
    assert states(workspace) == {State.UNKNOWN}
    # And each line of its log is an object that names no secret.
    assert all({"time", "level", "logger", "message", "spider"} <= line.keys() for line in lines)
    assert {line["spider"] for line in lines} == {"partners"}
    assert any("traceback" in line for line in lines)
    assert "s3cret" not in log


def test_a_disk_that_is_nearly_full_stops_the_crawl_before_it_asks(workspace: Path):
    before = visited(workspace)
    code, log = run(workspace, respond(WEB), "-s", "LINKCRAWL_DISK_RESERVE_MB=999999999999")

    assert code == 1
    assert "is nearly full" in log
    assert "Traceback" not in log
    assert visited(workspace) == before
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    (doubtful,) = judgement(workspace).doubtful
    assert [doubt.kind for doubt in doubtful.doubts] == ["disk"]
    assert states(workspace) == {State.LIVE}


def test_a_log_of_no_known_form_is_refused_in_a_line(workspace: Path):
    code, log = run(workspace, respond(WEB), "-s", "LINKCRAWL_LOG_FORMAT=xml")

    assert code == 2
    line = "LINKCRAWL_LOG_FORMAT: found 'xml'; accepted: text, json"
    assert line in log.splitlines()[-1]
