"""Which pages are placed from memory, which are measured, and that it makes no difference."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pytest

from linkcrawl.classify.page import with_placements
from linkcrawl.classify.placement_memory import PlacementMemory
from linkcrawl.items import Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.page.read import read_page
from linkcrawl.vocabulary import Placement

OWN = "own.example"
WORDS = "Every spring the kiln is lit for the first time, and half the village comes to look. "
MENU = "".join(f"<li><a href=/menu/{n}>Part {n}</a></li>" for n in range(8))
FOOT = "".join(f"<li><a href=/legal/{n}>Terms {n}</a></li>" for n in range(5))


def html(number: int, text: str = "", title: str = "Kilns") -> bytes:
    return f"""<html><head><title>{title}</title></head><body>
        <nav class=menu><ul>{MENU}</ul></nav>
        <main><article class=post><h1>Week {number}</h1><p>{WORDS * 4}
        <a href="https://source{number}.example/a">a source</a>. {WORDS * 3}</p>{text}
        <p>{WORDS * 6}</p></article></main>
        <footer class=foot><ul>{FOOT}</ul><p>© 2026</p></footer></body></html>""".encode()


class Crawl:
    """Reads pages as a crawl does, and tells which were measured."""

    def __init__(self) -> None:
        self.memory = PlacementMemory([OWN])

    def visit(self, url: str, body: bytes, rules: Iterable[PlacementRule] = ()) -> Page:
        read = partial(read_page, body, url, rules=tuple(rules))
        return self.memory.place(read(recall=self.memory.recall))

    def learn(self, site: str = "kiln.example", pages: int = 6) -> None:
        for number in range(pages):
            self.visit(f"https://{site}/week/{number}", html(number))


def is_measured(page: Page) -> bool:
    return all(link.surroundings.features for link in page.links)


def judgement(page: Page) -> list[tuple[object, ...]]:
    return [
        (link.url, link.anchor_text, link.surroundings.path, link.placement, link.in_prose)
        for link in page.links
    ]


@pytest.fixture
def crawl() -> Crawl:
    crawl = Crawl()
    crawl.learn()
    return crawl


def test_the_first_pages_of_a_site_are_measured():
    crawl = Crawl()
    pages = [crawl.visit(f"https://kiln.example/week/{n}", html(n)) for n in range(3)]

    assert all(map(is_measured, pages))


def test_a_page_of_known_blocks_is_placed_as_if_it_were_measured(crawl: Crawl):
    url, body = "https://kiln.example/week/77", html(77)
    page = crawl.visit(url, body)

    assert not is_measured(page)
    assert judgement(page) == judgement(with_placements(read_page(body, url)))
    assert {link.placement for link in page.links} >= {Placement.CONTENT, Placement.NAVIGATION}


LINK_TO_US = f'<p>{WORDS}<a href="https://{OWN}/ovens">their oven</a>.</p>'


@pytest.mark.parametrize(
    ("url", "text", "title"),
    [
        ("https://kiln.example/week/77", LINK_TO_US, "Kilns"),
        ("https://kiln.example/", "", "Kilns"),
        ("https://kiln.example/week/77", "<div class=new><a href=/x>new</a></div>", "Kilns"),
        ("https://kiln.example/week/77", "", "Useful links"),
        ("https://kiln.example/partners", "", "Kilns"),
        ("https://kiln.example/forum/77", "", "Kilns"),
        ("https://unknown.example/week/77", "", "Kilns"),
    ],
    ids=["links to us", "home", "a new block", "called links", "address", "forum", "another site"],
)
def test_a_page_is_measured_where_memory_must_not_speak(crawl: Crawl, url, text, title):
    assert is_measured(crawl.visit(url, html(77, text, title)))


def test_a_page_of_our_own_site_is_always_measured():
    crawl = Crawl()
    crawl.learn(OWN, pages=9)

    assert is_measured(crawl.visit(f"https://{OWN}/week/77", html(77)))


def test_a_page_with_content_links_to_many_sites_is_measured(crawl: Crawl):
    links = "".join(f"<p><a href=https://friend{n}.example/>Friend {n}</a></p>" for n in range(30))

    page = crawl.visit("https://kiln.example/week/77", html(77, links))
    assert is_measured(page)


def test_a_link_with_a_rule_of_the_user_is_measured(crawl: Crawl):
    rules = [PlacementRule("footer", Placement.SIDEBAR)]
    page = crawl.visit("https://kiln.example/week/77", html(77), rules)

    assert is_measured(page)
    assert page.links[-1].placement is Placement.SIDEBAR


def test_a_block_that_is_content_on_some_pages_only_stays_unknown():
    crawl = Crawl()
    source = '<a href="https://source.example/a">a source</a>'
    prose = f"<div class=x><p>{WORDS * 4} {source} {WORDS * 4}</p><p>{WORDS * 9}</p></div>"
    terms = " | ".join(f"<a href=/b{n}>Terms {n}</a>" for n in range(9))
    bar = f"<h1>Week</h1>{f'<p>{WORDS * 9}</p>' * 2}<div class=x><p>{terms}</p></div><p>© 2026</p>"
    pages = [
        crawl.visit(
            f"https://kiln.example/week/{n}", f"<ul>{MENU}</ul>{(prose, bar)[n % 2]}".encode()
        )
        for n in range(12)
    ]
    placements = [page.links[-1].placement for page in pages]

    assert set(placements) == {Placement.CONTENT, Placement.FOOTER}
    assert all(map(is_measured, pages))


def test_what_is_said_of_a_page_that_links_to_us_does_not_depend_on_what_came_before(crawl: Crawl):
    url, body = "https://kiln.example/week/77", html(77, LINK_TO_US)

    assert crawl.visit(url, body).links == Crawl().visit(url, body).links


def test_one_page_in_a_hundred_is_measured_all_the_same(crawl: Crawl):
    pages = [crawl.visit(f"https://kiln.example/week/{n}", html(n)) for n in range(100, 400)]

    assert 0 < sum(map(is_measured, pages)) < 15


def test_the_memory_of_a_crawl_is_bounded():
    crawl = Crawl()
    crawl.learn("first.example")
    many = "".join(f"<div class=b{chr(97 + n % 26) * (n // 26 + 1)}><a href=/{n}>x</a></div>"
                   for n in range(700))  # fmt: skip
    for site in range(50):
        crawl.visit(f"https://flood{site}.example/a", f"<body>{many}</body>".encode())
    crawl.learn("last.example")

    assert is_measured(crawl.visit("https://first.example/week/77", html(77)))
    assert not is_measured(crawl.visit("https://last.example/week/77", html(77)))
