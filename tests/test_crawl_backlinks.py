"""Crawls of what imports say: pages that are named, and sites that have to be searched."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Crawl, Crawled
from crawling import judgement

from linkcrawl.claims import Claim, DomainFigure, Metric
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response, typed_response
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Fetch, State
from linkcrawl.search import Outcome, Search
from linkcrawl.settings import ITEM_PIPELINES
from linkcrawl.store.claim_writer import ClaimWriter
from linkcrawl.store.database import open_database
from linkcrawl.store.looks import looks
from linkcrawl.store.read import StoredLink, links_to
from linkcrawl.store.search import searches, walks
from linkcrawl.verified import Verified, verified
from spiders.backlinks import BacklinksSpider
from spiders.partners import PartnersSpider

Web = Mapping[str, str | Response]
CONFIG = """
[[own]]
domain = "own.example"
brands = ["Oak & Ember"]
[crawl]
render = "{render}"
delay = 0
[backlinks]
searched_pages_per_site = {budget}
rendered_pages = {rendered}
"""
PROSE = "Every spring the kiln is lit for the first time, and half the village comes to look. "
LINKED = f'<main><p>{PROSE * 4}<a href="http://own.example/a">Own</a> {PROSE}</p></main>'
NOTHING = f"<main><p>{PROSE * 5}</p></main>"


class Web404:
    """Answers the pages of a web, 404 for the others of its hosts, and keeps who was asked."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.hosts = {address.split("/")[0] for address in web}
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Response | None:
        if request.host not in self.hosts:
            return None
        if request.path not in ("/robots.txt", "/favicon.ico"):
            self.asked.append(request.host + request.path)
        found = self.web.get(request.host + request.path, html_response("no", status=404))
        return html_response(found) if isinstance(found, str) else found


Run = Callable[..., Web404]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    configure(tmp_path)
    (tmp_path / "agreements.csv").write_text("partner\n")
    return tmp_path


@pytest.fixture
def run(workspace: Path, crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Crawl the backlinks over a web, in this process, and say what was asked for."""

    def visit(
        web: Web,
        reason: str = "finished",
        spider: type[WorkspaceSpider] = BacklinksSpider,
        **settings: object,
    ) -> Web404:
        answers = Web404(web)
        with serve(answers) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url)
            monkeypatch.setenv("https_proxy", proxy.url)
            settings |= {"LINKCRAWL_WORKSPACE": str(workspace), "ITEM_PIPELINES": ITEM_PIPELINES}
            ended: Crawled = crawl(spider, settings)
        assert ended.reason == reason
        return answers

    return visit


def configure(folder: Path, render: str = "never", budget: int = 20, rendered: int = 0) -> None:
    text = CONFIG.format(render=render, budget=budget, rendered=rendered)
    (folder / "linkcrawl.toml").write_text(text)


def agree(folder: Path) -> None:
    """Agree with a.example on a link from its page /a."""
    (folder / "agreements.csv").write_text("partner,their_page\na.example,http://a.example/a\n")
    text = (folder / "linkcrawl.toml").read_text()
    start = 'start_urls = ["http://own.example/"]\n[crawl]'
    (folder / "linkcrawl.toml").write_text(text.replace("[crawl]", start, 1))


def claim(folder: Path, *claims: Claim, figures: Mapping[str, float] | None = None) -> None:
    """Import what a source says: links, and the ratings of domains."""
    with closing(open_database(folder / "linkcrawl.db")) as db:
        at = "2026-11-01T00:00:00Z"
        writer = ClaimWriter(db, file="x.csv", format="x", source="ahrefs", at=at)
        writer.add_claims(claims)
        writer.add_figures(
            DomainFigure(domain, Metric.RATING, value) for domain, value in (figures or {}).items()
        )
        writer.store("digest", len(claims), 0)


def page(url: str, target: str = "http://own.example/a") -> Claim:
    return Claim("own.example", url.split("/")[2], url, target)


def site(domain: str) -> Claim:
    return Claim("own.example", domain, figures={Metric.LINKING_PAGES: 3})


def seen(folder: Path) -> dict[str, Verified]:
    with closing(open_database(folder / "linkcrawl.db")) as db:
        return {look.url: verified(look) for look in looks(db, ["own.example"])}


def found_links(folder: Path) -> list[StoredLink]:
    with closing(open_database(folder / "linkcrawl.db")) as db:
        return list(links_to(db, ["own.example"]))


def searched(folder: Path) -> Search:
    with closing(open_database(folder / "linkcrawl.db")) as db:
        (only,) = searches(db)
        return only


def test_a_page_with_several_links_is_visited_once_and_keeps_them_all(workspace: Path, run: Run):
    url = "http://a.example/post"
    claim(workspace, page(url), page(url, "http://own.example/b"))
    both = LINKED.replace("</p>", '<a rel=nofollow href="http://own.example/b">B</a></p>')

    web = run({"a.example/post": both})

    assert web.asked == ["a.example/post"]
    assert [(link.target_url, link.rel) for link in found_links(workspace)] == [
        ("http://own.example/a", ""),
        ("http://own.example/b", "nofollow"),
    ]
    assert seen(workspace) == {url: Verified.LIVE}


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        (LINKED, Verified.LIVE),
        (NOTHING, Verified.NOT_IN_HTML),
        (html_response("x", status=404), Verified.GONE),
        (html_response("x", status=410), Verified.GONE),
        (html_response("x", status=403), Verified.UNKNOWN),
        (html_response("x", status=500), Verified.UNKNOWN),
        (Response(b"%PDF-1.7", 200, (("Content-Type", "application/pdf"),)), Verified.UNKNOWN),
    ],
)
def test_a_page_says_what_became_of_the_claim(
    workspace: Path, run: Run, answer: str | Response, becomes: Verified
):
    claim(workspace, page("http://a.example/post"))

    run({"a.example/post": answer, "a.example/": NOTHING})

    assert seen(workspace) == {"http://a.example/post": becomes}


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


def test_what_was_verified_is_not_asked_again(workspace: Path, run: Run):
    claim(workspace, page("http://a.example/post"), site("b.example"), page("http://c.example/"))
    web = {"a.example/post": LINKED, "b.example/": LINKED, "c.example/": NOTHING}
    run(web)

    assert run(web).asked == []


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


def test_an_interrupted_crawl_has_done_what_is_worth_most(workspace: Path, run: Run):
    text = (workspace / "linkcrawl.toml").read_text()
    (workspace / "linkcrawl.toml").write_text(
        text.replace("[crawl]", "[crawl]\nconcurrency = 1\nconcurrency_per_site = 1")
    )
    rated = {f"r{n}.example": 10.0 * n for n in range(9)}
    claim(workspace, *(page(f"http://{domain}/post") for domain in rated), figures=rated)
    web = {f"{domain}/post": LINKED for domain in rated}

    first = run(web, "closespider_itemcount", CLOSESPIDER_ITEMCOUNT=3)
    rest = run(web)

    assert [address[:2] for address in first.asked][:4] == ["r8", "r7", "r6", "r5"]
    assert [address[:2] for address in rest.asked] == [
        name
        for n in range(8, -1, -1)
        if (name := f"r{n}") not in {address[:2] for address in first.asked}
    ]


def test_an_interrupted_search_goes_on_where_it_was(workspace: Path, run: Run):
    claim(workspace, site("a.example"))
    web = {f"a.example/{n}": f"<a href=/{n + 1}>next</a>" for n in range(3)}
    web |= {"a.example/": "<a href=/0>0</a>", "a.example/3": LINKED}

    first = run(web, "closespider_itemcount", CLOSESPIDER_ITEMCOUNT=6)
    rest = run(web)

    assert not set(first.asked) & set(rest.asked)
    assert searched(workspace).found_url == "http://a.example/3"


def test_a_look_at_one_page_breaks_no_promise(workspace: Path, run: Run):
    agree(workspace)
    claim(workspace, page("http://a.example/b"))
    web = {"a.example/a": "<a href=/b>b</a>", "a.example/b": LINKED, "own.example/": NOTHING}

    run(web, spider=PartnersSpider)
    before = state(workspace)
    with closing(sqlite3.connect(workspace / "linkcrawl.db", isolation_level=None)) as connection:
        connection.execute("update visit set at = '2026-01-01T09:00:00Z'")
    run(web | {"a.example/b": "<a href=/c>c</a>", "a.example/c": LINKED})

    assert (before, state(workspace)) == (State.ELSEWHERE, State.UNKNOWN)


def test_a_walk_through_a_partners_site_is_a_search_too(workspace: Path, run: Run):
    agree(workspace)
    claim(workspace, site("a.example"))

    run({"a.example/a": "<a href=/b>b</a>", "a.example/b": "", "own.example/": NOTHING},
        spider=PartnersSpider)  # fmt: skip

    with closing(open_database(workspace / "linkcrawl.db")) as db:
        (walk,) = walks(db, ["a.example", "own.example/"], 200)
    assert (walk.domain, walk.outcome, walk.pages) == ("a.example", Outcome.NOT_FOUND, 2)


def state(folder: Path) -> State:
    (only,) = judgement(folder).agreements
    assert only.theirs
    return only.theirs.state


def visits(folder: Path) -> list[tuple[str, Fetch, int]]:
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection:
        return connection.execute(
            "select url, fetch, rendered from visit join page on page.id = page_id"
        ).fetchall()


def test_a_link_that_a_script_draws_is_looked_for_in_the_browser(workspace: Path, run: Run):
    configure(workspace, render="auto", rendered=1)
    claim(workspace, page("http://a.example/post"), page("http://b.example/post"))
    drawn = f"{NOTHING}<script>document.body.innerHTML += `{LINKED}`</script>"

    run({"a.example/post": drawn, "b.example/post": LINKED})

    assert seen(workspace) == {
        "http://a.example/post": Verified.LIVE,
        "http://b.example/post": Verified.LIVE,
    }
    assert [rendered for url, _, rendered in sorted(visits(workspace))] == [1, 0]
