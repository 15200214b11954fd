"""Which imported pages and sites are looked at, in which order, and when again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl import search
from linkcrawl.agreements import Agreement
from linkcrawl.claims import Claim, DomainFigure, Metric
from linkcrawl.ranks import Ranks, SiteRank
from linkcrawl.search import Outcome, Search
from linkcrawl.store.claim_writer import ClaimWriter
from linkcrawl.store.database import open_database
from linkcrawl.store.itinerary import itinerary
from linkcrawl.store.ranks import save_ranks
from linkcrawl.verified import Look, is_due
from linkcrawl.vocabulary import Fetch

OWN, TODAY = "own.example", date(2026, 11, 30)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "linkcrawl.db")


def claim(url: str = "", domain: str = "", *, lost: str = "", **figures: float) -> Claim:
    named = {Metric(name): value for name, value in figures.items()}
    site = domain or url.split("/")[2]
    return Claim(OWN, site, url, f"http://{OWN}/", lost=lost, figures=named)


def say(
    db: Database, *claims: Claim, source: str = "ahrefs", ratings: dict[str, float] | None = None
) -> int:
    writer = ClaimWriter(db, file="x", format="x", source=source, at="2026-11-01T00:00:00Z")
    writer.add_claims(claims)
    writer.add_figures(DomainFigure(d, Metric.RATING, v) for d, v in (ratings or {}).items())
    writer.store(f"{source} {len(claims)}", len(claims), 0)
    return writer.import_id


def planned(db: Database, most: int = 100, agreed: tuple[Agreement, ...] = ()) -> list[str]:
    return [found.url or found.domain for found in itinerary(db, [OWN], agreed, TODAY, most)]


def test_what_sources_make_the_most_of_comes_first(db: Database):
    unrated, rated = "http://c.example/", {"a.example": 30.0, "b.example": 70.0, "s.example": 50.0}
    told = say(
        db,
        claim("http://a.example/1", page_rating=5),
        claim("http://a.example/2", page_rating=9),
        claim("http://b.example/", lost="2026-10-01"),
        claim("http://b.example/live"),
        claim(unrated),
        claim("http://ranked.example/"),
        claim(domain="s.example", linking_pages=4),
        claim(domain="many.example", linking_pages=900),
        ratings=rated,
    )
    ranked = SiteRank("ranked.example", 9, 9, of=1_000, release="r")
    save_ranks(db, told, [Ranks(1_000, (ranked,), release="r")])

    assert planned(db) == [
        "http://b.example/live",
        "s.example",
        "http://a.example/2",
        "http://a.example/1",
        "http://ranked.example/",
        "many.example",
        unrated,
        "http://b.example/",
    ]


def test_a_page_that_several_sources_name_comes_once_and_earlier(db: Database):
    say(db, claim("http://a.example/"), claim("http://b.example/"))
    say(db, claim("http://b.example/"), source="moz")

    assert planned(db) == ["http://b.example/", "http://a.example/"]


def test_one_site_does_not_fill_a_crawl(db: Database):
    say(db, *(claim(f"http://a.example/{n}") for n in range(9)), claim("http://b.example/"))

    assert len(planned(db, most=3)) == 4


def test_own_sites_and_what_is_no_page_are_left_out(db: Database):
    say(db, claim(f"http://{OWN}/self"), claim("android-app://a.example/x"))

    assert planned(db) == []


def test_what_agreements_decide_on_is_left_to_the_partners_crawl(db: Database):
    agreed = Agreement("a.example", their_page="https://www.a.example/post/")
    say(db, claim("http://a.example/post"), claim("http://a.example/b"), claim(domain="a.example"))

    assert planned(db, agreed=(agreed,)) == ["http://a.example/b"]


def look(
    at: str, since: str, fetch: Fetch = Fetch.OK, status: int | None = 200, *, links: bool = False
) -> Look:
    moments = (f"2026-{at}T09:00:00Z", f"2026-{since}T09:00:00Z")
    return Look("http://a.example/", "a.example", "", *moments, fetch, status, True, links)


@pytest.mark.parametrize(
    ("seen", "due"),
    [
        (None, "2026-01-01"),
        (look("06-01", "06-01", links=True), "2026-06-15"),
        (look("06-01", "02-01", links=True), "2026-07-01"),
        (look("06-01", "06-01"), "2026-06-02"),
        (look("06-02", "06-01"), "2026-07-02"),
        (look("06-01", "06-01", Fetch.HTTP_4XX, 404), "2026-06-02"),
        (look("06-01", "06-01", Fetch.BLOCKED, 403), "2026-06-08"),
        (look("06-01", "01-01", Fetch.TIMEOUT, None), "2026-06-08"),
    ],
)
def test_a_page_is_left_alone_for_a_while(seen: Look | None, due: str):
    day = date.fromisoformat(due)

    assert is_due(seen, day)
    assert seen is None or not is_due(seen, date.fromordinal(day.toordinal() - 1))


@pytest.mark.parametrize(
    ("outcome", "due"),
    [(Outcome.BUDGET, "2026-07-01"), (Outcome.NOT_FOUND, "2026-07-01"),
     (Outcome.UNREACHABLE, "2026-06-08")],
)  # fmt: skip
def test_a_site_is_not_searched_every_day(outcome: Outcome, due: str):
    ended = Search("a.example", "2026-06-01T09:00:00Z", outcome, 1, 1)
    day = date.fromisoformat(due)

    assert search.is_due(ended, day)
    assert not search.is_due(ended, date.fromordinal(day.toordinal() - 1))
