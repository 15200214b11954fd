"""Broken, huge and malicious files: one clear error, or rows; never anything else."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_sample import TOLD

from linkcrawl.claims import Claim
from linkcrawl.imports import files, sheets, text_rows
from linkcrawl.imports.cells import CellError, domain, number, url
from linkcrawl.imports.days import Days
from linkcrawl.imports.files import parts_of
from linkcrawl.imports.registry import FORMATS, format_of
from linkcrawl.imports.rows import BadRow, Format, Head, ImportFileError, Row

EXPORTS = Path(__file__).parent / "imports"
HEADINGS = "Linking page,Last crawled\n"
GOOD = "https://blog.example/a,2026-09-28\n"
# The names of a graph are read with its edges.
READING = [form for form in FORMATS if form.name != "common-crawl-vertices"]


def rows(path: Path) -> list[Row]:
    (part,) = parts_of(path)
    return list(format_of(part).read(part, TOLD))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


WRONG_ROWS = {
    "no URL": ("nowhere,2026-09-28\n", "no web page: 'nowhere'"),
    "a script": ("javascript:alert(1),2026-09-28\n", "no web page: 'javascript:alert(1)'"),
    "a mail address": ("mailto:a@blog.example,\n", "no web page: 'mailto:a@blog.example'"),
    "a formula": ('"=HYPERLINK(""https://blog.example/"")",\n', "no web page: '=HYPERLINK("),
    "nothing": (",2026-09-28\n", "no source page"),
    "too many cells": (GOOD.strip() + ",2,3\n", "4 cells under 2 headings"),
    "a giant URL": (f"https://blog.example/{'a' * 5000},\n", "a URL of 5,021 characters"),
    "a giant cell": (f'"{"a" * 200_000}",\n', "a giant cell, or a quote that is never closed"),
}


@pytest.mark.parametrize(("row", "why"), WRONG_ROWS.values(), ids=WRONG_ROWS.keys())
def test_a_wrong_row_is_told_with_its_line_and_stops_no_other(
    row: str, why: str, file: Path
) -> None:
    file.write_text(HEADINGS + GOOD + row + GOOD, "utf-8")

    first, bad, last = rows(file)

    assert isinstance(bad, BadRow)
    assert (bad.line, bad.why[: len(why)]) == (3, why)
    assert first == last


def test_letters_that_cannot_be_read_are_told_where_they_matter(file: Path) -> None:
    padding = GOOD.encode() * 3000
    file.write_bytes(HEADINGS.encode() + padding + b"https://blog.example/\xff\xfe,\n")

    assert rows(file)[-1] == BadRow(
        3002, "letters that can't be read in 'https://blog.example/\ufffd\ufffd'"
    )


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(file: Path) -> None:
    file.write_text(HEADINGS + '"https://blog.example/\n' + GOOD * 20_000, "utf-8")

    found = rows(file)

    assert sum(isinstance(row, BadRow) for row in found) == 1
    assert len(found) > 10_000


def test_nul_bytes_and_empty_lines_are_no_letters(file: Path) -> None:
    file.write_bytes(f"{HEADINGS}\n\0https://blog.ex\0ample/a,\n\n".encode())

    assert rows(file) == [Claim("own.example", "blog.example", "https://blog.example/a")]


@pytest.mark.parametrize("headings", ["Linking page", "Linking page,Last crawled"])
def test_a_blank_line_is_no_row(headings: str, file: Path) -> None:
    file.write_text(f"{headings}\n  \nhttps://blog.example/a\n \n", "utf-8")

    assert rows(file) == [Claim("own.example", "blog.example", "https://blog.example/a")]


def test_a_line_without_an_end_is_read_in_pieces(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_rows, "MAX_LINE", 100)
    file.write_text(HEADINGS + "x" * 1000, "utf-8")

    assert len(rows(file)) == 10


def test_an_archive_that_unpacks_out_of_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MIN_JUDGED", 1024 * 1024)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress((HEADINGS + GOOD * 300_000).encode()))

    with pytest.raises(ImportFileError, match=r"bomb\.csv\.gz: unpacks to more than"):
        rows(path)


def test_an_archive_of_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number_ in range(files.MAX_MEMBERS + 1):
            archive.writestr(f"{number_}.csv", HEADINGS)

    with pytest.raises(ImportFileError, match=r"many\.zip: an archive of 201 files"):
        parts_of(path)


def test_an_archive_whose_files_unpack_out_of_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MIN_JUDGED", 1024 * 1024)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, HEADINGS + GOOD * 100_000)

    with pytest.raises(ImportFileError, match=r"bomb\.zip: unpacks to 6,800,052 bytes out of"):
        parts_of(path)


@pytest.mark.parametrize("cut", [5, 20, -4])
def test_an_archive_that_breaks_off_is_told(tmp_path: Path, cut: int) -> None:
    whole = (EXPORTS / "majestic_bulk.csv.gz").read_bytes()
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(whole[:cut])

    with pytest.raises(ImportFileError, match=r"cut\.csv\.gz: can't be read: "):
        rows(path)


@pytest.mark.parametrize("form", READING, ids=lambda form: form.name)
@pytest.mark.parametrize("damage", [slice(30, 33), slice(40, 60)], ids=["name", "content"])
def test_a_damaged_archive_is_told_by_every_format(
    form: Format, damage: slice, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", HEADINGS + GOOD * 9)
    content = bytearray(path.read_bytes())
    content[damage] = b"x" * len(content[damage])
    path.write_bytes(content)

    with pytest.raises(ImportFileError, match=r"damaged\.zip"):
        list(form.read(parts_of(path)[0], TOLD))


def workbook(tmp_path: Path, sheet: str, name: str = "xl/worksheets/sheet1.xml") -> Path:
    """The golden workbook with something else in the place of one of its files."""
    path = tmp_path / "book.xlsx"
    with (
        zipfile.ZipFile(EXPORTS / "search_console.xlsx") as golden,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in golden.namelist():
            new.writestr(member, sheet if member == name else golden.read(member))
    return path


SHEET = (
    '<?xml version="1.0"?>{doctype}<worksheet xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
)
LAUGHS = '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def test_a_sheet_that_claims_to_be_huge_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{n}"><c r="{c}{n}" t="inlineStr"><is><t>{words}</t></is></c></row>'
        for n, c, words in (
            (1, "A", "Linking page"),
            (2, "A", "https://blog.example/a"),
            (1_048_576, "XFD", "far away"),
        )
    )
    part = parts_of(workbook(tmp_path, SHEET.format(doctype="", rows=cells)))[0]

    assert [cells for _, cells in part.rows()] == [["Linking page"], ["https://blog.example/a"]]


def test_a_sheet_with_entities_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>'
    path = workbook(tmp_path, SHEET.format(doctype=LAUGHS, rows=cells))

    with pytest.raises(ImportFileError, match=r"book\.xlsx: no readable workbook"):
        parts_of(path)


def test_a_workbook_that_is_too_big_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 1000)

    with pytest.raises(ImportFileError, match=r"search_console\.xlsx: a workbook of"):
        parts_of(EXPORTS / "search_console.xlsx")


def test_a_workbook_of_nonsense_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, "<not xml", "xl/workbook.xml")

    with pytest.raises(ImportFileError, match=r"book\.xlsx: no readable workbook"):
        parts_of(path)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"PK\x03\x04", b"\x1f\x8b", b"\0"])
def test_what_is_no_table_is_told(content: bytes, file: Path) -> None:
    file.write_bytes(content)

    with pytest.raises(ImportFileError, match=r"export\.csv: "):
        rows(file)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    start=st.sampled_from([b"", b"\x1f\x8b\x08", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]),
    rest=st.binary(max_size=400)
    | st.text("aé1.,;\t\"'\r\n\0:/=#", max_size=200).map(str.encode)
    | st.text('ab,\n"', max_size=80).map(lambda text: text.encode("utf-16")),
    form=st.sampled_from([f for f in FORMATS if f.name.split("-")[0] not in ("common", "wat")]),
)
def test_any_bytes_give_rows_or_the_one_error(
    start: bytes, rest: bytes, form: object, file: Path
) -> None:
    file.write_bytes(start + rest)
    for chosen in (format_of, lambda _: form):
        try:
            for part in parts_of(file):
                list(chosen(part).read(part, TOLD))  # type: ignore[attr-defined]
        except ImportFileError as error:
            assert str(error)  # noqa: PT017


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(max_size=30) | st.sampled_from(["Domain", "Source Url", "2026-01-01"])),
        max_size=6,
    )
)
def test_every_format_looks_at_any_table(table: list[list[str]]) -> None:
    head = Head("x", rows=tuple(map(tuple, filter(None, table))))

    assert all(form.recognise(head) >= 0 for form in FORMATS)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_cell_is_read_or_refused(cell: str) -> None:
    day, figure = Days()(cell), number(cell)
    for read in (url, domain):
        try:
            read(cell)
        except CellError as error:
            assert str(error)  # noqa: PT017

    assert day == "" or len(day) == 10
    assert figure is None or abs(figure) < 1e18


def test_the_sample_of_a_file_may_end_within_a_letter(file: Path) -> None:
    rows_ = "".join(f"https://blog.example/é{n},2026-09-28\n" for n in range(4000))
    file.write_bytes((HEADINGS + rows_).encode())

    assert text_rows.encoding_of(file.read_bytes()[: text_rows.SAMPLE]) == "utf-8"
    assert len(rows(file)) == 4000
