"""Workspaces with imported claims, webs of a few pages, and crawls of the one over the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Crawl, Crawled
from crawling import judgement

from linkcrawl.claims import Claim, DomainFigure, Metric
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.search import Search
from linkcrawl.settings import ITEM_PIPELINES
from linkcrawl.store.claim_writer import ClaimWriter
from linkcrawl.store.database import open_database
from linkcrawl.store.looks import looks
from linkcrawl.store.read import StoredLink, links_to
from linkcrawl.store.search import searches
from linkcrawl.verified import Verified, verified
from linkcrawl.vocabulary import State
from spiders.backlinks import BacklinksSpider

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


def prepare(folder: Path) -> Path:
    """A workspace without agreements that allows no browser."""
    configure(folder)
    (folder / "agreements.csv").write_text("partner\n")
    return folder


def runner(workspace: Path, crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Crawls the backlinks over a web, in this process, and says what was asked for."""

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


def state(folder: Path) -> State:
    (only,) = judgement(folder).agreements
    assert only.theirs
    return only.theirs.state
