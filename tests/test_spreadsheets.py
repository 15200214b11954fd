"""Tables that people edit: what they wrote stays as they wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcrawl.candidates import CandidateRow, load_candidates
from linkcrawl.spreadsheets import SpreadsheetError, add_rows
from linkcrawl.vocabulary import Relation
from linkcrawl.workspace import load_workspace

COLUMNS = ("domain", "source", "notes")
ROW = {"domain": "new.example", "source": "list", "notes": "a; b"}
TABLES = {
    "commas": ("domain,source,notes\na.example,,\n", "new.example,list,a; b\n"),
    "semicolons and Windows lines": (
        "domain;source;notes\r\na.example;;\r\n",
        'new.example;list;"a; b"\r\n',
    ),
    "BOM": ("\ufeffdomain,source,notes\n", "new.example,list,a; b\n"),
    "no last line end": ("domain,source,notes\na.example,,", "\nnew.example,list,a; b\n"),
    "own order and own columns": (
        "Notes,Domain,Owner,Source\n# mine,,,\n",
        "a; b,new.example,,list\n",
    ),
}


@pytest.mark.parametrize(("before", "added"), TABLES.values(), ids=TABLES.keys())
def test_rows_are_added_at_the_end(before: str, added: str, tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    path.write_bytes(before.encode())
    path.chmod(0o640)

    lacks = add_rows(path, COLUMNS, [ROW])

    assert (path.read_bytes().decode(), lacks) == (before + added, ())
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["candidates.csv"]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    path.write_text("domain\n", "utf-8")

    assert add_rows(path, COLUMNS, [ROW]) == ("source", "notes")
    assert path.read_text("utf-8") == "domain\nnew.example\n"


def test_what_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"

    add_rows(path, COLUMNS, [{"domain": "new.example", "notes": "=cmd|' /C calc'!A0"}])

    assert path.read_text("utf-8") == "domain,source,notes\nnew.example,,'=cmd|' /C calc'!A0\n"


def test_a_table_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    path.write_bytes("domain,notes\nmüller.example,\n".encode("cp1252"))

    with pytest.raises(SpreadsheetError, match="not UTF-8; in a spreadsheet choose"):
        add_rows(path, COLUMNS, [ROW])
    assert path.read_bytes() == "domain,notes\nmüller.example,\n".encode("cp1252")


def test_candidates_are_read_and_wrong_ones_told(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    path.write_text("domain;notes\nA.example;first\nnot one\na.example;again\n", "utf-8")

    found = load_candidates(path)

    assert found.rows == (CandidateRow("a.example", "", "first"),)
    assert found.problems == (
        f"{path}, line 3: domain: found 'not one'; accepted: a domain, as in example.com",
    )


def test_a_workspace_knows_its_candidates(tmp_path: Path) -> None:
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "own.example"\n', "utf-8")
    (tmp_path / "agreements.csv").write_text("partner\npartner.example\n", "utf-8")
    (tmp_path / "candidates.csv").write_text("domain\nnew.example\npartner.example\n", "utf-8")

    assert load_workspace(tmp_path).relations() == {
        "new.example": Relation.CANDIDATE,
        "partner.example": Relation.PARTNER,
        "own.example": Relation.OWN,
    }
