"""Pages of megabytes: each reader looks at so much of them, and no link is lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType

import pytest
from lxml import etree

from linkcrawl.page.elements import kind_of
from linkcrawl.page.footprints import find_footprints
from linkcrawl.page.head import read_head
from linkcrawl.page.links import find_anchors, read_links
from linkcrawl.page.read import parse, read_page
from linkcrawl.page.shown import beginning_of
from linkcrawl.page.traces import Watched, find_traces
from linkcrawl.urls import LONGEST, resolve
from linkcrawl.vocabulary import Presence

URL = "https://partner.example/post"
US = Watched(frozenset({"own.example"}), ("Oak & Ember",))
MEGABYTE = "x" * 1_000_000


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (f"/{MEGABYTE}", f"https://partner.example/{MEGABYTE}"[:LONGEST]),
        (f"https://own.example/?a={MEGABYTE}", f"https://own.example/?a={MEGABYTE}"[:LONGEST]),
        (f"javascript:{MEGABYTE}", f"javascript:{MEGABYTE}"[:LONGEST]),
        (f"https://{'a' * (LONGEST - 20)}.own.example.stranger.example/", ""),
        (f"https://jo:{MEGABYTE}@own.example/", "https://own.example/"),
    ],
    ids=["path", "query", "script", "host", "password"],
)
def test_an_address_ends_where_none_that_is_kept_goes_on(href: str, expected: str) -> None:
    assert resolve(href, URL) == expected


def test_a_long_base_is_not_put_before_each_link() -> None:
    html = f'<base href="/{MEGABYTE}/">' + "<a href=x>x</a><a href=//own.example/>us</a>" * 100

    page = read_page(html.encode(), URL)

    assert [link.site for link in page.links] == ["partner.example", "own.example"] * 100
    assert max(len(link.url) for link in page.links) <= LONGEST
    assert len(page.base_url) <= LONGEST


def test_rel_has_as_many_words_as_fit() -> None:
    rel = "nofollow " + " ".join(map(str, range(100_000)))

    (link,) = read_page(f'<a href=/x rel="{rel}">x</a>'.encode(), URL).links

    assert "nofollow" in link.rel
    assert sum(map(len, link.rel)) <= 2_000


def test_of_a_flood_of_directives_the_first_are_read() -> None:
    found, robots = read_head(
        parse("<title>Ovens</title>" + "<meta name=robots content=a>" * 30_000)
    )

    assert found["title"] == "Ovens"
    assert 0 < len(robots) <= 20_000


def test_of_what_holds_much_the_beginning_is_read() -> None:
    heading = parse("<h1>Oven <i>doors</i> and" + "<b></b>" * 5_000 + "more</h1>").find(".//h1")

    assert heading is not None
    assert beginning_of(heading).strip() == "Oven doors and"


def test_traces_are_looked_for_in_so_many_elements() -> None:
    mention = "<p>own.example</p>"
    many = "<i></i>" * 120_000

    assert find_traces(parse(f"{mention}{many}"), URL, US)
    assert not find_traces(parse(f"{many}{mention}"), URL, US)


@pytest.mark.parametrize(
    "text",
    [
        "own.example",
        "OWN.example",
        "Oak & Ember",
        "oak & EMBER",
        "é own.example",
        "oa\u212a & ember",
    ],
)
def test_names_are_found_in_any_letters(text: str) -> None:
    (trace,) = find_traces(parse(f"<p>We like {text} much.</p>"), URL, US)

    assert trace.presence is Presence.MENTION_ONLY


def test_so_many_addresses_of_an_attribute_are_looked_at() -> None:
    others = "go('//else.example/') " * 400

    assert find_traces(parse(f"<i onclick=\"go('//own.example/') {others}\">"), URL, US)
    assert not find_traces(parse(f"<i onclick=\"{others} go('//own.example/')\">"), URL, US)


def test_texts_of_many_roots_are_put_together_once() -> None:
    said = []

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            said.append(frame.f_code.co_name)

    sys.setprofile(count)
    try:
        root = parse("<p>Bread</p>" + "</body></html><html><body>x" * 500 + "<i>end</i>")
    finally:
        sys.setprofile(None)

    assert "".join(root.itertext()) == "Bread" + "x" * 500 + "end"
    assert 0 < said.count("_say") < 10


def test_templates_in_templates_tell_what_they_hold_once() -> None:
    html = "<template>" * 30 + '<a href="https://own.example/">us</a>'

    (trace,) = find_traces(parse(html), URL, US)

    assert trace.url == "https://own.example/"


def test_what_is_far_before_a_mention_is_no_part_of_it() -> None:
    text = "?token=" + "a" * 5_000 + " own.example"

    (trace,) = find_traces(parse(f"<p>{text}</p>"), URL, US)

    assert trace.words.endswith("aaa own.example")


@pytest.mark.parametrize(
    ("opening", "hidden", "presence"),
    [
        ("<div hidden>", True, Presence.RAW),
        ("<div style='display:none'>", True, Presence.RAW),
        ("<template>", False, Presence.NOT_CLICKABLE),
        ("<noscript><div>", False, Presence.IN_NOSCRIPT),
    ],
)
def test_links_in_a_hundred_hiding_elements_are_hidden(
    opening: str, hidden: bool, presence: Presence
) -> None:
    html = (opening + "<p><a href=/x>x</a>") * 100

    links = read_page(html.encode(), URL).links

    assert len(links) == 100
    assert {(link.hidden, link.presence) for link in links} == {(hidden, presence)}


def test_the_innermost_of_many_holders_says_why_a_link_is_not_shown() -> None:
    html = "<template><noscript><a href=/x>x</a>" * 60 + "<template><a href=/y>y</a>"

    links = read_page(html.encode(), URL).links

    assert [link.presence for link in links] == [Presence.IN_NOSCRIPT] * 60 + [
        Presence.NOT_CLICKABLE
    ]


def test_the_host_of_matomo_stands_near_what_names_it() -> None:
    far = f"<script>setSiteId', 1; u = {'u ' * 500}'//stats.example/'</script>"

    assert not find_footprints(parse(far))
    assert find_footprints(parse("<script>var u='//stats.example/'; setSiteId', '1'</script>"))


def test_what_is_remembered_of_names_is_short() -> None:
    known = []

    for number in range(3):
        read_page(f'<p class="{MEGABYTE}{number}"><a href=/x>x</a>'.encode(), URL)
        known.append(kind_of.cache_info().currsize)

    assert known == known[:1] * 3


@pytest.mark.parametrize("opening", ["<div hidden>", "<template>", "<noscript>"])
def test_what_hides_links_is_not_looked_through_again_inside_of_its_like(opening: str) -> None:
    looked_through = []

    class Element(etree.ElementBase):
        def iter(self, *tags: str) -> Iterator[etree._Element]:
            looked_through.append(self.tag)
            return super().iter(*tags)

    parser = etree.HTMLParser()
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Element))
    root = etree.fromstring(opening * 200 + "<a href=/x>x</a>", parser)
    anchors = find_anchors(root, 9)

    read_links(root, anchors, [None], url=URL, base_url=URL)
    find_traces(root, URL, US)

    assert len(anchors) == 1
    assert len(looked_through) < 100
