"""The report in a real Chromium: nothing hostile runs, everything fits, is named and readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from hostile_sample import hostile_mail, hostile_summary
from playwright.sync_api import Dialog, Page, Request, sync_playwright
from report_sample import sample_summary

from linkcrawl.fetch.browser import find_browser
from reports.render import render
from reports.scripts import SCRIPT
from reports.single import single_file

WIDTHS = (360, 768, 1280)
LONG = ("index.html", "brick.example.html", "stranger.example.html")
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
# What a page is made of, once all that is folded is open and the pointer went over all that has a
# title. Attributes that run, load or send: none of ours does.
_SEEN = """() => {
    const all = what => [...document.querySelectorAll(what)];
    all("details").forEach(one => one.open = true);
    const title = document.title;
    all("[title]").forEach(one => one.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})));
    return {
        title,
        leading: all("img, iframe, meta[http-equiv=refresh], base").map(one => one.outerHTML),
        scripts: all("script").map(one => one.outerHTML),
        styles: all("style").length,
        leaks: all("*").flatMap(one => [...one.attributes])
            .filter(({name, value}) =>
                /^(on|src|srcdoc|action|formaction|background|ping)/.test(name)
                || (name === "style" && /url\\((?!["']?#)|expression|@import/.test(value))
                || (name === "href" && /^[^a-z]*(javascript|data|vbscript|file):/i.test(value)))
            .map(({name, value}) => `${name}=${value.slice(0, 80)}`),
        schemes: all("a[href]").map(one => one.protocol),
    };
}"""
_CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page asked for, said, was made of, and was called in the end; and how wide it was."""

    path: Path
    asked: list[str]
    said: list[str]
    seen: dict[str, Any]
    title: str
    wide: dict[int, int]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """The one page of all tests here: to open another takes longer than to look at most."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        # The templates must hold without the policy in the page.
        yield browser.new_page(bypass_csp=True)
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_summary(), tmp_path_factory.mktemp("report")).parent


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("one") / "single.html"
    path.write_text(single_file(sample_summary()), "utf-8")
    return path


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which every text that comes from outside is an attack."""
    summary = hostile_summary()
    folder = render(summary, tmp_path_factory.mktemp("hostile")).parent
    (folder / "single.html").write_text(single_file(summary), "utf-8")
    (folder / "mail.html").write_text(hostile_mail(summary), "utf-8")
    return folder


@pytest.fixture(scope="module")
def visits(page: Page, report: Path, one_file: Path, hostile_report: Path) -> list[Visit]:
    """Every page of both reports, opened once."""
    asked: list[str] = []
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def ask(request: Request) -> None:
        asked.append(request.url)

    page.on("dialog", hear)
    page.on("request", ask)
    made = []
    # Back and forth, so that each page begins as wide as the one before it ended.
    there_and_back = cycle((WIDTHS, WIDTHS[::-1]))
    for path in [*pages(report), one_file, *pages(hostile_report)]:
        page.goto(path.as_uri())
        seen = page.evaluate(_SEEN)
        wide = {width: _width(page, width) for width in next(there_and_back)}
        made.append(Visit(path, asked[:], said[:], seen, page.title(), wide))
        asked.clear()
        said.clear()
    page.remove_listener("dialog", hear)
    page.remove_listener("request", ask)
    return made


def _width(page: Page, window: int) -> int:
    page.set_viewport_size({"width": window, "height": 800})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def opened(page: Page, path: Path, width: int = 1280) -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path.as_uri())
    return page


def test_nothing_hostile_runs_or_leads_out_of_the_page(visits: list[Visit]) -> None:
    for visit in visits:
        assert visit.asked == [visit.path.as_uri()]
        assert visit.said == []
        assert visit.title == visit.seen["title"] != "ran"
        assert visit.seen["leading"] == []
        assert visit.seen["scripts"] == ([] if visit.path.name == "mail.html" else [SCRIPT])
        assert visit.seen["styles"] == 1
        assert visit.seen["leaks"] == []
        assert set(visit.seen["schemes"]) <= {"file:", "http:", "https:", "mailto:"}


def test_template_syntax_is_only_text(page: Page, hostile_report: Path) -> None:
    opened(page, hostile_report / "index.html")
    assert "{{ 7 * 7 }}" in page.inner_text("main")


def test_nothing_is_wider_than_the_window(visits: list[Visit]) -> None:
    wider = [
        (visit.path.name, window, wide)
        for visit in visits
        for window, wide in visit.wide.items()
        if wide > window
    ]
    assert wider == []


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_stay_tables_to_a_screen_reader(page: Page, report: Path, width: int) -> None:
    opened(page, report / "index.html", width)
    heard = page.locator("table").last.aria_snapshot()
    assert "columnheader" in heard
    assert "rowheader" in heard
    assert "cell" in heard


def test_pages_have_landmarks_one_heading_and_named_tables(page: Page, report: Path) -> None:
    for path in pages(report):
        opened(page, path)
        assert page.get_attribute("html", "lang") == "en"
        for landmark in ("banner", "navigation", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() == 1, landmark
        assert page.locator("h1").count() == 1
        assert page.locator("table:not(:has(> caption))").count() == 0
        assert page.locator("th:not([scope])").count() == 0
        levels = page.eval_on_selector_all("h1, h2, h3, h4, h5", "hs => hs.map(h => +h.tagName[1])")
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_has_a_text_and_a_table(page: Page, report: Path) -> None:
    for name in ("index.html", "site/stranger.example.html"):
        opened(page, report / name)
        pictures = page.get_by_role("img").all()
        assert pictures
        for picture in pictures:
            assert len(picture.get_attribute("aria-label") or "") > 40
            near = picture.locator("xpath=ancestor::*[.//table][1]//table")
            assert near.count() >= 1


def test_one_click_marks_the_whole_message(page: Page, report: Path) -> None:
    opened(page, report / "partner/brick.example.html")
    page.locator("pre.message").click()
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip().startswith("Dear Jo")
    assert marked.strip().endswith("Ovens")


def test_the_first_stop_of_the_keyboard_skips_to_the_report(page: Page, report: Path) -> None:
    opened(page, report / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]


def test_all_text_stands_out_from_its_ground(page: Page, report: Path, one_file: Path) -> None:
    for path in [*pages(report), one_file]:
        opened(page, path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            ratios = page.evaluate(_CONTRAST)
            assert len(ratios) > (50 if path.name in LONG else 30)
            faint = [each for each in ratios if each["ratio"] < 4.5]
            assert faint == [], (path.name, scheme)
