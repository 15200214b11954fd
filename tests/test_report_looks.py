"""The main pages look as they did when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from looks import LOOKS, VIEWS, View, blank, chromium, difference, picture, write_sample
from PIL import Image
from playwright.sync_api import Page, sync_playwright

# The same page differs by less than 0.4 from its kept picture, which has fewer colours; each of the
# changes below by more than 1.
TOLERANCE = 0.8
WANTED = "Wanted? Then run: python tests/looks.py, and look at the pictures"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield blank(browser)
        browser.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("looks")
    write_sample(folder)
    return folder


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_pages_look_as_they_did(page: Page, sample: Path, view: View) -> None:
    kept, beside = LOOKS / f"{view.name}.png", LOOKS / f"{view.name}.now.png"
    now = picture(page, sample, view)
    far = difference(Image.open(kept), now)
    beside.unlink(missing_ok=True)
    if far > TOLERANCE:
        now.save(beside)
    assert far <= TOLERANCE, f"{beside} differs by {far:.1f}. {WANTED}"


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("index-360", ":root { --bad: #0a4fa3; --bad-ground: #dde8ff }"),
        ("index-1280", ".tiles { display: block }"),
        ("index-1280", "section { margin-block-start: 0 }"),
        ("agreement-1280", ".bands rect { fill: white !important }"),
        ("agreement-360", ".sketch { display: none }"),
        ("candidate-360", ".card { padding: 0 !important }"),
        ("neighbourhood-1280", ".chart path { stroke-width: 5px !important }"),
        ("mail-600", "td { padding: 0 !important }"),
    ],
)
def test_another_look_is_told(page: Page, sample: Path, name: str, css: str) -> None:
    view = next(view for view in VIEWS if view.name == name)
    kept = Image.open(LOOKS / f"{name}.png")

    assert difference(kept, picture(page, sample, view, css)) > TOLERANCE


def test_every_picture_that_is_kept_is_compared() -> None:
    kept = {path.stem for path in LOOKS.glob("*.png") if not path.stem.endswith(".now")}

    assert kept == {view.name for view in VIEWS}
