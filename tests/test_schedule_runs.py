"""linkcrawl schedule: what runs unattended, when it is due, and the clocks that begin it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from commands import LINKCRAWL, linkcrawl, process
from cronsim import CronSim
from filelock import FileLock
from local_site import LocalSite

from linkcrawl.schedule import Entry, LastRun, Run, crontab, standing, systemd_units
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_database, open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.schedule import note_start, standings

DAILY = Entry(run=Run.PARTNERS, at="0 4 * * *")
NOON = datetime(2026, 11, 21, 12)
HOUR = timedelta(hours=1)
LIMITS = Limits(1, 1, 1.0, 1, 1)
SLOW = """
[[own]]
domain = "own.example"
start_urls = ["http://own.example/"]
[crawl]
render = "never"
timeout = 5
[[schedule]]
run = "own"
at = "*/5 * * * *"
"""


@pytest.mark.parametrize(
    ("what", "last", "due", "late"),
    [
        ("new today", LastRun(NOON), False, False),
        ("ran today", LastRun(NOON - 48 * HOUR, NOON - 7 * HOUR), False, False),
        ("missed this morning", LastRun(NOON - 48 * HOUR, NOON - 30 * HOUR), True, True),
        ("its hour has just come", LastRun(NOON - 9 * HOUR), True, True),
    ],
)
def test_a_run_is_due_once_its_hour_has_come(
    what: str, last: LastRun, due: bool, late: bool
) -> None:
    found = standing(DAILY, last)

    assert (found.is_due(NOON), found.is_late(NOON)) == (due, late), what


def test_many_missed_runs_are_made_up_for_once() -> None:
    away = standing(DAILY, LastRun(NOON - 900 * HOUR, NOON - 800 * HOUR))
    back = standing(DAILY, LastRun(NOON - 900 * HOUR, NOON))

    assert away.is_due(NOON)
    assert back.next == datetime(2026, 11, 22, 4)


def test_jitter_moves_a_run_always_by_the_same() -> None:
    entries = [
        Entry(run=Run.OWN, at="0 4 * * *", name=f"own-{n}", jitter_minutes=60) for n in range(40)
    ]
    first = [entry.next_after(NOON) for entry in entries]

    assert first == [entry.next_after(NOON) for entry in entries]
    assert len(set(first)) > 30
    assert all(datetime(2026, 11, 22, 4) <= at < datetime(2026, 11, 22, 5) for at in first)
    # One that was moved behind now is still to come; it is not skipped for tomorrow's.
    assert all(
        e.next_after(at - timedelta(seconds=1)) == at for e, at in zip(entries, first, strict=True)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace in which a judgement has been due since yesterday."""
    workspace = tmp_path / "our 100% links"
    assert linkcrawl("init", "--workspace", workspace).code == 0
    toml = workspace / "linkcrawl.toml"
    text = toml.read_text("utf-8")
    toml.write_text(f'{text}\n[[schedule]]\nrun = "judge"\nat = "*/5 * * * *"\n', "utf-8")
    entry = Entry(run=Run.JUDGE, at="*/5 * * * *")
    with open_database(workspace / "linkcrawl.db") as db:
        standings(db, {entry.title: entry}, datetime.now() - timedelta(days=1))
    return workspace


def outcome(folder: Path) -> str:
    with open_existing(folder / "linkcrawl.db") as db:
        rows = list(db.query("select outcome from scheduled"))
    return str(rows[0]["outcome"])


def test_what_is_late_is_said_until_it_has_run(folder: Path) -> None:
    before = linkcrawl("schedule", "--workspace", folder).out
    ran = process([*LINKCRAWL, "schedule", "due", "--workspace", folder], folder)
    after = linkcrawl("schedule", "--workspace", folder).out

    assert ran.code == 0, ran.err
    assert "late" in before
    assert "late" not in after
    assert "done" in after
    assert outcome(folder) == "done"


def test_a_run_that_fails_is_said_and_waits_for_its_next_time(folder: Path) -> None:
    (folder / "agreements.csv").write_text("not,what\nis,wanted\n", "utf-8")

    failed = process([*LINKCRAWL, "schedule", "due", "--workspace", folder], folder)
    again = process([*LINKCRAWL, "schedule", "due", "--workspace", folder], folder)

    assert (failed.code, again.code) == (1, 0)
    assert outcome(folder) == "failed with exit code 2"


def test_the_same_never_runs_twice_at_a_time(folder: Path) -> None:
    with FileLock(folder / "linkcrawl.db.scheduled-judge.lock"):
        ran = process([*LINKCRAWL, "schedule", "due", "--workspace", folder], folder)

    assert "still running" in ran.out
    assert outcome(folder) == ""


def test_a_crawl_that_somebody_began_by_hand_is_waited_for(folder: Path) -> None:
    toml = folder / "linkcrawl.toml"
    toml.write_text(toml.read_text("utf-8").replace('run = "judge"', 'run = "own"'), "utf-8")
    with open_database(folder / "linkcrawl.db") as db:
        entry = Entry(run=Run.OWN, at="*/5 * * * *")
        standings(db, {entry.title: entry}, datetime.now() - timedelta(days=1))
    by_hand = CrawlStore(folder / "linkcrawl.db", "own", "a digest", LIMITS)

    ran = process([*LINKCRAWL, "schedule", "due", "--workspace", folder], folder)
    by_hand.close("finished")

    assert ran.code == 0
    assert "own: left alone, somebody else is crawling" in ran.out
    assert "late" in linkcrawl("schedule", "--workspace", folder).out


def test_two_never_deal_the_same(folder: Path) -> None:
    toml = folder / "linkcrawl.toml"
    text = toml.read_text("utf-8").replace('run = "judge"', 'run = "own"\nshards = 2')
    node = f'[[nodes]]\nurl = "http://127.0.0.1:9/"\nworkspace = "{folder}"\npatience = 0\n'
    toml.write_text(f"{text}\n{node}", "utf-8")

    with FileLock(folder / "linkcrawl.db.dealt-own.lock"):
        ran = linkcrawl("schedule", "deal", "own", "--workspace", folder)

    assert ran.code == 2
    assert "own: is being dealt already" in ran.err


def test_the_process_that_stays_runs_what_is_due(folder: Path) -> None:
    with subprocess.Popen(
        [*LINKCRAWL, "schedule", "run", "--workspace", folder],
        stdout=subprocess.PIPE,
        text=True,
    ) as stays:
        assert stays.stdout
        said = next(line for line in stays.stdout if line.startswith("judge: done"))
        stays.send_signal(signal.SIGTERM)

    assert said
    assert stays.returncode == 0
    assert outcome(folder) == "done"


def test_what_runs_is_told_to_end_with_it(folder: Path) -> None:
    (folder / "linkcrawl.toml").write_text(SLOW, "utf-8")
    with open_database(folder / "linkcrawl.db") as db:
        entry = Entry(run=Run.OWN, at="*/5 * * * *")
        standings(db, {entry.title: entry}, datetime.now() - timedelta(days=1))
    asked, ended = threading.Event(), threading.Event()

    def hang(_handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        ended.wait()

    with LocalSite({"http://own.example/": hang}) as web:
        with subprocess.Popen(
            [*LINKCRAWL, "schedule", "run", "--workspace", folder],
            env={**os.environ, "http_proxy": web.url, "no_proxy": ""},
            stdout=subprocess.PIPE,
            text=True,
        ) as stays:
            assert asked.wait(120)
            stays.send_signal(signal.SIGTERM)
            said, _ = stays.communicate()
        ended.set()
    with open_existing(folder / "linkcrawl.db") as db:
        outcomes = [crawl.outcome for crawl in crawls(db)]

    assert stays.returncode == 0
    assert "own: told to end" in said
    assert outcome(folder) == ""
    assert outcomes == [""]


def test_the_line_for_cron_does_what_it_says(folder: Path) -> None:
    line = linkcrawl("schedule", "cron", "--workspace", folder).out.strip()
    when, command = line.split(" ", 5)[:5], line.split(" ", 5)[5]

    # As cron does: crontab(5).
    ran = process(["sh", "-c", command.replace(r"\%", "%")], folder)

    assert next(CronSim(" ".join(when), NOON)) == NOON + timedelta(minutes=10)
    assert ran.code == 0, ran.err
    assert outcome(folder) == "done"


def test_a_percent_sign_does_not_end_the_line_for_cron() -> None:
    assert r"100\% ours" in crontab("linkcrawl", "/srv/100% ours")


def test_systemd_takes_the_units(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCRAWL_ALLOW_ADDRESSES", "10.0.0.0/8,intranet.example")
    ran = linkcrawl("schedule", "systemd", "--workspace", folder, "--output", tmp_path / "units")
    units = [tmp_path / "units" / name for name in ("linkcrawl.service", "linkcrawl.timer")]

    checked = process(["systemd-analyze", "verify", "--man=no", *units], tmp_path)

    assert ran.code == 0
    assert (checked.code, checked.err) == (0, "")
    allowed = 'Environment="LINKCRAWL_ALLOW_ADDRESSES=10.0.0.0/8,intranet.example"'
    assert allowed in units[0].read_text("utf-8")
    assert {unit.stat().st_mode & 0o777 for unit in units} == {0o600}


def test_a_unit_leaves_systemd_nothing_to_expand() -> None:
    unit = systemd_units('/opt/a"b/linkcrawl', "/srv/100% $HOME", {"no_proxy": "a b"})

    (start,) = (line for line in unit["linkcrawl.service"].splitlines() if "ExecStart" in line)
    words = shlex.split(start.removeprefix("ExecStart="))
    assert words[-1] == "/srv/100%% $$HOME"
    assert 'Environment="no_proxy=a b"' in unit["linkcrawl.service"]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            'run = "partners"\nat = "every day"',
            "schedule.1.at: found 'every day'; accepted: minute",
        ),
        ('run = "nothing"\nat = "0 4 * * *"', "schedule.1.run: found 'nothing'; accepted: "),
        (
            'run = "partners"\nat = "0 4 * * *"\narguments = { deu = "1" }',
            "schedule.1.arguments: found {'deu': '1'}; accepted: due, orders, shard",
        ),
        (
            'run = "report"\nat = "0 4 * * *"\narguments = { period = "month" }',
            "schedule.1.arguments: found {'period': 'month'}; accepted: none",
        ),
        (
            'run = "own"\nat = "0 4 * * *"\n[[schedule]]\nrun = "own"\nat = "0 5 * * *"',
            "schedule: found two called own; accepted: a `name` of its own for each",
        ),
    ],
)
def test_a_wrong_entry_is_one_line(tmp_path: Path, entry: str, line: str) -> None:
    assert linkcrawl("init", "--workspace", tmp_path).code == 0
    toml = tmp_path / "linkcrawl.toml"
    toml.write_text(f"{toml.read_text('utf-8')}\n[[schedule]]\n{entry}\n", "utf-8")

    ran = linkcrawl("schedule", "--workspace", tmp_path)

    assert ran.code == 2
    (said,) = ran.error_lines
    assert line in said


def test_a_start_is_kept_before_its_end_is_known(folder: Path) -> None:
    entry = Entry(run=Run.JUDGE, at="*/5 * * * *")
    with open_existing(folder / "linkcrawl.db") as db:
        note_start(db, entry.title, NOON)
        (found,) = standings(db, {entry.title: entry}, NOON)

    assert (found.last.started, found.last.outcome) == (NOON, "")
