"""A crawl stores what pages are about, and criteria follow from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crawling import crawl
from test_relevance import TEXTS

from linkcrawl.config import load_config
from linkcrawl.criteria import Outcome
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response
from linkcrawl.judge.criteria.figures import criteria_of_all
from linkcrawl.store.database import open_existing
from linkcrawl.store.topics import topics_by_site

CONFIG = """
[[own]]
domain = "own.example"
start_urls = ["http://own.example/"]
[crawl]
render = "never"
delay = 0
"""
TOPICS = {"own.example": "oven", "bread.example": "ofen", "money.example": "loan"}


def answer(request: Request) -> Response | None:
    if request.host not in TOPICS:
        return None
    text = TEXTS[TOPICS[request.host]]
    link = "" if request.host == "own.example" else '<a href="http://own.example/">ovens</a>'
    page = f"<body><main><p>{text}</p><p>{text} {link}</p></main></body>"
    return html_response(page, status=200 if request.path == "/" else 404)


def test_a_crawl_tells_which_partner_is_about_our_topic(tmp_path: Path) -> None:
    (tmp_path / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "agreements.csv").write_text("partner\nbread.example\nmoney.example\n", "utf-8")

    with serve(answer) as proxy:
        crawl(tmp_path, proxy.url)

    db = open_existing(tmp_path / "linkcrawl.db")
    topics = topics_by_site(db)
    config = load_config(tmp_path / "linkcrawl.toml")
    criteria = criteria_of_all(db, config, topics, date(2026, 11, 21))
    relevance = {site: judged[0].outcome for site, judged in criteria.items()}
    assert {site: pages[0].topic.language for site, pages in topics.items()} == {
        "own.example": "en",
        "bread.example": "de",
        "money.example": "en",
    }
    assert relevance["bread.example"] is Outcome.PASS
    assert relevance["money.example"] is Outcome.FAIL
