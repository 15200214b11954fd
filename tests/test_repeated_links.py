"""What a site repeats is read once, and is what would be read on each page."""

from __future__ import annotations

import pytest
from lxml import etree

from linkcrawl.items import Link
from linkcrawl.page.links import find_anchors, read_links
from linkcrawl.page.read import parse
from linkcrawl.page.repeated import Block, RepeatedLinks
from linkcrawl.vocabulary import Placement, Presence

MENU = "<nav class=menu><ul><li><a href=/a>A</a><li>our <a href=//x.example/b>B</a> shop</ul></nav>"
PAGE = "https://kiln.example/week/1"


def read(html: str, url: str = PAGE, limit: int = 99) -> tuple[Link, ...]:
    root = parse(html)
    elements = find_anchors(root, limit)
    return read_links(root, elements, [None] * len(elements), url=url, base_url=url)


def know(html: str) -> None:
    """Meet *html* as often as it takes to be known."""
    read(html)
    read(html)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<p><a href=c>C</a>{MENU}<p><a href=d>D</a>", PAGE),
        (f"<div class=top>{MENU}</div><a href=/e>E</a>{MENU}", PAGE),
        (MENU, "https://x.example/"),
        (MENU, "http://kiln.example/week/1"),
        (f"<div hidden>{MENU}</div>{MENU}", PAGE),
        (f"<noscript>{MENU}</noscript>{MENU}", PAGE),
        (f"<ul><li><a href=relative>R</a>{MENU}</ul>", PAGE),
        (f"<ul><li><a href=relative>R</a>{MENU}</ul>", "https://kiln.example/month/"),
        (f"<header>{MENU}</header><ul></ul>{MENU}{MENU}", PAGE),
    ],
)
def test_a_known_menu_has_the_links_of_one_that_was_never_seen(
    monkeypatch: pytest.MonkeyPatch, html: str, url: str
) -> None:
    monkeypatch.setattr("linkcrawl.page.links._repeated", RepeatedLinks())
    fresh = read(html, url)
    monkeypatch.setattr("linkcrawl.page.links._repeated", RepeatedLinks())
    for other in (PAGE, "https://kiln.example/other/", "https://x.example/1"):
        for _ in range(2):
            read(MENU, other)
            read(f"<div class=top>{MENU}</div><ul><li><a href=relative>R</a>{MENU}</ul>", other)

    assert read(html, url) == read(html, url) == fresh
    assert [link.position for link in fresh] == list(range(len(fresh)))


def test_what_hides_a_menu_does_not_stay_with_it() -> None:
    know(MENU)

    hidden, inert, shown = read(f"<div hidden>{MENU}</div>"), read(f"<template>{MENU}"), read(MENU)

    assert [link.hidden for link in (*hidden, *shown)] == [True, True, False, False]
    assert {link.presence for link in inert} == {Presence.NOT_CLICKABLE}
    assert {link.presence for link in shown} == {Presence.RAW}


def test_a_rule_of_the_user_holds_for_a_known_menu_too() -> None:
    know(MENU)
    root = parse(MENU)
    elements = find_anchors(root, 99)

    links = read_links(root, elements, [None, Placement.FOOTER], url=PAGE, base_url=PAGE)

    assert [link.ruled for link in links] == [None, Placement.FOOTER]
    assert [link.ruled for link in read(MENU)] == [None, None]


def test_a_page_ends_inside_a_known_menu_where_it_has_too_many_links() -> None:
    know(MENU)

    assert [link.href for link in read(f"<a href=c>C</a>{MENU}{MENU}", limit=2)] == ["c", "/a"]


def test_a_crawl_remembers_menus_of_a_fixed_size_together() -> None:
    memory = RepeatedLinks()
    link = read("<a href=/>A</a>")

    def find(number: int) -> tuple[dict[int, tuple[Link, ...]], list[Block]]:
        root = etree.HTML(f"<ul><li><a href=/>A</a><li>{number} {'x' * 15_000}</ul>")
        return memory.find(root, "kiln.example", {})

    for number in range(500):
        find(number)
        memory.learn(find(number)[1], link)

    assert [find(number)[0] for number in (499, 400, 200, 0)] == [{0: link}, {0: link}, {}, {}]


def test_blocks_in_blocks_take_no_more_time_than_a_page_has_characters() -> None:
    root = parse("<ul><li>" * 200 + "x" * 50_000)

    memory = RepeatedLinks()
    memory.find(root, "", {})
    known, blocks = memory.find(root, "", {})

    assert not known
    assert len(blocks) < 20
