"""Each vendor's export, as the vendor writes it: what it is taken for, and what is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_sample import LATEST, SITES, TAKEN, TOLD

from linkcrawl.imports.files import parts_of
from linkcrawl.imports.registry import BY_NAME, FORMATS, format_of
from linkcrawl.imports.rows import BadRow, ImportFileError, LeftOut, Row, Told

EXPORTS = Path(__file__).parent / "imports"


def taken(path: Path) -> dict[str, tuple[str, list[Row]]]:
    """What each part of a file is taken for, and its rows."""
    found = {}
    for part in parts_of(path):
        form = format_of(part)
        found[part.name] = (form.name, list(form.read(part, TOLD)))
    return found


@pytest.mark.parametrize("name", TAKEN)
def test_an_export_is_recognised_and_read(name: str) -> None:
    assert taken(EXPORTS / name) == {name: TAKEN[name]}


@pytest.mark.parametrize("name", TAKEN)
def test_an_export_is_recognised_by_its_content_not_its_name(name: str, tmp_path: Path) -> None:
    renamed = tmp_path / "download"
    renamed.write_bytes((EXPORTS / name).read_bytes())

    assert taken(renamed) == {"download": TAKEN[name]}


def test_a_workbook_has_a_part_for_each_sheet_and_runs_no_formula() -> None:
    sheets, links, cover = parts_of(EXPORTS / "search_console.xlsx")

    assert list(format_of(sheets).read(sheets, TOLD)) == SITES
    assert list(format_of(links).read(links, TOLD)) == [LATEST[0], BadRow(3, "no source page")]
    with pytest.raises(ImportFileError, match="its headings are 'Property',"):
        format_of(cover)


def test_an_archive_has_a_part_for_each_file() -> None:
    listed, links, filters, internal = parts_of(EXPORTS / "search_console.zip")

    assert list(format_of(listed).read(listed, TOLD)) == SITES
    assert [row.last_seen for row in format_of(links).read(links, TOLD)] == [  # type: ignore[union-attr]
        "2026-09-28",
        "2026-09-15",
    ]
    with pytest.raises(ImportFileError, match="its headings are 'Filter', 'Value'"):
        format_of(filters)
    within = LeftOut("links within one site, by the file's name")
    assert list(format_of(internal).read(internal, TOLD)) == [within, within]


def test_every_format_has_its_golden_file() -> None:
    ours = {f.name for f in FORMATS if f.name.split("-")[0] not in ("common", "access", "ga4")}

    assert ours == {name for name, _ in TAKEN.values()}
    assert len(BY_NAME) == len(FORMATS)


def test_an_unknown_table_is_told_with_its_headings_and_the_nearest_format(tmp_path: Path) -> None:
    path = tmp_path / "unknown.csv"
    path.write_text("Referring page,Target URLs,Anchor\nx,y,z\n", "utf-8")

    with pytest.raises(ImportFileError) as told:
        format_of(parts_of(path)[0])

    assert str(told.value) == (
        "unknown.csv: no format that is known; its headings are 'Referring page', 'Target URLs',"
        " 'Anchor'; nearest is ahrefs-backlinks (Ahrefs: backlinks), which also needs Referring"
        " page URL, Target URL; `--as` says otherwise"
    )


@pytest.mark.parametrize(
    "headings", ["Partner,Revenue,Cost", "Domain,Price,Notes", "Website,Users,Views"]
)
def test_a_table_of_something_else_is_not_taken(headings: str, tmp_path: Path) -> None:
    path = tmp_path / "else.csv"
    path.write_text(f"{headings}\nblog.example,1,2\n", "utf-8")

    with pytest.raises(ImportFileError, match="no format that is known"):
        format_of(parts_of(path)[0])


@pytest.mark.parametrize("name", ["search-console-sites", "list", "disavow"])
def test_a_file_that_does_not_name_its_site_asks_which_of_several_it_is(name: str) -> None:
    golden = next(golden for golden, (form, _) in TAKEN.items() if form == name)
    (part,) = parts_of(EXPORTS / golden)

    with pytest.raises(ImportFileError, match=r"--site: a\.example, b\.example"):
        BY_NAME[name].read(part, Told(("a.example", "b.example")))


def test_every_format_is_explained() -> None:
    text = (EXPORTS.parent.parent / "docs" / "imports.md").read_text("utf-8")

    assert [name for name, _ in TAKEN.values() if f"`{name}`" not in text] == []
