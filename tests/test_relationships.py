"""Relationships out of stored pages: nothing depends on the order of facts or on bystanders."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkcrawl.agreements import Agreement
from linkcrawl.classify.page import with_placements
from linkcrawl.config import Config, OwnSite
from linkcrawl.items import Page
from linkcrawl.judge.run import judge
from linkcrawl.judge.verdicts.relationship import Reciprocity, Relationship, Verdict
from linkcrawl.page.read import read_page
from linkcrawl.policy import Policy
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import events
from linkcrawl.vocabulary import Fetch
from linkcrawl.workspace import Workspace

TODAY = date(2026, 11, 21)
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIMITS = Limits(
    pages_per_site=99, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
OWN, MILL = "https://own.example/ovens", "https://mill.example/bread"
WORDS = "Every spring the oven is lit for the first time, and half the village comes to bake. "
DATABASES = itertools.count()


def page(url: str, *targets: str, at: datetime = START) -> Page:
    """A page whose text links to *targets*."""
    links = "".join(
        f"<p>{WORDS} See <a href='{to}'>these people</a>. {WORDS}</p>" for to in targets
    )
    html = (
        f"<html lang=en><body><main><h1>Baking</h1><p>{WORDS * 8}</p>{links}</main></body></html>"
    )
    return with_placements(read_page(html.encode(), url, fetched_at=at))


def in_footer(url: str, target: str) -> Page:
    """A later reading of a page that names *target* in its footer only."""
    body = f"<main><h1>Baking</h1><p>{WORDS * 8}</p></main><footer><a href='{target}'>Ovens</a>"
    html = f"<html lang=en><body>{body}</footer></body></html>"
    return with_placements(read_page(html.encode(), url, fetched_at=START + timedelta(hours=2)))


def unread(url: str, fetch: Fetch, at: datetime) -> Page:
    return Page(url, url, at, fetch=fetch, failure="timed out")


PAGES = [
    page(OWN, MILL, "https://inn.example/"),
    page(MILL, OWN),
    page("https://mill.example/flour", "https://own.example/"),
    page("https://press.example/review", OWN, MILL),
    page("https://inn.example/", MILL),
]
BYSTANDERS = [
    page("https://far.example/", "https://away.example/"),
    page("https://away.example/", "https://far.example/"),
]
AGREED = Agreement("mill.example", "exchange", MILL, OWN, OWN, MILL, deadline=date(2026, 10, 1))


def crawled(folder: Path, *runs: Sequence[Page]) -> Workspace:
    """A workspace in which these crawls have ended."""
    folder = folder / str(next(DATABASES))
    folder.mkdir()
    config = Config(own=(OwnSite(domain="own.example", brands=("Oak & Ember",)),))
    known = Workspace(folder, config, (AGREED,), ())
    for pages in runs:
        store = CrawlStore(known.database, "partners", "digest", LIMITS)
        for each in pages:
            store.add(each)
        store.close("finished")
    return known


def judged(known: Workspace) -> dict[str, Relationship]:
    with closing(open_existing(known.database)) as db:
        return {one.other: one for one in judge(db, known, TODAY).relationships}


def told(known: Workspace) -> list[tuple[str, str, str]]:
    with closing(open_existing(known.database)) as db:
        return [(e.partner, e.before, e.after) for e in events(db) if e.kind == "verdict"]


def essence(found: dict[str, Relationship]) -> dict[str, object]:
    return {
        other: (one.verdict, one.reasons, one.signals, one.answers, one.reciprocity, one.steps)
        for other, one in found.items()
    }


def test_each_site_with_a_link_either_way_has_a_relationship(tmp_path: Path):
    found = judged(crawled(tmp_path, PAGES))

    assert {other: one.reciprocity for other, one in found.items()} == {
        "mill.example": Reciprocity.MUTUAL,
        "inn.example": Reciprocity.OURS_ONLY,
        "press.example": Reciprocity.THEIRS_ONLY,
    }
    assert (found["mill.example"].links_in, found["mill.example"].links_out) == (2, 1)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(PAGES))
def test_a_verdict_does_not_depend_on_the_order_of_facts(tmp_path: Path, pages: list[Page]):
    assert essence(judged(crawled(tmp_path, pages))) == essence(judged(crawled(tmp_path, PAGES)))


@pytest.mark.parametrize("bystanders", [BYSTANDERS, BYSTANDERS[:1]])
def test_a_site_that_has_nothing_to_do_with_us_changes_nothing(
    tmp_path: Path, bystanders: list[Page]
):
    without = judged(crawled(tmp_path, PAGES))

    assert essence(judged(crawled(tmp_path, PAGES + bystanders))) == essence(without)


@pytest.mark.parametrize(
    "fetch", [Fetch.TIMEOUT, Fetch.BLOCKED, Fetch.ROBOTS_DISALLOWED, Fetch.HTTP_5XX, Fetch.DNS]
)
def test_a_page_that_could_not_be_read_changes_no_verdict(tmp_path: Path, fetch: Fetch):
    known = crawled(tmp_path, PAGES)
    before = judged(known)
    later = START + timedelta(hours=1)
    store = CrawlStore(known.database, "partners", "digest", LIMITS)
    for url in (MILL, OWN):
        store.add(unread(url, fetch, later))
    store.close("finished")
    after = judged(known)

    assert {k: one.verdict for k, one in after.items()} == {
        k: one.verdict for k, one in before.items()
    }
    assert told(known) == []


def test_a_turn_is_told_once_with_what_turned_it(tmp_path: Path):
    known = crawled(tmp_path, PAGES)
    assert judged(known)["press.example"].verdict is Verdict.KEEP
    store = CrawlStore(known.database, "partners", "digest", LIMITS)
    store.add(in_footer("https://press.example/review", OWN))
    store.close("finished")

    found = judged(known)["press.example"]

    assert found.verdict is Verdict.WATCH
    assert "No longer: 1 link in the content of a page." in found.changed
    assert told(known) == [("press.example", "keep", "watch")]
    again = judged(known)["press.example"]
    assert told(known) == [("press.example", "keep", "watch")]
    assert (again.changed, again.since) == (found.changed, found.since)


def test_commas_in_rel_part_its_words_as_search_engines_read_them(tmp_path: Path):
    known = crawled(tmp_path, [])
    paid = replace(AGREED, relationship="sponsored", our_page="", their_target="", deadline=None)
    known = replace(known, agreements=(paid,))
    html = f"<main><p>{WORDS} <a rel='nofollow,sponsored' href='{OWN}'>Ovens</a> {WORDS}</p></main>"
    store = CrawlStore(known.database, "partners", "digest", LIMITS)
    store.add(with_placements(read_page(html.encode(), MILL, fetched_at=START)))
    store.close("finished")

    found = judged(known)["mill.example"]

    assert (found.links_in, found.followed_in) == (1, 0)
    assert {one.name for one in found.signals} & {"marked", "rel_against_policy"} == {"marked"}


@pytest.mark.parametrize(("relationship", "ends"), [("exchange", True), ("supplier", False)])
def test_only_an_exchange_is_to_be_ended_where_no_links_are_traded(
    tmp_path: Path, relationship: str, ends: bool
):
    known = crawled(tmp_path, [replace(page(MILL), rendered=True), page(OWN, MILL)])
    config = known.config.model_copy(update={"policy": Policy(trade_links=False)})
    agreed = replace(AGREED, relationship=relationship)

    found = judged(replace(known, config=config, agreements=(agreed,)))["mill.example"]

    assert found.verdict is Verdict.FIX
    assert any("overdue" in reason for reason in found.reasons)
    assert any(step.startswith("End the exchange") for step in found.steps) is ends
