"""linkcrawl demo, and what the other commands say of the workspace that it keeps."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import LINKCRAWL, Ran, linkcrawl, process
from figures import unlisted, unproved, unresolved

from linkcrawl.judge.verdicts.relationship import Verdict
from linkcrawl.vocabulary import State
from reports.export import COLUMNS, What


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that was run in *here*, in a process of its own, and the workspace it kept."""

    ran: Ran
    here: Path
    workspace: Path
    temporary: Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    here = tmp_path_factory.mktemp("here")
    temporary = tmp_path_factory.mktemp("temporary")
    # A proxy that is not there: the demo has one of its own.
    environment = {
        "TMPDIR": str(temporary),
        "http_proxy": "http://127.0.0.1:9",
        "no_proxy": "*",
    }
    ran = process([*LINKCRAWL, "demo", "--keep", "kept"], here, environment)
    return Demo(ran, here, here / "kept", temporary)


def test_it_ends_well_and_without_a_warning(demo: Demo) -> None:
    assert demo.ran.code == 0
    assert demo.ran.err == ""


def test_it_tells_states_changes_and_where_the_report_is(demo: Demo) -> None:
    *_, headline, last = demo.ran.out.splitlines()

    assert headline == "9 of 26 agreed links need you today."
    assert last == f"Report: {demo.workspace / 'report' / 'index.html'}"
    assert (demo.workspace / "report" / "index.html").is_file()
    assert "The link moved from content to footer." in demo.ran.out


def test_every_figure_and_row_of_its_report_leads_to_its_evidence(demo: Demo) -> None:
    assert unlisted(demo.workspace / "report") == []
    assert unproved(demo.workspace / "report") == []
    assert unresolved(demo.workspace / "report") == []


def test_it_leaves_nothing_but_what_was_to_be_kept(demo: Demo) -> None:
    assert [path.name for path in demo.here.iterdir()] == ["kept"]
    # Browsers and compilers leave caches of their own there, the demo nothing.
    assert not [path for path in demo.temporary.iterdir() if "linkcrawl" in path.name]
    kept = {path.name for path in demo.workspace.iterdir()}
    assert {"linkcrawl.toml", "agreements.csv", "linkcrawl.db", "report"} <= kept


def test_status_tells_each_agreed_link_and_the_crawls(demo: Demo) -> None:
    ran = linkcrawl("--workspace", demo.workspace, "status")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("Our link to") == 6
    assert "we could" not in ran.out.lower().replace("could not look", "")
    assert "mühlenbäckerei.example" in ran.out
    assert "xn--" not in ran.out


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ("missing", 1),
        ("lost,page_gone", 0),
        ("lost, OVERDUE", 1),
        ("", 0),
        ("live", 1),
        ("remove", 1),
    ],
)
def test_status_fails_only_on_states_that_were_named(demo: Demo, states: str, code: int) -> None:
    assert linkcrawl("status", "--workspace", demo.workspace, "--fail-on", states).code == code


def test_judge_counts_the_states(demo: Demo) -> None:
    ran = linkcrawl("--workspace", demo.workspace, "judge")

    told = {line.split()[0] for line in ran.out.splitlines() if line.split()}
    assert ran.code == 0
    assert {State.MISSING, State.LIVE, State.OVERDUE} <= told
    assert {Verdict.KEEP, Verdict.FIX, Verdict.WATCH, Verdict.REMOVE} <= told


def test_report_goes_where_it_is_wanted(demo: Demo, tmp_path: Path) -> None:
    ran = linkcrawl("--workspace", demo.workspace, "report", "--output", tmp_path / "out")

    assert ran.out == f"{tmp_path / 'out' / 'index.html'}\n"
    assert (tmp_path / "out" / "index.html").is_file()


# The demo imports neither logs nor Common Crawl's files: tests/test_cli_import_web.py does.
OF_THE_DEMO = [what for what in What if what not in (What.REFERRALS, What.RANKS, What.WITNESS)]


@pytest.mark.parametrize("what", OF_THE_DEMO)
def test_exports_have_their_columns_and_say_the_same_in_both_forms(
    demo: Demo, what: What, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    linkcrawl("--workspace", demo.workspace, "export", what, "--output", file)
    lines = linkcrawl("--workspace", demo.workspace, "export", what, "--format", "jsonl").out

    with file.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    values = [json.loads(line) for line in lines.splitlines()]
    assert tuple(header) == COLUMNS[what]
    assert len(rows) == len(values) > 0
    assert all(tuple(value) == COLUMNS[what] for value in values)


def test_what_others_say_stands_beside_what_was_seen(demo: Demo) -> None:
    lines = linkcrawl("--workspace", demo.workspace, "export", "backlinks", "--format", "jsonl").out
    rows = [json.loads(line) for line in lines.splitlines()]
    became = {
        (row["source_domain"], bool(row["source_url"])): (row["verified"], row["way"])
        for row in rows
        if row["sources"]
    }

    assert became == {
        ("thegardenpost.example", True): ("live", "reciprocal"),
        ("luckyorchardcasino.example", True): ("live", "one_way_in"),
        ("swiftpenniesloans.example", True): ("live", "one_way_in"),
        ("millstonelane.example", True): ("not_found", "reciprocal"),
        ("stonebakedirect.example", True): ("gone", "none"),
        # The crawl of candidates looked last, at the HTML only: what a browser said before holds.
        ("bramblecourt.example", True): ("not_found", "one_way_out"),
        ("oldovenforum.example", True): ("unknown", "one_way_in"),
        ("sundaysourdough.example", True): ("live", "reciprocal"),
        # Of these only the site was named.
        ("gartenwerk-lindner.example", False): ("live", "reciprocal"),
        ("slowhearthguild.example", False): ("live", "reciprocal"),
        ("thegardenpost.example", False): ("live", "reciprocal"),
        ("sundaysourdough.example", False): ("live", "reciprocal"),
        ("bramblecourt.example", False): ("not_found", "one_way_out"),
        ("villageovens.example", False): ("unknown", "one_way_in"),
    }
    assert {row["source_domain"] for row in rows if row["undocumented"]} == {
        "sundaysourdough.example"
    }
    assert "1 exchange that no agreement covers." in demo.ran.out


def test_candidates_are_told_apart(demo: Demo) -> None:
    lines = linkcrawl("--workspace", demo.workspace, "export", "candidates", "--format", "jsonl")
    rows = {row["domain"]: row for row in map(json.loads, lines.out.splitlines())}
    failing = {
        "hearthroundup.example": "It offers links",
        "stonebake-direct.example": "It seems to belong to your competitor",
        "cinderandcrust.example": "Its newest content is",
        "onefineoven.example": "1 of its pages could be read",
        "northgateboilers.example": "a main text of substance",
    }

    good = rows["holzofenfreunde.example"]
    assert (good["qualified"], good["contact"]) == ("pass", "hallo@holzofenfreunde.example")
    assert good["our_page"].endswith("/guides/first-firing/")
    assert good["their_target"].endswith("/beitraege/ofen-trocken-heizen/")
    for domain, reason in failing.items():
        assert any(reason in said for said in rows[domain]["reasons"]), domain


def test_the_demo_without_keep_leaves_a_report_only(tmp_path: Path) -> None:
    environment = {"TMPDIR": str(tmp_path), "LINKCRAWL_BROWSER": str(tmp_path / "none")}
    here = tmp_path / "here"
    here.mkdir()

    ran = process([*LINKCRAWL, "demo"], here, environment)

    assert ran.code == 0
    assert "No browser: " in ran.out
    assert [path.name for path in here.iterdir()] == ["linkcrawl-demo"]
    assert [path.name for path in (here / "linkcrawl-demo").iterdir()] == ["report"]
    assert not list(tmp_path.glob("linkcrawl-demo-*"))
