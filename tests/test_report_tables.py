"""Sorting and filtering long tables in a real Chromium, under the page's own policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, sync_playwright
from report_sample import CONFIG, TODAY, link, row

from linkcrawl.agreements import Agreement
from linkcrawl.fetch.browser import find_browser
from linkcrawl.judge.run import Judgement
from linkcrawl.vocabulary import State
from reports.language import language
from reports.render import render
from reports.scripts import POLICY, SCRIPT, without_script
from reports.single import single_file
from reports.summary import Summary, summarise

CAPTION = "Links from partners, by placement and anchor type"
COUNT = 24


@cache
def many(limit: int = 160) -> Summary:
    """So many partners, of which each has more links to us than the one before."""
    names = [f"partner-{number}.example" for number in range(COUNT)]
    rows = tuple(row(Agreement(name), State.LIVE, "as agreed", None) for name in names)
    links = tuple(
        link(f"{name}/{page}", "ovens.example/")
        for number, name in enumerate(names)
        for page in range(number * 60 + 1)
    )
    return summarise(Judgement(rows, links, ()), (), (), CONFIG, TODAY, limit=limit)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    render(many(), folder)
    (folder / "single.html").write_text(single_file(many()), "utf-8")
    (folder / "german").mkdir()
    return render(many(), folder / "german", language("de")).parent.parent


@pytest.fixture(scope="module")
def opened(chromium: Browser) -> Page:
    """The one page of most tests here: to open another takes longer than they do."""
    return chromium.new_page()


@pytest.fixture
def window(opened: Page) -> Page:
    opened.set_viewport_size({"width": 1280, "height": 800})
    return opened


@pytest.fixture(params=["index.html", "single.html"])
def page(window: Page, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        troubles.append(message.text)

    def on_error(error: Error) -> None:
        troubles.append(str(error))

    window.on("console", on_console)
    window.on("pageerror", on_error)
    window.goto((report / request.param).as_uri())
    yield window
    window.remove_listener("console", on_console)
    window.remove_listener("pageerror", on_error)
    assert troubles == []


def table(page: Page) -> Locator:
    return page.get_by_role("table", name=CAPTION)


def first_cells(page: Page) -> list[str]:
    cells = table(page).locator("tbody tr:not([hidden]) > th").all_inner_texts()
    return [cell.strip().partition("-")[2].partition(".")[0] for cell in cells]


def test_a_click_on_a_head_sorts_and_another_turns_it(page: Page) -> None:
    head = table(page).get_by_role("columnheader", name="Links", exact=True)
    head.get_by_role("button").click()
    most = first_cells(page)
    told = head.get_attribute("aria-sort")
    head.get_by_role("button").click()

    assert most == [str(number) for number in reversed(range(COUNT))]
    assert told == "descending"
    assert first_cells(page) == most[::-1]
    assert head.get_attribute("aria-sort") == "ascending"


def test_names_are_sorted_as_people_count(page: Page) -> None:
    head = table(page).get_by_role("columnheader", name="Partner", exact=True)
    head.get_by_role("button").click()

    assert first_cells(page) == [str(number) for number in range(COUNT)]
    assert table(page).locator("th[aria-sort]").count() == 1


def test_the_keyboard_reaches_it_all(page: Page) -> None:
    field = page.get_by_role("searchbox", name=f"Filter {CAPTION}")
    field.focus()
    page.keyboard.type("partner-2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.textContent") == "Partner"
    assert first_cells(page) == ["2", "20", "21", "22", "23"]


def test_a_filter_counts_what_it_leaves(page: Page) -> None:
    tools = page.locator(".tools").filter(has_text=CAPTION)
    said = [tools.get_by_role("status").inner_text()]
    for words in ("PARTNER-1 example", "nobody", ""):
        tools.get_by_role("searchbox").fill(words)
        said.append(tools.get_by_role("status").inner_text())

    assert said == ["24 of 24 shown", "11 of 24 shown", "0 of 24 shown", "24 of 24 shown"]


def test_a_phone_chooses_the_order_from_a_list(window: Page, report: Path) -> None:
    window.set_viewport_size({"width": 360, "height": 800})
    window.goto((report / "index.html").as_uri())
    tools = window.locator(".tools").filter(has_text=CAPTION)
    tools.get_by_role("combobox", name="Sort by").select_option("Links ↓")
    shown = first_cells(window)
    head = table(window).locator("thead")
    folded = head.bounding_box()["height"]  # type: ignore[index]
    head.get_by_role("button").first.focus()
    unfolded = head.bounding_box()["height"]  # type: ignore[index]
    wide = window.evaluate("document.documentElement.scrollWidth")

    assert shown[0] == str(COUNT - 1)
    assert folded < 2 < unfolded
    assert wide <= 360


def test_german_numbers_are_numbers(window: Page, report: Path) -> None:
    window.goto((report / "german/index.html").as_uri())
    cells = window.locator("table.rows:not(.legend) td.num", has_text="1.381")
    rows = cells.first.locator("xpath=ancestor::table")
    rows.locator("thead button").nth(1).click()
    first = rows.locator("tbody tr > th").first.inner_text()

    assert first.strip() == f"partner-{COUNT - 1}.example"


def test_a_long_list_of_names_has_a_filter_too(window: Page, tmp_path: Path) -> None:
    window.goto(render(many(limit=5), tmp_path).as_uri())
    window.get_by_role("searchbox").fill("partner-13")
    shown = window.locator("ul.names li:visible").all_inner_texts()

    assert shown == ["partner-13.example"]


def test_without_scripts_all_rows_are_there_and_no_tools(chromium: Browser, report: Path) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto((report / "index.html").as_uri())
    shown, tools = first_cells(page), page.locator(".tools, thead button, input").count()
    page.close()

    assert len(shown) == COUNT
    assert tools == 0


def test_the_policy_lets_no_other_script_run(window: Page, report: Path) -> None:
    html = (report / "index.html").read_text("utf-8")
    bad = '<script>document.title="ran"</script><img src="x" onerror="document.title=\'ran\'">'
    (report / "bad.html").write_text(html.replace("</h1>", f"</h1>{bad}", 1), "utf-8")
    refused: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        refused.append(message.text)

    window.on("console", on_console)
    window.goto((report / "bad.html").as_uri())
    title, tools = window.title(), window.locator(".tools").count()
    window.remove_listener("console", on_console)

    assert title != "ran"
    assert tools > 0
    assert len(refused) >= 2


def test_an_attachment_has_no_script() -> None:
    html = single_file(many())

    assert html.count(SCRIPT) == html.count(POLICY) == 1
    assert "<script" not in without_script(html)
    assert "script-src" not in without_script(html)
