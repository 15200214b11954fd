"""Pictures: deterministic, escaped, their own in a page, loaded only when drawn."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from relationship_sample import OWN, graph, profile

from linkcrawl.judge.graph.neighbourhood import Line, Neighbourhood, Node, NodeKind
from linkcrawl.periods import Period, Window
from reports.charts.canvas import pixels, vector
from reports.charts.inline import inline_svg
from reports.charts.mix import WIDTH, Bars, height_of, paint_mix
from reports.charts.months import Month, paint_months
from reports.language import ENGLISH
from reports.pictures import mix_picture, months_picture, neighbourhood_picture
from reports.profile import sections_of
from reports.visible import visible

HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "$\\frac{1}{0}$ $x$",
    "]]> --> <!--",
    "\u202egnp.exe\x00\x1b\ufffe\ud800",
    "日本語 עברית 🍞",
    "x" * 100_000,
)
SECTION = sections_of([profile()], Window(Period.LAST, ""), ())[0]


def ids(svg: str) -> list[str]:
    return [each.get("id", "") for each in ET.fromstring(svg).iter() if each.get("id")]


def around(*names: str) -> Neighbourhood:
    """Two sites in the middle, and *names* around them, each linked with the first."""
    nodes = [Node(OWN, NodeKind.OWN), Node("other.example", NodeKind.OTHER)]
    nodes += [Node(name, NodeKind.CLUSTER) for name in names]
    lines = [Line(OWN, node.site, True, True, 2) for node in nodes[1:]]
    return Neighbourhood(tuple(nodes), tuple(lines))


def test_the_same_facts_give_the_same_picture() -> None:
    for draw in (
        lambda: mix_picture(SECTION.placements, "mix", "Placement", ENGLISH),
        lambda: months_picture(SECTION.months, "months", ENGLISH),
        lambda: neighbourhood_picture(graph().neighbourhood(OWN, "stranger.example"), "n", ENGLISH),
    ):
        assert draw() == draw()


def test_pictures_of_one_page_share_no_id() -> None:
    drawn = [months_picture(SECTION.months, name, ENGLISH) for name in ("one", "two")]
    found = [each for svg in drawn for each in ids(svg)]
    assert found
    assert len(found) == len(set(found))
    assert all(f"#one-{ref}" in drawn[0] for ref in re.findall(r'id="one-([^"]+)"', drawn[0]))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_only_text(text: str) -> None:
    svg = neighbourhood_picture(around(text), "name", ENGLISH)
    root = ET.fromstring(svg)
    shapes = {"svg", "g", "path", "text", "defs", "use", "clipPath", "rect"}
    assert {each.tag for each in root.iter()} <= shapes
    assert not [key for each in root.iter() for key in each.attrib if key.startswith("on")]
    assert visible(text, 19, keep="both") in {each.text for each in root.iter("text")}
    assert len(svg) < 10_000


def test_a_dollar_sign_is_no_formula() -> None:
    assert "$x$.example" in neighbourhood_picture(around("$x$.example"), "n", ENGLISH)


def test_colours_are_those_of_the_page() -> None:
    svg = months_picture(SECTION.months, "months", ENGLISH)
    assert {"var(--good)", "var(--bad)", "var(--soft)"} <= set(re.findall(r"var\(--\w+\)", svg))
    assert "font-family" not in svg


def test_a_picture_has_its_figures_as_text() -> None:
    new = sum(len(month.new) for month in SECTION.months)
    lost = sum(len(month.lost) for month in SECTION.months)
    label = ET.fromstring(months_picture(SECTION.months, "months", ENGLISH)).get("aria-label", "")
    assert f"{new} new and {lost} lost in 11 months" in label
    assert "content 94% of sites" in mix_picture(SECTION.placements, "mix", "Placement", ENGLISH)


def test_nothing_of_a_files_frame_is_left() -> None:
    svg = inline_svg(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" viewBox="0 0 9 9"><metadata>m'
        '</metadata><defs><style>*{}</style></defs><g id="unused">'
        '<path d="M 1.23456 2"/></g></svg>',
        "name", "What it shows", {},
    )  # fmt: skip
    assert svg == (
        '<svg viewBox="0 0 9 9" class="chart" role="img" aria-label="What it shows">'
        '<g><path d="M 1.23 2"></path></g></svg>'
    )


@pytest.mark.parametrize("count", [0, 1, 7])
def test_months_of_any_number_can_be_painted(count: int) -> None:
    rows = [Month("Jan", 0, number, number % 2 == 0) for number in range(count)]
    assert pixels(partial(paint_months, months=rows, labels=("new", "lost")), 300, 166).startswith(
        b"\x89PNG"
    )


def test_every_size_of_neighbourhood_can_be_painted() -> None:
    for count in range(23):
        names = [f"site-{number}.example" for number in range(count)]
        svg = neighbourhood_picture(around(*names), "n", ENGLISH)
        assert all(name in svg for name in names)


def test_a_picture_is_there_as_pixels_too() -> None:
    rows = [Bars("content", 60, 20), Bars("footer", 10, 80)]
    paint = partial(paint_mix, rows=rows, labels=("sites", "links"), told="{:.0%}".format)
    png = pixels(paint, WIDTH, height_of(rows))
    assert png == pixels(paint, WIDTH, height_of(rows))
    # https://www.w3.org/TR/png-3/#11IHDR: width and height follow the signature and IHDR.
    assert int.from_bytes(png[16:20], "big") == 2 * WIDTH
    assert "60%" in vector(paint, WIDTH, height_of(rows), "mix", "")


def test_the_library_is_loaded_only_to_draw() -> None:
    program = (
        "import sys, linkcrawl.cli.report, linkcrawl.cli.status\n"
        "sys.exit(any(name.startswith('matplotlib') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
