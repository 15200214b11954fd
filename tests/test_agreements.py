"""agreements.csv: a spreadsheet that people edit, read with its quirks and its mistakes."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from linkcrawl.agreements import COLUMNS, Agreement, AgreementError, load_agreements
from linkcrawl.vocabulary import Placement

FULL = Agreement(
    partner="partner.example",
    relationship="ring:bread",
    their_page="https://www.partner.example/friends",
    our_target="https://example.com/",
    our_page="https://example.com/partners",
    their_target="https://www.partner.example/",
    anchor="Oak & Ember, ovens",
    rel=("nofollow", "sponsored"),
    placement=Placement.CONTENT,
    start=date(2026, 1, 15),
    deadline=date(2026, 2, 15),
    end=date(2027, 1, 1),
    contact_name="Jo",
    contact_email="jo@partner.example",
    notes="two\nlines",
)
CELLS = (
    "www.Partner.example", "Ring: bread", "https://www.partner.example/friends#top",
    "https://example.com", "https://example.com/partners", "https://www.partner.example/",
    "Oak & Ember, ovens", "sponsored, nofollow", "Content", "2026-01-15", "2026-02-15",
    "2027-01-01", "Jo", "jo@partner.example", "two\nlines",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "agreements.csv"


def line_of(cells: tuple[str, ...], delimiter: str) -> str:
    return delimiter.join(f'"{cell}"' for cell in cells)


def problem_of(file: Path, column: str, value: str) -> str:
    """The one line about a row whose *column* is *value*, without file and line."""
    quoted = f'"{value}"'
    row = quoted if column == "partner" else f"partner.example,{quoted}"
    header = "partner" if column == "partner" else f"partner,{column}"
    file.write_text(f"{header}\n{row}\n", "utf-8")
    found = load_agreements(file)
    assert not found.rows
    (problem,) = found.problems
    return problem.removeprefix(f"{file}, line 2: ")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_row_is_read_however_the_spreadsheet_saved_it(
    file: Path, delimiter: str, encoding: str, ending: str
) -> None:
    header = delimiter.join(name.upper() for name in COLUMNS)
    text = f"{header}{ending}{line_of(CELLS, delimiter)}{ending}"
    file.write_bytes(text.encode(encoding))

    found = load_agreements(file)

    assert found.rows == (FULL,)
    assert found.problems == ()


def test_only_the_partner_is_needed_and_empty_cells_mean_not_agreed(file: Path) -> None:
    file.write_text("notes,partner\n,example.org\n", "utf-8")

    assert load_agreements(file).rows == (Agreement("example.org"),)


def test_short_rows_empty_rows_and_comments_are_no_problem(file: Path) -> None:
    file.write_text("partner,relationship,notes\n# the old ones,,\n\n,,\nexample.org\n", "utf-8")

    found = load_agreements(file)

    assert [row.partner for row in found.rows] == ["example.org"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("column", "value", "line"),
    [
        ("partner", "http://", "partner: found 'http://'; accepted: a domain, as in example.com"),
        ("partner", "our friends", "partner: found 'our friends'; accepted: a domain"),
        ("relationship", "friend", "relationship: found 'friend'; accepted: exchange, editorial, "),
        ("relationship", "ring:", "relationship: found 'ring:'; accepted: "),
        ("their_page", "/friends", "their_page: found '/friends'; accepted: a whole URL, as in"),
        ("their_page", "www.partner.example", "their_page: found 'www.partner.example'; accepted:"),
        ("our_target", "http://[::1", "our_target: found 'http://[::1'; accepted: a whole URL"),
        ("our_page", "javascript:alert(1)", "our_page: found 'javascript:alert(1)'; accepted:"),
        ("their_target", "ftp://a.example/", "their_target: found 'ftp://a.example/'; accepted:"),
        ("rel", "noopener", "rel: found 'noopener'; accepted: follow, or nofollow, sponsored, ugc"),
        ("rel", "follow nofollow", "rel: found 'follow nofollow'; accepted: follow, or"),
        ("placement", "top", "placement: found 'top'; accepted: content, author_box, comments, "),
        ("start", "1.2.2026", "start: found '1.2.2026'; accepted: a date, as in 2026-11-30"),
        ("deadline", "2026-02-30", "deadline: found '2026-02-30'; accepted: a date"),
        ("end", "soon", "end: found 'soon'; accepted: a date"),
    ],
)
def test_a_wrong_cell_is_told_with_column_finding_and_what_is_accepted(
    file: Path, column: str, value: str, line: str
) -> None:
    assert problem_of(file, column, value).startswith(line)


def test_a_wrong_row_has_its_line_number_and_stops_no_other(file: Path) -> None:
    file.write_text(
        'partner,their_page,notes\na.example,,"two\nlines"\nb.example,nowhere,\nc.example,,\n',
        "utf-8",
    )

    found = load_agreements(file)

    assert [row.partner for row in found.rows] == ["a.example", "c.example"]
    assert [p.partition(": ")[0] for p in found.problems] == [f"{file}, line 4"]


def test_the_same_agreement_twice_is_told(file: Path) -> None:
    file.write_text("partner,notes\na.example,one\nwww.a.example,two\n", "utf-8")

    found = load_agreements(file)

    assert [row.notes for row in found.rows] == ["one"]
    assert found.problems == (f"{file}, line 3: the same agreement as an earlier row (a.example)",)


def test_an_unknown_column_is_told_and_left_out(file: Path) -> None:
    file.write_text("partner,colour\na.example,red\n", "utf-8")

    found = load_agreements(file)

    assert [row.partner for row in found.rows] == ["a.example"]
    assert found.problems[0].startswith(f"{file}, line 1: ignored: colour; accepted: partner, ")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"", ", line 1: found an empty file; a column `partner` is needed; accepted: partner, "),
        (b"\xef\xbb\xbf", ", line 1: found an empty file; a column `partner` is needed"),
        (b"site,page\nx,y\n", ", line 1: found site, page; a column `partner` is needed"),
        ("partner,notes\na.example,gr\xfcn\n".encode("latin-1"), ": not UTF-8; in a spreadsheet"),
        (b'partner\n"' + b"x" * 200_000, ", line 2: field larger than field limit"),
    ],
)
def test_a_file_that_is_no_use_as_a_whole_is_told_in_one_line(
    file: Path, body: bytes, line: str
) -> None:
    file.write_bytes(body)

    with pytest.raises(AgreementError) as caught:
        load_agreements(file)

    assert str(caught.value).startswith(f"{file}{line}")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told_with_the_command_that_makes_one(file: Path) -> None:
    with pytest.raises(AgreementError, match="not found; `linkcrawl init` writes one"):
        load_agreements(file)


def test_an_agreement_keeps_its_name_while_its_pages_stay() -> None:
    one = Agreement("a.example", their_page="https://a.example/x", notes="before")
    same = Agreement("a.example", their_page="https://a.example/x", notes="after", anchor="new")
    other = Agreement("a.example", their_page="https://a.example/y")

    assert one.name == same.name
    assert one.name != other.name
    assert one.name.startswith("a.example/")


def test_the_starter_has_every_column_and_only_comments(file: Path) -> None:
    text = resources.files("linkcrawl.starter").joinpath("agreements.csv").read_text("utf-8")
    file.write_text(text, "utf-8")

    found = load_agreements(file)

    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert found.rows == ()
    assert found.problems == ()


def test_the_starters_example_rows_can_be_switched_on(file: Path) -> None:
    text = resources.files("linkcrawl.starter").joinpath("agreements.csv").read_text("utf-8")
    file.write_text(text.replace("\n# ", "\n"), "utf-8")

    found = load_agreements(file)

    assert [row.partner for row in found.rows] == ["partner.example", "supplier.example"]
    assert found.problems == ()
