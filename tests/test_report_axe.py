"""Every kind of page of a report in a real Chromium, held to axe-core's rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from report_sample import mail_parts, sample_summary

from linkcrawl.fetch.browser import find_browser
from reports.language import language
from reports.render import render
from reports.single import single_file

Scheme = Literal["light", "dark"]
PAGES = (
    "index.html", "partner/brick.example.html", "site/stranger.example.html",
    "candidates.html", "candidate/kiln.example.html", "backlinks.html", "single.html", "mail.html",
)  # fmt: skip
# https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The dark look differs in its colours only.
IN_THE_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# A mail stands within the page of a mail client, which has the landmarks.
IN_A_PAGE = {"rules": {name: {"enabled": False} for name in ("landmark-one-main", "region")}}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = render(sample_summary(), tmp_path_factory.mktemp("report")).parent
    (folder / "single.html").write_text(single_file(sample_summary()), "utf-8")
    (folder / "mail.html").write_text(mail_parts()["message.html"], "utf-8")
    return folder


def violations(browser: Browser, path: Path, width: int, scheme: Scheme) -> list[str]:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(path.as_uri())
    # What is folded is read too, once somebody opens it.
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    options = (
        RULES
        | (IN_THE_DARK if scheme == "dark" else {})
        | (IN_A_PAGE if path.name == "mail.html" else {})
    )
    found = Axe().run(page, options=options).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    told = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:5]]
    return told + ([f"{wide} pixels wide"] if wide > width else [])


# Colours are the same at all widths.
@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (768, "light"), (1280, "light"), (768, "dark")]
)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule(
    chromium: Browser, report: Path, name: str, width: int, scheme: Scheme
) -> None:
    assert violations(chromium, report / name, width, scheme) == []


def test_a_page_that_breaks_one_is_told(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!doctype html><title>t</title><img src=''><p style='width:999px'>x", "utf-8")
    told = " ".join(violations(chromium, path, 360, "light"))

    assert "image-alt" in told
    assert "html-has-lang" in told
    assert "pixels wide" in told


def test_pages_in_german_say_so(chromium: Browser, tmp_path: Path) -> None:
    index = render(sample_summary(), tmp_path, language("de"))

    assert 'lang="de"' in index.read_text("utf-8")
    assert violations(chromium, index, 360, "light") == []
