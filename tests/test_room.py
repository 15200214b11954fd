"""Links among links: what stands in and beside them is looked at within bounds."""

from __future__ import annotations

import sys
from collections import Counter
from types import CodeType, FrameType

import pytest
from lxml import etree

from linkcrawl.items import Link
from linkcrawl.page.anchors import AnchorReader
from linkcrawl.page.links import find_anchors, read_links
from linkcrawl.page.read import parse
from linkcrawl.page.room import Room
from linkcrawl.page.shown import context_of, text_of

URL = "https://partner.example/post"
# Each of them looks at all others, where nothing stops it.
MANY = 1_000


def links_of(html: str) -> tuple[Link, ...]:
    root = parse(html)
    elements = find_anchors(root, 20_000)
    return read_links(root, elements, [None] * len(elements), url=URL, base_url=URL)


def calls_while_reading(html: str, code: CodeType) -> int:
    """How often a function is called for the links of a page."""
    calls: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls[frame.f_code] += 1

    sys.setprofile(count)
    try:
        links_of(html)
    finally:
        sys.setprofile(None)
    return calls[code]


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + '<a href="//else.example/"></a>' * MANY,
        "<p>" + '<b><a href="//else.example/"></a></b>' * MANY,
    ],
    ids=["links", "each in its own"],
)
def test_what_links_have_beside_them_does_not_grow_with_their_square(html: str) -> None:
    assert MANY / 2 < calls_while_reading(html, text_of.__code__) < MANY * MANY / 2


def test_each_link_has_the_words_next_to_it_where_no_room_is_left() -> None:
    html = "<p>" + '<a href="//else.example/"></a>' * MANY
    html += 'before <a href="//own.example/">we <i>bake</i></a> after'

    last = links_of(html)[-1]

    assert (last.before, last.anchor_text, last.after) == ("before", "we bake", "after")


def test_links_in_links_are_compared_and_read_within_bounds() -> None:
    html = '<a href="//else.example/"><object>' * 500 + "<b>x</b>" * 40_000
    elements, room = find_anchors(parse(html), 20_000), Room()
    before = room.markup

    found = AnchorReader().read(elements, URL, room)

    assert len(found) == 500
    assert all(len(anchor.text) < 2_001 for anchor in found)
    assert 0 > room.markup > -before
    assert room.steps() < 10


def test_the_children_of_a_large_element_are_not_counted_for_each_of_its_links() -> None:
    counted = []

    class Element(etree.ElementBase):
        def __len__(self) -> int:
            counted.append(self.tag)
            return super().__len__()

    parser = etree.HTMLParser()
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Element))
    root = etree.fromstring("<p>here <a href=/x>a</a> <a href=/x>b</a>", parser)

    found = [context_of(anchor, Room()) for anchor in root.iter("a")]

    assert found == [("here", "b"), ("here a", "")]
    assert "p" not in counted
