"""linkcrawl report: what it looks back on, and what it remembers of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import LINKCRAWL, linkcrawl, on_a_terminal, process

from linkcrawl.classify.page import with_placements
from linkcrawl.page.read import read_page
from linkcrawl.periods import Made
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.told import Told, last_told, save_told
from linkcrawl.store.write import stamp

NOW = datetime.now(UTC)
HOME = "https://ovens.example/"
_LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace in which a page of a partner got another link 60, 20, 4 and 2 days ago."""
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "ovens.example"\n', "utf-8")
    (tmp_path / "agreements.csv").write_text("partner\nmill.example\n", "utf-8")
    for number, days in enumerate((100, 60, 20, 4, 2)):
        links = "".join(
            f'<p>See <a href="{HOME}{n}">oven {n}</a> there.</p>' for n in range(number)
        )
        html = f"<html><body><main><h1>Flour</h1>{links}</main></body></html>".encode()
        page = with_placements(read_page(html, "https://mill.example/"))
        store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", _LIMITS)
        store.add(replace(page, fetched_at=NOW - timedelta(days=days)))
        store.close("finished")
    return tmp_path


def report(folder: Path, *options: str) -> int:
    """Make a report, and return how many links it says have appeared."""
    ran = linkcrawl("report", "--workspace", folder, *options)
    assert ran.code == 0, ran.err
    html = (folder / "report/index.html").read_text("utf-8")
    section = html[html.index('<h2 id="changes">') : html.index('<h2 id="partnerships">')]
    return len(re.findall("A new link appeared", section))


def made(folder: Path, days: float, event: int = 10**9) -> None:
    """Say that a report was made so many days ago, when so many events were known."""
    at = stamp(NOW - timedelta(days=days))
    save_told(open_database(folder / "linkcrawl.db"), Told.REPORT, Made(at, event))


@pytest.mark.parametrize(("period", "links"), [("week", 2), ("month", 3), ("quarter", 4)])
def test_a_report_looks_back_on_the_period_that_is_asked_for(
    folder: Path, period: str, links: int
) -> None:
    made(folder, 3)
    assert report(folder, "--period", period) == links


def test_linkcrawl_toml_says_what_reports_look_back_on(folder: Path) -> None:
    with (folder / "linkcrawl.toml").open("a", encoding="utf-8") as file:
        file.write('[report]\nperiod = "month"\n')
    assert report(folder) == 3
    assert report(folder, "--period", "week") == 2


def test_a_report_tells_what_came_after_the_last_one_and_again_what_it_told_today(
    folder: Path,
) -> None:
    made(folder, 10)
    assert [report(folder), report(folder)] == [2, 2]
    made(folder, 1.5)
    assert report(folder) == 0


def test_what_was_found_out_after_the_last_report_is_told_though_it_is_older(folder: Path) -> None:
    report(folder)
    db = open_database(folder / "linkcrawl.db")
    ids = [
        number for (number,) in db.execute("select id from event where kind = 'added' order by id")
    ]
    made(folder, 1.5, event=ids[1])
    assert report(folder) == len(ids) - 2


def test_a_report_is_remembered(folder: Path) -> None:
    db = open_database(folder / "linkcrawl.db")
    assert last_told(db, Told.REPORT, "9999") is None
    report(folder)
    (newest,) = db.execute("select max(id) from event").fetchone()
    found = last_told(db, Told.REPORT, "9999")
    assert found is not None
    assert found.event == newest > 0


def test_another_period_is_refused(folder: Path) -> None:
    ran = linkcrawl("report", "--workspace", folder, "--period", "year")
    assert ran.code == 2
    assert "'last', 'week', 'month', 'quarter'" in ran.err


def test_on_a_terminal_the_report_says_what_it_is_doing(folder: Path) -> None:
    shown = on_a_terminal([*LINKCRAWL, "report"], folder, {})

    told = [shown.index(words) for words in ("Judging what is stored", "Writing the report")]
    assert told == sorted(told)
    assert shown.rstrip().endswith(str(folder / "report" / "index.html"))


def test_elsewhere_it_says_where_the_report_is(folder: Path) -> None:
    ran = process([*LINKCRAWL, "report"], folder)

    assert (ran.out.splitlines(), ran.err) == ([str(folder / "report" / "index.html")], "")
