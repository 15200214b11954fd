"""A deployment as deploy/README.md describes it: a real scrapyd, an egg, a job, a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from commands import Ran, process
from loopback import free_port

from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_existing

PROJECT = Path(__file__).parent.parent
LOGIN = {"SCRAPYD_USERNAME": "operator", "SCRAPYD_PASSWORD": "a secret"}
# Chromium is for other tests.
QUICK = {"LINKCRAWL_BROWSER": "none"}
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Scrapyd:
    """A running scrapyd and what can be asked of it."""

    process: subprocess.Popen[str]
    port: int
    data: Path

    def deploy(self, version: str, login: Mapping[str, str] = LOGIN) -> Ran:
        """Send the project as it is, as people do."""
        script = PROJECT / "deploy" / "deploy.sh"
        environment = {**login, "SCRAPYD_HTTP_PORT": str(self.port), "PATH": path()}
        return process(["bash", script, version], Path("/"), environment)

    def ask(self, call: str, fields: Mapping[str, str] | None = None) -> dict[str, object]:
        """What it answers to a call of its interface; *fields* are posted."""
        login = b64encode(":".join(LOGIN.values()).encode()).decode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{call}",
            urlencode(fields).encode() if fields else None,
            {"Authorization": f"Basic {login}"},
        )
        with _DIRECT.open(request) as answer:
            found: dict[str, object] = json.load(answer)
        return found

    def run(self, spider: str) -> str:
        """Schedule a spider, wait for its end, and return its log."""
        fields = {"project": "linkcrawl", "spider": spider}
        job = self.ask("schedule.json", {**fields, "setting": "LINKCRAWL_REPORT_ON_CLOSE=True"})
        self.until("Process started:", str(job["jobid"]))
        ended = self.until("Process ", str(job["jobid"]))
        assert "Process finished:" in ended
        log = self.data / "logs" / "linkcrawl" / spider / f"{job['jobid']}.log"
        return log.read_text("utf-8")

    def until(self, *words: str) -> str:
        """Wait for the line of its log that has all *words*."""
        assert self.process.stdout
        seen = []
        for line in self.process.stdout:
            seen.append(line)
            if all(word in line for word in words):
                return line
        raise AssertionError("".join(seen))


def path() -> str:
    """Where commands are found: those of this environment first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


@contextmanager
def scrapyd(workspace: Path, environment: Mapping[str, str]) -> Iterator[Scrapyd]:
    """scrapyd for *workspace*, as deploy/scrapyd.sh starts it."""
    port = free_port()
    clean = {name: v for name, v in os.environ.items() if not name.lower().endswith("_proxy")}
    with subprocess.Popen(
        ["bash", PROJECT / "deploy" / "scrapyd.sh"],
        env={
            **clean,
            **LOGIN,
            **environment,
            "SCRAPYD_HTTP_PORT": str(port),
            "LINKCRAWL_WORKSPACE": str(workspace),
            "PATH": path(),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A machine of its own, as far as signals go.
        start_new_session=True,
    ) as process:
        server = Scrapyd(process, port, workspace / "scrapyd")
        try:
            server.until("Scrapyd", "started")
            yield server
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_demo_workspace(tmp_path / "workspace", date.today())
    return tmp_path / "workspace"


def test_a_deployed_project_crawls_and_reports_and_is_replaced(workspace: Path) -> None:
    with (
        serve(demo_web()) as web,
        scrapyd(workspace, {"http_proxy": web.url, "https_proxy": web.url, **QUICK}) as server,
    ):
        first = server.deploy("1")
        log = server.run("partners")
        second = server.deploy("2")
        server.run("partners")
        versions = server.ask("listversions.json?project=linkcrawl")["versions"]

    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert versions == ["1", "2"]
    with open_existing(workspace / "linkcrawl.db") as db:
        assert [(c.spider, c.outcome) for c in crawls(db)] == [("partners", "finished")] * 2
    assert f"linkcrawl report: {workspace / 'report' / 'index.html'}" in log
    assert "Oak &amp; Ember" in (workspace / "report" / "index.html").read_text("utf-8")
    assert "ERROR" not in log
    # Nothing is made in scrapyd's own folder but what is scrapyd's.
    made = {entry.name for entry in server.data.iterdir()}
    assert made == {"dbs", "eggs", "logs", "scrapyd.conf"}


def test_a_stranger_is_let_in_nowhere(workspace: Path) -> None:
    with scrapyd(workspace, {}) as server:
        sent = server.deploy("1", {**LOGIN, "SCRAPYD_PASSWORD": "guessed"})
        with pytest.raises(HTTPError, match="401"):
            _DIRECT.open(f"http://127.0.0.1:{server.port}/listprojects.json")

    assert sent.code != 0
    assert "401" in sent.err


@pytest.mark.parametrize(
    ("missing", "line"),
    [
        ("SCRAPYD_PASSWORD", "SCRAPYD_USERNAME and SCRAPYD_PASSWORD are not set"),
        ("LINKCRAWL_WORKSPACE", "LINKCRAWL_WORKSPACE is not set"),
    ],
)
def test_what_is_not_set_is_named_in_one_line(workspace: Path, missing: str, line: str) -> None:
    environment = {**LOGIN, "LINKCRAWL_WORKSPACE": str(workspace)}
    del environment[missing]

    ran = process(["bash", PROJECT / "deploy" / "scrapyd.sh"], workspace, environment)

    assert ran.code == 2
    (said,) = ran.error_lines
    assert said.startswith(line)
