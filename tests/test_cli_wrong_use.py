"""Commands that can't be carried out: exit code 2, and what would be accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from commands import linkcrawl

from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.store.database import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with nothing wrong."""
    write_demo_workspace(tmp_path, date.today())
    open_database(tmp_path / "linkcrawl.db").close()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["sing"], "No such command 'sing'"),
        (
            ["crawl", "everything"],
            "found 'everything'; accepted: backlinks, candidates, own, partners",
        ),
        (["status", "--fail-on", "live,bad"], "found bad; accepted: live, changed, no_credit"),
        (["export", "money"], "'money' is not one of 'links', 'agreements', 'events'"),
        (["export", "links", "--format", "pdf"], "'pdf' is not one of 'csv', 'jsonl'"),
        (["inspect"], "Missing argument"),
        (["inspect", "nowhere.html"], "found 'nowhere.html'; accepted: a file, or a whole URL"),
        (["inspect", "--url", "x", __file__], "found 'x'; accepted: a whole URL"),
    ],
)
def test_wrong_use_is_told_with_what_is_accepted(
    folder: Path, arguments: list[str], line: str
) -> None:
    ran = linkcrawl("--workspace", folder, *arguments)

    assert ran.code == 2
    assert line in ran.err


def test_what_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "report").touch()

    report = linkcrawl("--workspace", folder, "report")
    export = linkcrawl("--workspace", folder, "export", "links", "--output", folder / "no" / "file")

    assert report.code == export.code == 2
    assert f"{folder}/report" in report.err
    assert "No such file or directory" in export.err


def test_the_demo_does_not_write_over_what_is_there(folder: Path) -> None:
    before = (folder / "linkcrawl.toml").read_bytes()

    ran = linkcrawl("demo", "--keep", folder)

    assert ran.code == 2
    assert f"{folder}: not empty; accepted: a new folder" in ran.err
    assert (folder / "linkcrawl.toml").read_bytes() == before
