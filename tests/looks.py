"""Pictures of the sample report as Chromium shows it, for a test of its looks.

``python tests/looks.py`` takes them anew into tests/golden/looks/: run it after a wanted change,
and look at them before you commit.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from report_sample import GOLDEN, sample_message, sample_summary

from linkcrawl.fetch.browser import find_browser
from reports.render import render

LOOKS = GOLDEN / "looks"
_HIGHEST = 1400
# The letters of a dependency, so that lines break alike on all machines.
_LETTERS = Path(matplotlib.get_data_path(), "fonts", "ttf")
# What is compared: squares of so many pixels, so that letters weigh little and blocks much.
_SQUARE = 10


@dataclass(frozen=True, slots=True)
class View:
    """A page, or the part of it that *selector* finds, in a window of *width*."""

    name: str
    page: str
    width: int
    selector: str = "html"


VIEWS = tuple(
    View(f"{name}-{width}", page, width, selector)
    for name, page, selector, widths in (
        ("index", "index.html", "html", (360, 1280)),
        ("profile", "index.html", "section[aria-labelledby=profile]", (360, 1280)),
        ("partner", "partner/brick.example.html", "html", (360, 1280)),
        ("agreement", "partner/brick.example.html", "article:has(.sketch) >> nth=1", (360, 1280)),
        ("neighbourhood", "site/stranger.example.html", "figure:has(.scrolls)", (1280,)),
        ("candidate", "candidate/kiln.example.html", "html", (360, 1280)),
        ("mail", "mail.html", "html", (600,)),
    )
    for width in widths
)


def chromium(playwright: Playwright) -> Browser:
    """A browser that draws letters in one way, whatever the machine's settings."""
    return playwright.chromium.launch(
        executable_path=find_browser(),
        args=["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"],
    )


def blank(browser: Browser) -> Page:
    """A page to take pictures in, one after the other."""
    # The policy of a page lets no letters in.
    return browser.new_page(bypass_csp=True)


def picture(page: Page, folder: Path, view: View, css: str = " ") -> Image.Image:
    """One view of a report, whose mail lies beside it; *css* changes how it looks."""
    page.set_viewport_size({"width": view.width, "height": 900})
    address = (folder / view.page).as_uri()
    # The letters weigh more than all else: they are read once for views of the same page.
    if page.url != address:
        page.goto(address)
        page.add_style_tag(content=_font())
    change = page.add_style_tag(content=css)
    page.evaluate("document.fonts.ready")
    box = page.locator(view.selector).first.bounding_box()
    assert box is not None
    clip = {**box, "height": min(box["height"], _HIGHEST)}
    png = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    change.evaluate("style => style.remove()")
    return Image.open(BytesIO(png)).convert("RGB")


@cache
def _font() -> str:
    faces = (
        f'@font-face {{ font-family: "Test"; font-weight: {weight}; src:'
        f" url(data:font/ttf;base64,{b64encode((_LETTERS / name).read_bytes()).decode()}) }}"
        for name, weight in (("DejaVuSans.ttf", "400 500"), ("DejaVuSans-Bold.ttf", "600 700"))
    )
    return "".join(faces) + '* { font-family: "Test" !important }'


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other: 0 the same, 100 black and white."""
    size = (max(1, one.width // _SQUARE), max(1, max(one.height, other.height) // _SQUARE))
    small = []
    for picture in (one, other):
        whole = Image.new("RGB", (one.width, max(one.height, other.height)), "black")
        whole.paste(picture.convert("RGB"))
        small.append(whole.resize(size, Image.Resampling.BOX))
    means = ImageStat.Stat(ImageChops.difference(*small)).rms
    return sum(means) / len(means) / 255 * 100


def write_sample(folder: Path) -> None:
    """The sample report and its mail as files."""
    render(sample_summary(), folder)
    message = sample_message()
    html = message.get_body(("html",))
    assert html is not None
    text = str(html.get_content())
    for part in message.walk():
        if part.get_content_type() == "image/png":
            data = b64encode(part.get_content()).decode()
            text = text.replace(
                f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{data}"
            )
    (folder / "mail.html").write_text(text, "utf-8")


def main() -> None:
    LOOKS.mkdir(exist_ok=True)
    for path in LOOKS.glob("*.png"):
        path.unlink()
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        write_sample(Path(name))
        browser = chromium(playwright)
        page = blank(browser)
        for view in VIEWS:
            # Few colours make small files, and differ from many by less than a letter.
            small = picture(page, Path(name), view).quantize(48)
            small.save(LOOKS / f"{view.name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
