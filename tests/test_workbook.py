"""Workbooks: safe cells, whatever the web holds, and what makes them pleasant to read."""

from __future__ import annotations

import io
import os
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from commands import LINKCRAWL, linkcrawl
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from relationship_sample import relationships
from report_sample import link, sample

from linkcrawl.store.read import StoredEvent
from reports.export import (
    COLUMNS,
    Row,
    What,
    agreement_rows,
    event_rows,
    link_rows,
    relationship_rows,
)
from reports.workbook import MOST_ROWS, write_workbook

PAGE = "https://www.mill.example/flour"
HOSTILE = [
    '=HYPERLINK("https://evil.example","pay")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    "{=1}", "＝1", "=cmd|' /C calc'!A0", "javascript:alert(1)", "internal:Sheet!A1",  # noqa: RUF001
    "external:c:\\x.xlsx", "mailto:x@example.com", "file:///etc/passwd", "ftp://x.example/",
    "<b>&amp;\"'</b>", "]]>", "_x0041_", "\u202egnp.exe", "1e5", "0012", "TRUE", "#REF!",
]  # fmt: skip


def book_of(what: What, rows: Iterator[Row], most_rows: int = MOST_ROWS) -> Workbook:
    out = io.BytesIO()
    write_workbook(what, rows, out, most_rows)
    return load_workbook(out, rich_text=False)


def told(**cells: str) -> StoredEvent:
    plain = StoredEvent("2026-11-21", "anchor", "a.example", PAGE, "", "", "")
    return replace(plain, **cells)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("column", ["source_url", "after"])
def test_text_stays_the_text_that_it_is(text: str, column: str) -> None:
    sheet = book_of(What.EVENTS, event_rows([told(**{column: text})])).active
    assert sheet is not None
    cell = sheet.cell(2, COLUMNS[What.EVENTS].index(column) + 1)

    assert cell.data_type == "s"
    assert unescape(str(cell.value)) == text.replace("\r", "⟨U+000D⟩")
    assert cell.hyperlink is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n"])
def test_what_looks_like_a_formula_is_none_when_its_cell_is_edited(start: str) -> None:
    sheet = book_of(What.EVENTS, event_rows([told(after=f"{start}1+1")])).active
    assert sheet is not None

    assert sheet["G2"].quotePrefix


def test_no_cell_of_any_kind_of_row_is_a_formula() -> None:
    judgement, events, _ = sample()
    books = [
        book_of(What.AGREEMENTS, agreement_rows(judgement.agreements)),
        book_of(What.LINKS, link_rows(judgement.links_in)),
        book_of(What.RELATIONSHIPS, relationship_rows(relationships())),
        book_of(What.EVENTS, event_rows(events)),
    ]
    kinds = {c.data_type for book in books for sheet in book for row in sheet for c in row}

    assert kinds == {"s", "n", "b"}


def test_what_xml_has_no_place_for_is_named() -> None:
    sheet = book_of(What.EVENTS, event_rows([told(after="a\x00b\x1b\x85\ud800\uffffc")])).active
    assert sheet is not None

    assert sheet["G2"].value == "a⟨U+0000⟩b⟨U+001B⟩⟨U+0085⟩⟨U+D800⟩⟨U+FFFF⟩c"


def test_a_text_without_end_is_cut() -> None:
    sheet = book_of(What.EVENTS, event_rows([told(after="😀" * 1_000_000)])).active
    assert sheet is not None
    text = str(sheet["G2"].value)

    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        (PAGE, True),
        ("http://mill.example/a#part", True),
        ("https://mill.example/" + "a" * 2_100, False),
        ("https://mill.example/a b", False),
        ("javascript:alert(1)//https://mill.example/", False),
        ("HTTPS://mill.example/", False),
    ],
)
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    sheet = book_of(What.EVENTS, event_rows([told(source_url=url)])).active
    assert sheet is not None

    assert (sheet["D2"].hyperlink is not None, sheet["D2"].value) == (linked, url)


def test_an_anchor_that_is_an_address_is_no_link() -> None:
    sheet = book_of(What.LINKS, link_rows([link("a.example/", "b.example/", anchor_text=PAGE)]))
    cells = next(sheet.worksheets[0].iter_rows(min_row=2))

    assert [cell.column_letter for cell in cells if cell.hyperlink] == ["A", "C"]


def test_no_more_addresses_are_links_than_a_sheet_may_have() -> None:
    out = io.BytesIO()
    addresses = (("", "", "", f"https://a.example/{n}", "", "", "") for n in range(65_600))
    write_workbook(What.EVENTS, addresses, out)
    with ZipFile(out) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")

    assert (sheet.count(b"<row "), sheet.count(b"<hyperlink ")) == (65_601, 65_530)


def test_a_sheet_that_is_full_is_followed_by_another() -> None:
    events = (told(after=str(n)) for n in range(7))
    book = book_of(What.EVENTS, event_rows(events), most_rows=4)

    assert book.sheetnames == ["events", "events 2", "events 3"]
    assert [[row[6].value for row in sheet.iter_rows()] for sheet in book] == [
        ["after", "0", "1", "2"], ["after", "3", "4", "5"], ["after", "6"],
    ]  # fmt: skip
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:G4", "A1:G4", "A1:G2"]


@pytest.mark.parametrize("what", What)
def test_the_header_stays_in_sight_also_of_an_empty_sheet(what: What) -> None:
    (sheet,) = book_of(what, iter(()))

    assert tuple(cell.value for cell in next(sheet.iter_rows())) == COLUMNS[what]
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("A2", True)


def test_states_and_verdicts_are_coloured() -> None:
    judgement, _, _ = sample()
    (sheet,) = book_of(What.AGREEMENTS, agreement_rows(judgement.agreements))
    ranges = {str(each.sqref) for each in sheet.conditional_formatting}
    words = {rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules}
    state = COLUMNS[What.AGREEMENTS].index("state") + 1

    assert f"{sheet.cell(2, state).column_letter}2" in {name.partition(":")[0] for name in ranges}
    assert {'"lost"', '"live"', '"unknown"'} <= words


def test_numbers_and_booleans_are_what_they_are() -> None:
    found = link("a.example/", "b.example/", sitewide=True, boilerplate_ratio=0.25)
    sheet = book_of(What.LINKS, link_rows([found])).worksheets[0]
    row = dict(zip(COLUMNS[What.LINKS], next(sheet.iter_rows(min_row=2)), strict=True))

    assert [row[c].value for c in ("sitewide", "boilerplate_ratio", "hidden")] == [
        True, 0.25, False,
    ]  # fmt: skip


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        rows = (("2026-11-21", "anchor", "", "", "", "", f"text {n}") for n in range(count))
        write_workbook(What.EVENTS, rows, io.BytesIO())
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(8_000) - peak(1_000) < 300_000


def test_the_command_writes_a_workbook(tmp_path: Path) -> None:
    linkcrawl("--workspace", tmp_path, "init")
    (tmp_path / "linkcrawl.db").touch()
    file = tmp_path / "events.xlsx"
    ran = linkcrawl(
        "--workspace", tmp_path, "export", "events", "--format", "xlsx", "--output", file
    )

    assert (ran.code, load_workbook(file).sheetnames) == (0, ["events"])


def test_a_terminal_is_shown_no_workbook(tmp_path: Path) -> None:
    linkcrawl("--workspace", tmp_path, "init")
    reader, terminal = os.openpty()
    command = (*LINKCRAWL, "--workspace", tmp_path, "export", "events", "--format", "xlsx")
    ran = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    os.close(reader)

    assert ran.returncode == 2
    assert "a workbook can't be shown here: say --output FILE.xlsx" in ran.stderr
