"""Searches for the linking page of sites that imports name as a whole."""

from __future__ import annotations

import gzip
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from backlinks_web import (
    LINKED,
    NOTHING,
    Run,
    Web,
    agree,
    claim,
    configure,
    page,
    prepare,
    runner,
    searched,
    site,
)
from conftest import Crawl

from linkcrawl.demo.web import Response, html_response, typed_response
from linkcrawl.search import Outcome
from linkcrawl.store.database import open_database
from linkcrawl.store.search import walks
from spiders.partners import PartnersSpider


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return prepare(tmp_path)


@pytest.fixture
def run(workspace: Path, crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(workspace, crawl, monkeypatch)


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>http://a.example/deep/down/here</loc></url></urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>http://a.example/s2.xml.gz</loc></sitemap></sitemapindex>"
FEED = (
    "<rss><channel><item><link>http://a.example/2019/1</link><description>x</description></item>"
    "<item><link>http://a.example/2019/2</link>"
    "<description>&lt;a href='http://own.example/a'&gt;</description></item></channel></rss>"
)
ALTERNATE = '<link rel=alternate type="application/rss+xml" href=/feed>'


def xml(text: str) -> Response:
    return typed_response(text, "application/xml")


@pytest.mark.parametrize(
    ("web", "found"),
    [
        ({"": LINKED}, ""),
        ({"": NOTHING, "sitemap.xml": xml(SITEMAP), "deep/down/here": LINKED}, "deep/down/here"),
        (
            {
                "": NOTHING,
                "robots.txt": typed_response("Sitemap: http://a.example/map", "text/plain"),
                "map": xml(INDEX),
                "s2.xml.gz": Response(
                    gzip.compress(SITEMAP.encode()), 200, (("Content-Type", "application/gzip"),)
                ),
                "deep/down/here": LINKED,
            },
            "deep/down/here",
        ),
        ({"": ALTERNATE + NOTHING, "feed": xml(FEED), "2019/2": LINKED}, "2019/2"),
        (
            {"": "<a href=/x>x</a>", "x": "<a href=/y>y</a>", "y": LINKED},
            "y",
        ),
    ],
    ids=["home", "sitemap", "index of a gz", "feed", "breadth first"],
)
def test_the_linking_page_of_a_site_is_found(workspace: Path, run: Run, web: Web, found: str):
    claim(workspace, site("a.example"))

    run({f"a.example/{path}": answer for path, answer in web.items()})

    search = searched(workspace)
    assert (search.outcome, search.found_url) == (Outcome.FOUND, f"http://a.example/{found}")


def test_a_feed_that_names_us_leads_straight_to_its_page(workspace: Path, run: Run):
    configure(workspace, budget=100)
    claim(workspace, site("a.example"))
    web = {f"a.example/{n}": NOTHING for n in range(90)}
    home = ALTERNATE + "".join(f"<a href=/{n}>{n}</a>" for n in range(90))

    asked = run(web | {"a.example/": home, "a.example/feed": xml(FEED), "a.example/2019/2": LINKED})

    assert len(asked.asked) < 45
    assert searched(workspace).found_url == "http://a.example/2019/2"


@pytest.mark.parametrize(
    ("web", "outcome", "pages"),
    [
        ({"": "<a href=/1>1</a>", "1": NOTHING}, Outcome.NOT_FOUND, 2),
        ({"": "".join(f"<a href=/{n}>{n}</a>" for n in range(30)),
          **{str(n): NOTHING for n in range(30)}}, Outcome.BUDGET, 7),
        ({"": html_response("x", status=403)}, Outcome.UNREACHABLE, 0),
        ({"": Response(status=301, headers=(("Location", "http://b.example/"),))},
         Outcome.MOVED, 0),
    ],
)  # fmt: skip
def test_a_search_says_how_far_it_looked(
    workspace: Path, run: Run, web: Web, outcome: Outcome, pages: int
):
    configure(workspace, budget=10)
    claim(workspace, site("a.example"))
    named = {f"a.example/{path}": answer for path, answer in web.items()}

    run(named | {"b.example/": NOTHING})

    search = searched(workspace)
    assert (search.outcome, search.pages) == (outcome, pages)


def test_a_page_that_another_source_names_saves_the_search(workspace: Path, run: Run):
    claim(workspace, site("a.example"), page("http://a.example/post"))
    web = {f"a.example/{n}": NOTHING for n in range(9)}
    web["a.example/"] = "".join(f"<a href=/{n}>{n}</a>" for n in range(9))

    asked = run(web | {"a.example/post": LINKED})

    assert searched(workspace).found_url == "http://a.example/post"
    assert set(asked.asked) <= {"a.example/post", "a.example/"}


def test_a_bomb_is_a_list_that_names_little(workspace: Path, run: Run):
    claim(workspace, site("a.example"))
    entities = "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in pairwise("abcdefghi"))
    bomb = f'<!DOCTYPE x [<!ENTITY a "{"b" * 1000}">{entities}]><urlset><url><loc>&i;</loc></url>'
    zeros = gzip.compress(b"<urlset>" + b" " * 50_000_000)
    web = {
        "robots.txt": typed_response(
            "".join(f"Sitemap: http://a.example/{n}.xml\n" for n in range(99)), "text/plain"
        ),
        "": "<a href=/1>1</a>",
        "1": LINKED,
        "0.xml": xml(bomb),
        "1.xml": Response(zeros, 200, (("Content-Type", "application/gzip"),)),
        "2.xml": xml(INDEX.replace("s2.xml.gz", "2.xml?again")),
        "2.xml?again": xml(INDEX),
        "s2.xml.gz": xml(INDEX.replace("s2", "s3")),
        "3.xml": xml(SITEMAP.replace("a.example", "b.example")),
    }

    asked = run({f"a.example/{path}": answer for path, answer in web.items()} | {"b.example/": ""})

    assert searched(workspace).outcome is Outcome.FOUND
    assert len(asked.asked) < 12
    assert not any(address.startswith("b.example") for address in asked.asked)


def test_an_interrupted_search_goes_on_where_it_was(workspace: Path, run: Run):
    claim(workspace, site("a.example"))
    web = {f"a.example/{n}": f"<a href=/{n + 1}>next</a>" for n in range(3)}
    web |= {"a.example/": "<a href=/0>0</a>", "a.example/3": LINKED}

    first = run(web, "closespider_itemcount", CLOSESPIDER_ITEMCOUNT=6)
    rest = run(web)

    assert not set(first.asked) & set(rest.asked)
    assert searched(workspace).found_url == "http://a.example/3"


def test_a_walk_through_a_partners_site_is_a_search_too(workspace: Path, run: Run):
    agree(workspace)
    claim(workspace, site("a.example"))

    run({"a.example/a": "<a href=/b>b</a>", "a.example/b": "", "own.example/": NOTHING},
        spider=PartnersSpider)  # fmt: skip

    with closing(open_database(workspace / "linkcrawl.db")) as db:
        (walk,) = walks(db, ["a.example", "own.example/"], 200)
    assert (walk.domain, walk.outcome, walk.pages) == ("a.example", Outcome.NOT_FOUND, 2)
