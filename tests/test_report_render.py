"""The report's files: whole, self-contained, linked to each other, as they were."""

from __future__ import annotations

import csv
import subprocess
import sys
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from figures import unresolved
from report_sample import CONFIG, GOLDEN, TODAY, pages_of, row, sample_summary

import reports
from linkcrawl.agreements import Agreement
from linkcrawl.judge.run import Judgement
from linkcrawl.vocabulary import State
from reports.render import render
from reports.scripts import SCRIPT
from reports.summary import summarise


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_summary(), tmp_path_factory.mktemp("report")).parent


@cache
def elements(html: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Every element of a page with its attributes, as a browser would read them."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return tuple((str(element.tag), element.attrib) for element in tree.iter())


def test_pages_are_as_they_were(report: Path) -> None:
    kept = {path.name: path.read_text("utf-8") for path in GOLDEN.glob("*.html")}
    wanted = "Wanted? Then run: python tests/report_sample.py"
    pages = pages_of(report)
    assert pages.keys() == kept.keys(), wanted
    for name, html in pages.items():
        assert html == kept[name], wanted


def test_rendering_returns_the_first_page(tmp_path: Path) -> None:
    assert (
        render(sample_summary(), tmp_path / "new" / "folder") == tmp_path / "new/folder/index.html"
    )


def test_every_address_within_the_report_resolves(report: Path) -> None:
    assert unresolved(report) == []


def test_every_partner_has_a_page_that_the_first_page_links_to(report: Path) -> None:
    first = (report / "index.html").read_text("utf-8")
    for path in (report / "partner").iterdir():
        assert f'href="partner/{path.name}"' in first


def test_pages_need_nothing_but_themselves(report: Path) -> None:
    for html in pages_of(report).values():
        assert html.count("<script") == html.count(SCRIPT) == 1
        for tag, attributes in elements(html):
            assert tag not in ("link", "img", "iframe", "object", "base", "form")
            assert not {"src", "srcset", "action", "formaction", "background"} & attributes.keys()
            assert not [name for name in attributes if name.startswith("on")]
        assert "@import" not in html
        assert "url(" not in html.replace("url(#", "")


def test_links_to_other_sites_tell_them_nothing(report: Path) -> None:
    for html in pages_of(report).values():
        for tag, attributes in elements(html):
            if tag == "a" and "//" in attributes["href"]:
                assert attributes["rel"] == "noopener noreferrer nofollow"


def test_no_id_is_given_twice(report: Path) -> None:
    for html in pages_of(report).values():
        ids = [attributes["id"] for _, attributes in elements(html) if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_an_empty_workspace_gets_a_report_too(tmp_path: Path) -> None:
    render(summarise(Judgement((), (), ()), (), (), CONFIG, TODAY), tmp_path)
    assert "There are no agreements yet." in (tmp_path / "index.html").read_text("utf-8")


def test_the_spreadsheets_beside_the_report_are_complete(tmp_path: Path) -> None:
    rows = tuple(
        row(Agreement("p.example", their_page=f"https://p.example/{i}"), State.LOST, "why", None)
        for i in range(12)
    )
    summary = summarise(Judgement(rows, (), ()), (), (), CONFIG, TODAY, limit=5)
    first = render(summary, tmp_path).read_text("utf-8")
    assert "and 7 more: see" in first
    with (tmp_path / "agreements.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [cells["partner"] for cells in csv.DictReader(file)] == ["p.example"] * 12


def test_what_else_is_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    render(sample_summary(), tmp_path)
    render(sample_summary(), tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_templates_are_found_within_a_zip_file(tmp_path: Path) -> None:
    package = Path(reports.__file__).parent
    with ZipFile(tmp_path / "reports.egg", "w") as egg:
        for path in package.rglob("*.*"):
            if path.suffix != ".pyc":
                egg.write(path, Path("reports") / path.relative_to(package))
    program = (
        "import sys; sys.path[:0] = sys.argv[1:4]\n"
        "import reports, pathlib; assert '.egg' in reports.__file__\n"
        "from report_sample import render, sample_summary\n"
        "render(sample_summary(), pathlib.Path(sys.argv[4]))"
    )
    paths = [tmp_path / "reports.egg", package.parent, Path(__file__).parent, tmp_path / "out"]
    subprocess.run([sys.executable, "-c", program, *map(str, paths)], cwd=tmp_path, check=True)
    assert (tmp_path / "out/index.html").read_text("utf-8") == (GOLDEN / "index.html").read_text(
        "utf-8"
    )
