"""A report of many partners and many links: whole, linked within itself, and no page too long."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from report_sample import CONFIG, TODAY, link, row

from linkcrawl.agreements import Agreement
from linkcrawl.judge.run import AgreementChecks, Judgement
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import State
from reports.fitting import MOST_BYTES
from reports.render import render
from reports.summary import summarise

PARTNERS, LINKS = 40, 4_000
OVENS = "https://www.ovens.example/ovens"
# As long as an address that people can click may be, and each of its characters is escaped.
LONG = "&" * 1_900


def agreement(domain: str, page: str = "flour") -> AgreementChecks:
    found = link(f"{domain}/{page}", "ovens.example/ovens")
    agreed = Agreement(
        domain, their_page=found.source_url, our_target=OVENS, notes="so it was agreed " * 40
    )
    return row(agreed, State.LIVE, "as agreed", found)


def big_links() -> list[StoredLink]:
    return [
        link(f"big.example/{n}", f"ovens.example/{n % 7}", before=f"Notes of day {n}, baked with")
        for n in range(LINKS)
    ]


def long_links() -> list[StoredLink]:
    plain = link("long.example/", "ovens.example/ovens", before="words " * 60, after="more " * 60)
    return [
        plain._replace(source_url=f"https://long.example/?{LONG}{n}", anchor_text=f"{n % 300}" * 99)
        for n in range(600)
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    agreed = [agreement(f"partner-{n}.example") for n in range(PARTNERS)]
    agreed += [agreement("big.example")]
    agreed += [agreement("long.example", f"?{LONG}{n}") for n in range(120)]
    links = [check.theirs.link for check in agreed if check.theirs and check.theirs.link]
    judgement = Judgement(tuple(agreed), (*links, *big_links(), *long_links()), ())
    render(summarise(judgement, (), (), CONFIG, TODAY), folder)
    return folder


def leading_nowhere(folder: Path) -> list[str]:
    """Addresses within the report without their file, or their place in it: read in a moment."""
    pages = {path.resolve(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    places = {path: set(re.findall(r' id="([^"]*)"', html)) for path, html in pages.items()}
    lost = []
    for path, html in pages.items():
        for href in set(re.findall(r'href="([^"]*)"', html)):
            if "://" in href:
                continue
            page, _, place = href.partition("#")
            target = (path.parent / page).resolve() if page else path
            if not target.exists() or (place and place not in places[target]):
                lost.append(f"{path.name}: {href}")
    return lost


def test_every_address_of_every_page_leads_somewhere(report: Path) -> None:
    assert len(list((report / "partner").iterdir())) == PARTNERS + 2
    assert len(list((report / "own").iterdir())) == 8
    assert leading_nowhere(report) == []


def test_no_page_is_longer_than_browsers_like(report: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in report.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_a_page_with_too_many_links_leads_to_the_list_of_all(report: Path) -> None:
    html = (report / "partner/big.example.html").read_text("utf-8")
    assert re.search(r'and 3,8\d\d more: see <a href="\.\./links\.csv">', html)
    with (report / "links.csv").open(encoding="utf-8-sig", newline="") as file:
        sources = [cells["source_domain"] for cells in csv.DictReader(file)]
    assert sources.count("big.example") == LINKS + 1


def test_pages_name_no_folder_of_this_machine_and_load_nothing(report: Path) -> None:
    for path in report.rglob("*.html"):
        html = path.read_text("utf-8")
        assert str(report) not in html
        assert "file:" not in html
        assert not re.search(r'<(?:link|img|iframe|object|base|script src)|\ssrc="', html)
        assert not re.search(r'href="/', html)
