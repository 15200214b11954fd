"""Elements with very many attributes end a page; nothing that honest pages hold does."""

from __future__ import annotations

import pytest

from linkcrawl.page.crowded import uncrowded
from linkcrawl.page.read import read_page

LARGE = "<p>text</p>" * 20_000
NAMES = [f"a{number}" for number in range(3_000)]


@pytest.mark.parametrize(
    "written",
    [
        " ".join(NAMES),
        "/".join(NAMES),
        " ".join(f'{name}=">"' for name in NAMES),
        "".join(f"{name}='<'" for name in NAMES),
        " ".join(f"{name} = x" for name in NAMES),
        " ".join(f"={name}" for name in NAMES),
        " ".join(f"<{name}" for name in NAMES),
    ],
    ids=["bare", "slashes", "quoted", "joined", "spaced", "equals", "like tags"],
)
def test_a_page_is_read_up_to_an_element_with_thousands_of_attributes(written: str) -> None:
    links = '<a href="https://own.example/">us</a>'
    html = f"{LARGE}{links}<div {written}>{links}</div>"

    page = read_page(html.encode(), "https://partner.example/")

    assert (len(page.links), page.truncated) == (1, True)
    assert uncrowded(html) == LARGE + links


@pytest.mark.parametrize(
    "html",
    [
        "<p class=a id=b>" * 20_000,
        f"<script>{'if (a<b && c) { d = 1 }' * 20_000}</script>",
        f"<script>{'a<b c ' * 50_000}",
        f"<style>{'a<b c ' * 50_000}</style><a href=/x>x</a>",
        f"<!-- <a {' x y' * 50_000} -->",
        f"<textarea><a {' x y' * 50_000} </textarea>",
        f"<title>a <b {' x y' * 50_000}</title>",
        f"5 < 6 {'and 6 < 7 ' * 20_000}",
        f'<a title="{"x y " * 60_000}">x</a>',
        f"<a href=/{'x' * 300_000}>x</a>",
        "<" * 300_000,
        "<a" + " " * 300_000,
        "<!doctype html><?xml x?></p x y>" * 10_000,
    ],
    ids=["tags", "script", "open script", "style", "comment", "textarea", "title", "text", "value",
         "long", "angles", "spaces", "other tags"],
)  # fmt: skip
def test_nothing_else_ends_a_page(html: str) -> None:
    assert uncrowded(html) == html


def test_a_small_page_is_taken_whole() -> None:
    assert uncrowded(f"<p {' '.join(NAMES)}>") == f"<p {' '.join(NAMES)}>"
