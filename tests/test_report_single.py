"""The report as one file: everything in it, linked within itself, in bounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from commands import linkcrawl
from playwright.sync_api import Page, sync_playwright
from report_sample import CONFIG, TODAY, row, sample, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.fetch.browser import find_browser
from linkcrawl.judge.run import Judgement
from linkcrawl.vocabulary import State
from reports.render import INDEX, report_pages
from reports.single import MAXSIZE, single_file
from reports.summary import Summary, summarise


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def whole() -> str:
    return single_file(sample_summary())


@cache
def elements(html: str) -> tuple[Element, ...]:
    """All elements, as a browser would read them."""
    return tuple(html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False).iter())


def attributes(html: str, name: str) -> list[str]:
    """All values of an attribute."""
    return [element.attrib[name] for element in elements(html) if name in element.attrib]


def dangling(html: str) -> set[str]:
    """Addresses that lead neither into the file, nor to a web page or a mail program."""
    ids = {f"#{name}" for name in attributes(html, "id")}
    inside = {href for href in attributes(html, "href") if urlsplit(href).scheme not in WEB}
    return inside - ids


WEB = ("http", "https", "mailto")


def many(count: int) -> Summary:
    """A summary of so many partners, all of which broke their word."""
    pages = (f"https://p{n}.example/" for n in range(count))
    agreements = (Agreement(page[8:-1], their_page=page) for page in pages)
    rows = tuple(row(one, State.LOST, "why " * 80, None) for one in agreements)
    return summarise(Judgement(rows, (), ()), (), (), CONFIG, TODAY)


def test_every_page_is_in_it(whole: str) -> None:
    pages = {page.path for page in report_pages(sample_summary())} - {INDEX}

    assert len(pages) > 3
    assert pages <= set(attributes(whole, "id"))
    assert "The whole report in one file" in whole


def test_no_id_is_given_twice(whole: str) -> None:
    ids = attributes(whole, "id")

    assert len(ids) == len(set(ids))


def test_every_address_leads_into_it_or_to_the_web(whole: str) -> None:
    assert dangling(whole) == set()
    assert "#partner/mill.example.html" in attributes(whole, "href")


def test_what_pictures_and_headings_point_at_is_there(whole: str) -> None:
    ids = set(attributes(whole, "id"))
    named = set(attributes(whole, "aria-labelledby"))
    painted = {
        value.partition("url(#")[2].partition(")")[0]
        for name in ("clip-path", "style", "fill")
        for value in attributes(whole, name)
        if "url(#" in value
    }

    assert named
    assert named | painted <= ids


def test_there_is_one_first_heading_and_one_main(whole: str) -> None:
    tags = [str(element.tag) for element in elements(whole)]

    assert [tags.count(tag) for tag in ("html", "main", "h1", "footer")] == [1, 1, 1, 1]


def test_it_is_bounded_and_says_what_is_left_out() -> None:
    html = single_file(many(600))
    pages = sum("/" in name and ":" not in name for name in attributes(html, "id"))

    assert MAXSIZE * 0.9 < len(html.encode()) <= MAXSIZE
    assert 0 < pages < 600
    assert f"{600 - pages} pages of other sites did not fit into this file" in html
    assert dangling(html) == set()


def test_pages_that_are_named_first_stay_longest() -> None:
    summary = sample_summary()
    first = len(single_file(summary, most=0).encode())
    html = single_file(summary, most=first + 60_000)
    kept = [name for name in attributes(html, "id") if "/" in name and ":" not in name]

    # The first card of the first page.
    assert kept[0] == summary.evidence(summary.attention.rows[0]).partition("#")[0]
    assert dangling(html) == set()


def test_nothing_hostile_becomes_an_attribute_or_a_link() -> None:
    judgement, events, crawls = sample()
    text = '" id="main" href="../index.html#x" <a href="agreements.csv">x</a></main><h1>'
    config = CONFIG.model_copy(update={"report": CONFIG.report.model_copy(update={"title": text})})
    html = single_file(summarise(judgement, events, crawls, config, TODAY))
    ids = attributes(html, "id")

    assert len(ids) == len(set(ids))
    assert html.count("</main>") == 1
    assert "&#34; id=&#34;main&#34; href=&#34;../index.html#x&#34;" in html


@pytest.mark.parametrize("width", [360, 1280])
def test_links_lead_to_their_place_in_a_browser(
    page: Page, whole: str, tmp_path: Path, width: int
) -> None:
    (tmp_path / "report.html").write_text(whole, "utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "report.html").as_uri())
    page.locator("#attention ~ .cards a").first.click()
    target = page.evaluate(
        "document.getElementById(decodeURIComponent(location.hash.slice(1)))?.id"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")

    assert "partner/" in target
    assert wide <= width


def test_the_command_writes_it_beside_the_database(tmp_path: Path) -> None:
    linkcrawl("--workspace", tmp_path, "init")
    (tmp_path / "linkcrawl.db").touch()
    ran = linkcrawl("--workspace", tmp_path, "report", "--single-file")
    folder = linkcrawl("--workspace", tmp_path, "report", "--single-file", "--output", tmp_path)

    assert (ran.code, ran.out.strip()) == (0, str(tmp_path / "report.html"))
    assert "There are no agreements yet." in (tmp_path / "report.html").read_text("utf-8")
    assert (folder.code, folder.err.count("Is a directory")) == (2, 1)
