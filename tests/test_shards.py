"""A share of the sites: each in exactly one, and nothing said of those that are in others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from commands import SCRAPY, process
from crawling import crawl, judgement

from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response
from linkcrawl.shards import shard_of, shards
from linkcrawl.store.database import open_existing
from linkcrawl.vocabulary import State

CONFIG = """
[[own]]
domain = "own.example"
start_urls = ["http://own.example/"]
[crawl]
render = "never"
delay = 0
"""
PARTNERS = [f"partner-{number}.example" for number in range(12)]


def test_each_site_is_in_one_share_and_shares_are_alike() -> None:
    sites = [f"site-{number}.example" for number in range(4000)]

    held = Counter(shard.number for shard in shards(8) for site in sites if shard.has(site))

    assert sum(held.values()) == len(sites)
    assert all(400 < count < 600 for count in held.values())


def test_one_share_of_one_has_everything() -> None:
    assert shard_of("1/1").is_all
    assert shard_of("1/1").marked("digest") == "digest"


@pytest.mark.parametrize("wrong", ["9/8", "0/8", "2", "2/8/3", "-1/8", "a/b", "²/8", "1/0"])
def test_a_share_that_is_none_is_one_line(workspace: Path, wrong: str) -> None:
    ran = process(
        [*SCRAPY, "crawl", "partners", "-a", f"shard={wrong}"],
        Path(__file__).parent.parent,
        {"LINKCRAWL_WORKSPACE": str(workspace)},
    )

    assert ran.code == 2
    assert ran.error_lines[-1] == (
        f"linkcrawl: shard: found {wrong!r}; accepted: one of so many, as in 2/8"
    )
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("spider", "accepted"),
    [("partners", "due, orders, shard"), ("own", "shard"), ("backlinks", "orders, shard")],
)
def test_a_misspelt_argument_is_one_line(workspace: Path, spider: str, accepted: str) -> None:
    ran = process(
        [*SCRAPY, "crawl", spider, "-a", "shrad=2/8", "-a", "_job=1"],
        Path(__file__).parent.parent,
        {"LINKCRAWL_WORKSPACE": str(workspace)},
    )

    assert ran.code == 2
    assert ran.error_lines[-1] == (
        f"linkcrawl: crawl {spider} -a: found 'shrad'; accepted: {accepted}"
    )
    assert "Traceback" not in ran.err


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "linkcrawl.toml").write_text(CONFIG)
    rows = (f"{partner},http://{partner}/post" for partner in PARTNERS)
    (tmp_path / "agreements.csv").write_text("\n".join(["partner,their_page", *rows]))
    return tmp_path


def respond(request: Request) -> Response | None:
    others = "".join(f'<a href="http://{partner}/">{partner}</a> ' for partner in PARTNERS)
    return html_response(f"<main><p>{'Flour and salt. ' * 30}</p>{others}</main>")


def test_a_crawl_of_a_share_visits_its_sites_and_says_nothing_of_others(workspace: Path) -> None:
    share = shard_of("2/3")
    with serve(respond) as proxy:
        log = crawl(workspace, proxy.url, "partners", "-a", "shard=2/3")

    with open_existing(workspace / "linkcrawl.db") as db:
        visited = {
            domain
            for (domain,) in db.execute(
                "select domain from visit join page on page.id = page_id"
                " join site on site.id = site_id"
            )
        }
    assert "ERROR" not in log
    assert visited == {site for site in [*PARTNERS, "own.example"] if share.has(site)}
    states = {
        one.agreement.partner: one.theirs.state
        for one in judgement(workspace).agreements
        if one.theirs
    }
    assert {state for site, state in states.items() if not share.has(site)} == {State.UNKNOWN}
    assert {state for site, state in states.items() if share.has(site)} == {State.REVIEW}
