"""`linkcrawl candidates accept`, and the export and the report of candidates."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from candidates_web import copied
from click.testing import CliRunner, Result

from linkcrawl.agreements import load_agreements
from linkcrawl.cli import main
from linkcrawl.store.accepted import accepted
from linkcrawl.store.database import open_existing
from linkcrawl.vocabulary import Relation
from linkcrawl.workspace import load_workspace


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.getbasetemp(), tmp_path)


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(folder), *words])


def test_an_accepted_candidate_becomes_a_row_and_a_message(folder: Path) -> None:
    done = run(folder, "candidates", "accept", "www.backhaus.example")

    today = datetime.now(UTC).date()
    rows = load_agreements(folder / "agreements.csv")
    row = rows.rows[-1]
    assert done.exit_code == 0
    assert rows.problems == ()
    assert row.partner == "backhaus.example"
    assert row.our_page.startswith("http://own.example/")
    assert row.their_target.startswith("http://backhaus.example/blog/")
    assert "To: post@backhaus.example" in done.stdout
    assert row.their_target in done.stdout
    assert row.relationship == "exchange"
    assert row.anchor == "Oak & Ember"
    assert row.deadline is not None
    assert timedelta(days=29) <= row.deadline - today <= timedelta(days=31)


def test_what_the_criteria_said_that_day_is_kept(folder: Path) -> None:
    run(folder, "candidates", "accept", "backhaus.example")

    workspace = load_workspace(folder)
    kept = accepted(open_existing(workspace.database))["backhaus.example"]
    assert {"relevance", "newest_days", "contact", "sells_links"} <= {c.name for c in kept.criteria}
    assert workspace.relations()["backhaus.example"] is Relation.PARTNER


def test_what_is_given_goes_before_what_was_proposed(folder: Path) -> None:
    done = run(
        folder, "candidates", "accept", "backhaus.example",
        "--their-page", "http://backhaus.example/blog/", "--our-target", "http://own.example/",
        "--anchor", "wood-fired oven", "--deadline", "2027-01-31",
    )  # fmt: skip

    row = load_agreements(folder / "agreements.csv").rows[-1]
    assert (row.their_page, row.anchor) == ("http://backhaus.example/blog/", "wood-fired oven")
    assert "is one of your tracked keywords" in done.stderr
    assert "31 January 2027" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody.example"], "is no candidate; accepted: backhaus.example"),
        (["dead.example"], "no pages were proposed; name them: --their-page"),
        (["backhaus.example", "--deadline", "soon"], "deadline: found 'soon'; accepted: a date"),
        (["backhaus.example", "--our-target", "ovens"], "our_target: found 'ovens'; accepted"),
    ],
)
def test_wrong_use_writes_no_row(folder: Path, words: list[str], said: str) -> None:
    before = (folder / "agreements.csv").read_text("utf-8")

    done = run(folder, "candidates", "accept", *words)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert (folder / "agreements.csv").read_text("utf-8") == before


def test_a_site_that_fails_is_accepted_with_a_warning(folder: Path) -> None:
    done = run(
        folder, "candidates", "accept", "farm.example",
        "--our-page", "http://own.example/", "--their-target", "http://farm.example/ovens/",
    )  # fmt: skip

    assert done.exit_code == 0
    assert "It does not meet your criteria: It offers links" in done.stderr


def test_candidates_are_exported_with_their_criteria(folder: Path) -> None:
    done = run(folder, "export", "candidates", "--format", "jsonl")

    rows = {row["domain"]: row for row in map(json.loads, done.stdout.splitlines())}
    good, bad = rows["backhaus.example"], rows["farm.example"]
    assert next(iter(rows)) == "backhaus.example"
    assert (good["qualified"], bad["qualified"], bad["score"]) == ("pass", "fail", None)
    assert (good["contact"], good["links_to_us"]) == ("post@backhaus.example", 0)
    assert "relevance pass" in good["criteria"]
    assert any("It offers links" in reason for reason in bad["reasons"])
    assert good["our_page"].startswith("http://own.example/")


def test_the_report_lists_candidates_and_has_a_page_for_each(folder: Path) -> None:
    run(folder, "report")

    report = folder / "report"
    assert 'href="candidates.html"' in (report / "index.html").read_text("utf-8")
    listed = (report / "candidates.html").read_text("utf-8")
    pages = sorted(page.name for page in (report / "candidate").iterdir())
    assert pages == [f"{name}.html" for name in (
        "backhaus.example", "dead.example", "farm.example", "onepage.example", "rival.eu"
    )]  # fmt: skip
    assert all(f'href="candidate/{page}"' in listed for page in pages)
    good = (report / "candidate" / "backhaus.example.html").read_text("utf-8")
    assert "It could stand in this paragraph" in good
    assert "post@backhaus.example" in good
    assert "What the score is made of" in good
    bad = (report / "candidate" / "farm.example.html").read_text("utf-8")
    assert "the site does not meet your criteria" in bad
    assert "What the score is made of" not in bad
