"""What a template repeats is read once, and is what would be read again."""

from __future__ import annotations

from collections.abc import Iterator

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.demo.demo_web import STAGES, web_pages
from linkcrawl.page.anchors import Anchor, AnchorReader, read_anchor
from linkcrawl.page.links import find_anchors
from linkcrawl.page.read import parse
from linkcrawl.page.room import Room
from linkcrawl.urls import resolve

MENU = """<ul><li class="{active}"><a href="/">Home</a></li><li><a href="about.html">About</a></li>
<li><a href="#top" title="Up">Up</a></li><li><a href="//cdn.example/x" rel="{rel}">CDN</a></li>
<li><a href="https://own.example/"><img src="/i.png" alt="{alt}"> Own</a></li></ul>"""
USUAL = {"active": "", "rel": "nofollow", "alt": "Logo"}


def alone(html: str, base_url: str) -> list[Anchor]:
    return [read_anchor(element, base_url, Room()) for element in find_anchors(parse(html), 20_000)]


def after_others(reader: AnchorReader, html: str, base_url: str) -> list[Anchor]:
    return reader.read(find_anchors(parse(html), 20_000), base_url, Room())


def real_looking_pages() -> Iterator[tuple[str, str]]:
    for stage in STAGES:
        for host, pages in web_pages(stage).items():
            for path, answer in pages.items():
                yield f"http://{host}{path}", answer.body.decode("utf-8", errors="replace")


def test_every_page_of_the_demo_web_reads_after_all_others_as_it_does_alone():
    reader = AnchorReader()
    pages = list(real_looking_pages())
    for _ in range(3):
        for url, html in pages:
            assert after_others(reader, html, url) == alone(html, url)


@pytest.mark.parametrize(
    ("url", "changed"),
    [
        ("https://shop.example/a/b/page", {}),
        ("https://shop.example/a/other", {}),
        ("http://shop.example/a/b/page", {}),
        ("https://shop.example:8443/", {}),
        ("https://other.example/a/b/page", {}),
        ("https://shop.example/a/b/page", {"active": "active"}),
        ("https://shop.example/a/b/page", {"rel": "sponsored"}),
        ("https://shop.example/a/b/page", {"alt": "Another logo"}),
        ("https://shop.example/a/b/page", {"alt": "&quot; rel=&quot;ugc"}),
    ],
)
def test_a_menu_is_told_from_one_that_differs_in_its_base_or_one_attribute(url, changed):
    reader = AnchorReader()
    for _ in range(2):
        after_others(reader, MENU.format(**USUAL), "https://shop.example/a/b/page")
    html = MENU.format(**USUAL | changed)

    assert after_others(reader, html, url) == alone(html, url)


_VALUES = st.text(alphabet="ab\"'<>&=/ #é\u2028", max_size=6)
_HREFS = st.sampled_from(
    ["/", "/a", "a", "#", "?x", "//o.example/", "mailto:a", "https://o.example"]
)
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["title", "rel", "alt", "class", 'x"y', "a="]), _VALUES
)


@st.composite
def anchors(draw: st.DrawFn) -> str:
    said = "".join(f" {name}='{value}'" for name, value in draw(_ATTRIBUTES).items())
    inside = draw(st.sampled_from(["", "<b>{}</b>", "<img alt='{}'>", "<!--{}-->", "{}"]))
    return f"<a href='{draw(_HREFS)}'{said}>{inside.format(draw(_VALUES))}</a> "


@given(st.lists(anchors(), max_size=4), st.lists(anchors(), max_size=4), st.booleans())
def test_no_anchor_is_taken_for_another(one, other, deeper):
    reader = AnchorReader()
    bases = ("https://a.example/", "https://a.example/b/c" if deeper else "https://a.example/")
    for html, base in (("".join(one), bases[0]),) * 2 + (("".join(other), bases[1]),):
        assert after_others(reader, html, base) == alone(html, base)


def test_a_flood_of_anchors_is_forgotten_again():
    reader = AnchorReader()

    def page(number: int) -> Anchor:
        links = "".join(f"<a href='/{number}/{n}'>{'x' * 1_000}</a>" for n in range(100))
        return after_others(reader, links, "https://flood.example/")[0]

    before = [(page(number), page(number))[1] for number in range(60)]

    assert page(59) is before[59]
    assert page(0) is not before[0]
    assert page(0) == before[0]


@given(
    st.lists(
        st.sampled_from(
            ["https://", "http://", "a", "B", "9", ".", "-", "/", "//", "xn--", "0x1", "1.2", "_",
             "%41", "?", "#", "\\", ":", "@", "é", "/.", "/..", "example.com", " ", "\n"]
        ),
        max_size=8,
    )
)  # fmt: skip
def test_an_address_that_is_written_out_is_what_browsers_make_of_it(pieces):
    base = "https://partner.example/shop/ovens"
    href = "".join(pieces)
    try:
        expected = ada_url.join_url(base, href)
    except ValueError:
        expected = ""

    assert resolve(href, base) == expected
