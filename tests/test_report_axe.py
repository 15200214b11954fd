"""Every kind of page of a report in a real Chromium, held to axe-core's rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright
from report_sample import mail_parts, sample_summary

from linkcrawl.fetch.browser import find_browser
from reports.language import language
from reports.render import render
from reports.single import single_file

Rules = dict[str, Any]
PAGES = (
    "index.html", "partner/brick.example.html", "site/stranger.example.html",
    "candidates.html", "candidate/kiln.example.html", "backlinks.html", "single.html", "mail.html",
)  # fmt: skip
# https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags
RULES: Rules = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {},
}
# The dark look differs in its colours only.
COLOURS = ("color-contrast", "link-in-text-block")
IN_THE_DARK: Rules = {"runOnly": {"type": "rule", "values": COLOURS}, "rules": {}}
# A mail stands within the page of a mail client, which has the landmarks.
IN_A_PAGE = {name: {"enabled": False} for name in ("landmark-one-main", "region")}


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at, and what its look is held to."""

    width: int
    scheme: Literal["light", "dark"]
    rules: Rules


LOOKS = (
    Look(360, "light", RULES), Look(768, "light", RULES), Look(1280, "light", RULES),
    Look(768, "dark", IN_THE_DARK),
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    summary = sample_summary()
    folder = render(summary, tmp_path_factory.mktemp("report")).parent
    (folder / "single.html").write_text(single_file(summary), "utf-8")
    (folder / "mail.html").write_text(mail_parts()["message.html"], "utf-8")
    return folder


def violations(page: Page, path: Path, looks: Sequence[Look]) -> list[str]:
    """What breaks a rule in any look, one line for each of the first elements that do."""
    page.goto(path.as_uri())
    page.evaluate(AXE_SCRIPT)
    # What is folded is read too, once somebody opens it.
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    told = []
    for look in looks:
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme=look.scheme)
        without = IN_A_PAGE if path.name == "mail.html" else {}
        rules = look.rules | {"rules": look.rules["rules"] | without}
        found = page.evaluate("rules => axe.run(rules).then(all => all.violations)", rules)
        wide = page.evaluate("document.documentElement.scrollWidth")
        lines = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:5]]
        lines += [f"{wide} pixels wide"] if wide > look.width else []
        told += [f"{look.width} {look.scheme}: {line}" for line in lines]
    return told


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule(page: Page, report: Path, name: str) -> None:
    assert violations(page, report / name, LOOKS) == []


def test_a_page_that_breaks_one_is_told(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    bad = "<img src=''><p style='width:1999px'>words <a href='#x' style='color:#bbb'>more</a>"
    dark = "<style>@media (prefers-color-scheme: dark) { p { color: #eee; background: #fff } }"
    path.write_text(f"<!doctype html><title>t</title>{dark}</style>{bad}", "utf-8")
    told = violations(page, path, LOOKS)

    for look in LOOKS[:3]:
        lines = [line for line in told if line.startswith(f"{look.width} light")]
        for rule in ("image-alt", "html-has-lang", "pixels wide", "color-contrast"):
            assert [line for line in lines if rule in line]
    assert len([line for line in told if line.startswith("768 dark: color-contrast")]) == 2


def test_pages_in_german_say_so(page: Page, tmp_path: Path) -> None:
    index = render(sample_summary(), tmp_path, language("de"))

    assert 'lang="de"' in index.read_text("utf-8")
    assert violations(page, index, LOOKS[:1]) == []
