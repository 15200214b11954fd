import pytest

from linkcrawl.items import Surroundings
from linkcrawl.page.links import find_anchors
from linkcrawl.page.measures import COLUMN, MEASURES, SURROUNDINGS_VERSION, size_of
from linkcrawl.page.read import parse
from linkcrawl.page.surroundings import read_surroundings
from linkcrawl.urls import resolve

URL = "https://bakery.example/blog/bread/"


def surroundings(html: str) -> list[Surroundings]:
    root = parse(html)
    anchors = find_anchors(root, 20_000)
    urls = [resolve(anchor.get("href") or "", URL) for anchor in anchors]
    return read_surroundings(root, anchors, urls, URL)


def measured(html: str, name: str) -> list[int]:
    return [one.features[1 + COLUMN[name]] for one in surroundings(html)]


def test_each_link_has_one_byte_a_measure_behind_the_version():
    found = surroundings("<p>Bread is baked at dawn. <a href=/a>a</a></p><area href=/b>")

    assert [len(one.features) for one in found] == [1 + len(MEASURES)] * 2
    assert {one.features[0] for one in found} == {SURROUNDINGS_VERSION}
    assert len(set(MEASURES)) == len(MEASURES)


def test_the_path_names_elements_without_positions_or_numbers():
    html = '<div id="post-17" class="entry wide-3"><ul><li><a href=/a>a</a><li><a href=/b>b</a>'

    paths = {one.path for one in surroundings(html)}

    assert paths == {"html>body>div.entry.wide-N#post-N>ul>li"}


def test_the_path_of_a_deep_page_is_bounded():
    depth = 200
    html = "<div class=a-rather-long-name>" * depth + "<a href=/a>a</a>"

    assert len(surroundings(html)[0].path) == 300


@pytest.mark.parametrize(
    ("html", "name", "expected"),
    [
        ("<nav><a href=/a>a</a></nav>", "in.nav_element", [29]),
        ('<div class="mainNavigation"><p><a href=/a>a</a></p></div>', "in.nav", [28]),
        ('<div role="contentinfo"><a href=/a>a</a></div>', "in.footer_element", [29]),
        ('<div id="fusszeile"><a href=/a>a</a></div>', "in.footer", [29]),
        ('<div itemtype="https://schema.org/Comment"><a href=/a>a</a></div>', "in.comment_item",
         [29]),
        ("<p><a href=/a>a</a></p>", "in.nav_element", [0]),
        ("<a href=mailto:a@b.example>a</a><a href=https://o.example/>b</a><a href=#c>c</a>",
         "url.kind", [1, 4, 6]),
        ("<a href=https://o.example/>a</a><a href=https://o.example/b>b</a><a href=/c>c</a>",
         "url.first_of_site", [2, 1, 0]),
        ("<a href=/a rel='nofollow'>a</a><a href=/b rel=ugc>b</a>", "rel_follow", [1, 2]),
        ("<h2>Comments (3)</h2><p><a href=/a>a</a></p>", "topic", [3]),
        ("<title>Useful links</title><h1>x</h1><a href=/a>a</a>", "page.called_links", [1]),
        ("<a href=/a><img><h3>Oven</h3></a>", "heading", [1]),
    ],
)  # fmt: skip
def test_what_is_measured(html, name, expected):
    assert measured(html, name) == expected


def test_a_block_counts_its_text_links_and_leaving_links():
    html = (
        "<div><p>" + "x" * 60 + "<a href=https://o.example/>" + "y" * 20 + "</a></p></div>"
        "<div><a href=/1>1</a></div>"
    )

    assert measured(html, "near.density")[0] == 25
    assert round(size_of(measured(html, "near.plain")[0], 16)) == pytest.approx(60, abs=2)
    assert measured(html, "near.leaving") == [100, 0]


def test_text_of_scripts_and_styles_is_not_text():
    html = "<div><script>var long = 'text'.repeat(9)</script><style>a{}</style><a href=/a>a</a>"

    assert measured(html, "near.density") == [100]


def test_text_after_the_last_element_of_a_block_belongs_to_the_block():
    html = "<div><p><a href=/a>four</a></p>and text</div><p><a href=/b>b</a></p>"

    assert round(size_of(measured(html, "page.text")[0], 16)) == pytest.approx(13, abs=1)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href>",
        "<a href='http://[bad'>x</a>",
        "<!-- only --><a href=x>",
        "<div>" * 2_000 + "<a href=/deep>x</a>",
        "<p>" + "<a href=/x>y</a>" * 3_000,
        "<svg><a href=/x><title>t</title></a></svg><template><a href=/y>y</a></template>",
        "<a href=/x>" + "\u202e©" * 5_000 + "</a>",
        "<a class='" + "x" * 100_000 + "' href=/x>y</a>",
    ],
)  # fmt: skip
def test_a_hostile_page_is_measured_like_any_other(html):
    count = len(find_anchors(parse(html), 20_000))

    assert len(surroundings(html)) == count


def test_links_beyond_the_last_element_looked_at_are_still_answered():
    html = "<i></i>" * 60_100 + "<p><a href=/late>late</a></p>"

    assert len(surroundings(html)) == 1
