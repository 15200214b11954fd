"""Crawls that are cut short: by a full disk, a busy database, a network that goes away."""

from __future__ import annotations

import resource
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from commands import LINKCRAWL, process
from crawling import crawl, start_crawl
from cut_short import Told, damaged, told, unfinished, untrue

from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response
from linkcrawl.demo.workspace import write_demo_workspace

NOTHING = Told({}, {}, Counter())
# Writes for some seconds without an end, as a merge of a large shard does.
LONG_WRITE = """
begin immediate;
create table busy as with recursive n(i) as (select 1 union all select i + 1 from n limit 4000000)
    select i from n;
drop table busy;
commit;
"""


def workspace_at(folder: Path) -> Path:
    """The demo's workspace, its pages read without a browser."""
    write_demo_workspace(folder, date.today())
    settings = folder / "linkcrawl.toml"
    settings.write_text(settings.read_text().replace('render = "auto"', 'render = "never"'))
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What a crawl finds that nothing disturbs."""
    workspace = workspace_at(tmp_path_factory.mktemp("whole"))
    with serve(demo_web(1)) as proxy:
        crawl(workspace, proxy.url)
    return told(workspace)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspace_at(tmp_path)


def in_room_of(size: int) -> Callable[[], None]:
    """A limit to all files of a process, which is what a full disk is to SQLite."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("room", [850_000, 1_000_000])
def test_a_crawl_that_runs_out_of_disk_is_finished_by_the_next(
    workspace: Path, whole: Told, room: int
):
    with serve(demo_web(1)) as proxy:
        cut = start_crawl(workspace, proxy.url, before=in_room_of(room))
        log, _ = cut.communicate()
        complaints = [line for line in log.splitlines() if " ERROR" in line]

        assert len(complaints) == 1, log
        assert "can't be written: disk I/O error; what was stored before is whole" in complaints[0]
        assert list(untrue(workspace, NOTHING, whole)) == []
        assert "Going on with crawl 1" in crawl(workspace, proxy.url)
    assert list(unfinished(workspace, whole)) == []


def test_a_crawl_that_finds_no_room_says_so_in_a_line(workspace: Path):
    cut = start_crawl(workspace, "http://127.0.0.1:9", before=in_room_of(200_000))
    log, _ = cut.communicate()

    assert cut.returncode == 2
    (line,) = (line for line in log.splitlines() if "linkcrawl.db" in line)
    assert "can't be used: disk I/O error" in line
    assert "Traceback" not in log


def test_a_crawl_waits_for_another_writer(workspace: Path, whole: Told):
    writers: list[Thread] = []

    def write() -> None:
        with closing(sqlite3.connect(workspace / "linkcrawl.db", timeout=60)) as connection:
            connection.executescript(LONG_WRITE)

    def answer(request: Request) -> Response | None:
        if not writers:
            writers.append(Thread(target=write))
            writers[0].start()
        return web(request)

    web = demo_web(1)
    with serve(answer) as proxy:
        log = crawl(workspace, proxy.url)
    writers[0].join()

    assert " ERROR" not in log
    assert list(unfinished(workspace, whole)) == []


def test_a_network_that_goes_away_is_nobodys_fault(workspace: Path, whole: Told):
    served: list[str] = []
    web = demo_web(1)

    def answer(request: Request) -> Response | None:
        served.append(request.host)
        # An unknown host is what a proxy without its network says of everyone.
        return web(request) if len(served) < 90 else None

    with serve(answer) as proxy:
        crawl(workspace, proxy.url)
    assert list(untrue(workspace, NOTHING, whole)) == []

    with serve(demo_web(1)) as proxy:
        crawl(workspace, proxy.url)
    found = told(workspace)
    assert (found.states, found.links) == (whole.states, whole.links)
    # Pages that were read for the first time may have links that are new.
    assert {kind for kind, *_ in found.events} <= {"added"}


def test_two_crawls_a_report_and_a_backup_work_at_once(workspace: Path, whole: Told):
    with serve(demo_web(1)) as proxy:
        spiders = [start_crawl(workspace, proxy.url, name) for name in ("own", "partners")]
        done = []
        while any(spider.poll() is None for spider in spiders):
            if (workspace / "linkcrawl.db").exists():
                done += [
                    process([*LINKCRAWL, "report", "--workspace", workspace], workspace),
                    process([*LINKCRAWL, "backup", "--workspace", workspace], workspace),
                ]
        logs = [spider.communicate()[0] for spider in spiders]

    assert [spider.returncode for spider in spiders] == [0, 0], logs
    assert done
    assert [ran for ran in done if ran.code] == []
    assert " ERROR" not in "".join(logs)
    assert list(damaged(workspace)) == []
    assert told(workspace).states == whole.states
    assert all(Path(ran.out.splitlines()[-1]).exists() for ran in done)
