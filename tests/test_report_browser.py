"""The report in a real Chromium: nothing hostile runs, everything fits, is named and readable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hostile_sample import hostile_mail, hostile_summary
from playwright.sync_api import Browser, Page, sync_playwright
from report_sample import sample_summary

from linkcrawl.fetch.browser import find_browser
from reports.render import render
from reports.scripts import SCRIPT
from reports.single import single_file

WIDTHS = (360, 768, 1280)
# Attributes that run, load or send: none of ours does.
_LEAKS = """() => [...document.querySelectorAll("*")].flatMap(one => [...one.attributes])
    .filter(({name, value}) => /^(on|src|srcdoc|action|formaction|background|ping)/.test(name)
        || (name === "style" && /url\\((?!["']?#)|expression|@import/.test(value))
        || (name === "href" && /^[^a-z]*(javascript|data|vbscript|file):/i.test(value)))
    .map(({name, value}) => `${name}=${value.slice(0, 80)}`)"""
_CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_summary(), tmp_path_factory.mktemp("report")).parent


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which every text that comes from outside is an attack."""
    summary = hostile_summary()
    folder = render(summary, tmp_path_factory.mktemp("hostile")).parent
    (folder / "single.html").write_text(single_file(summary), "utf-8")
    (folder / "mail.html").write_text(hostile_mail(summary), "utf-8")
    return folder


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # The templates must hold without the policy in the page.
    )
    page.goto(path.as_uri())
    return page


def test_nothing_hostile_runs_or_leads_out_of_the_page(
    chromium: Browser, hostile_report: Path
) -> None:
    for path in pages(hostile_report):
        asked: list[str] = []
        page = chromium.new_page(bypass_csp=True)
        page.on("request", lambda request: asked.append(request.url))  # noqa: B023
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto(path.as_uri())
        title = page.title()
        for anchor in page.locator("[title]").all()[:10]:
            anchor.dispatch_event("mouseover")
        assert asked == [path.as_uri()]
        assert page.title() == title != "ran"
        assert page.locator("img, iframe, meta[http-equiv=refresh], base").count() == 0
        scripts = page.locator("script").evaluate_all("all => all.map(one => one.outerHTML)")
        assert scripts == ([] if path.name == "mail.html" else [SCRIPT])
        assert page.locator("style").count() == 1
        assert page.evaluate(_LEAKS) == []
        schemes = page.eval_on_selector_all("a[href]", "links => links.map(a => a.protocol)")
        assert set(schemes) <= {"file:", "http:", "https:", "mailto:"}
        page.close()


def test_template_syntax_is_only_text(chromium: Browser, hostile_report: Path) -> None:
    page = opened(chromium, hostile_report / "index.html")
    assert "{{ 7 * 7 }}" in page.inner_text("main")
    page.close()


def test_nothing_is_wider_than_the_window(
    chromium: Browser, report: Path, hostile_report: Path
) -> None:
    for path in [*pages(report), *pages(hostile_report)]:
        page = opened(chromium, path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path.name, width)
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_stay_tables_to_a_screen_reader(chromium: Browser, report: Path, width: int) -> None:
    page = opened(chromium, report / "index.html", width)
    heard = page.locator("table").last.aria_snapshot()
    assert "columnheader" in heard
    assert "rowheader" in heard
    assert "cell" in heard
    page.close()


def test_pages_have_landmarks_one_heading_and_named_tables(chromium: Browser, report: Path) -> None:
    for path in pages(report):
        page = opened(chromium, path)
        assert page.get_attribute("html", "lang") == "en"
        for landmark in ("banner", "navigation", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() == 1, landmark
        assert page.locator("h1").count() == 1
        assert page.locator("table:not(:has(> caption))").count() == 0
        assert page.locator("th:not([scope])").count() == 0
        levels = page.eval_on_selector_all("h1, h2, h3, h4, h5", "hs => hs.map(h => +h.tagName[1])")
        assert all(after <= before + 1 for before, after in pairwise(levels))
        page.close()


def test_every_picture_has_a_text_and_a_table(chromium: Browser, report: Path) -> None:
    for name in ("index.html", "site/stranger.example.html"):
        page = opened(chromium, report / name)
        pictures = page.get_by_role("img").all()
        assert pictures
        for picture in pictures:
            assert len(picture.get_attribute("aria-label") or "") > 40
            near = picture.locator("xpath=ancestor::*[.//table][1]//table")
            assert near.count() >= 1
        page.close()


def test_one_click_marks_the_whole_message(chromium: Browser, report: Path) -> None:
    page = opened(chromium, report / "partner/brick.example.html")
    page.locator("pre.message").click()
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip().startswith("Dear Jo")
    assert marked.strip().endswith("Ovens")
    page.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_report(
    chromium: Browser, report: Path
) -> None:
    page = opened(chromium, report / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(chromium: Browser, report: Path, scheme: str) -> None:
    names = ("index.html", "partner/brick.example.html", "site/stranger.example.html")
    for path in (report / name for name in names):
        page = opened(chromium, path, scheme=scheme)
        ratios = page.evaluate(_CONTRAST)
        assert len(ratios) > 50
        faint = [each for each in ratios if each["ratio"] < 4.5]
        assert faint == []
        page.close()
