"""Facts keep their history: what a crawl writes, and what it leaves alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from visits import visits_to

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page, Sight
from linkcrawl.page.read import read_page
from linkcrawl.page.views import both_views
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import StoreError, open_database
from linkcrawl.store.frontier import Limits, Waiting
from linkcrawl.store.read import StoredLink, links_from, links_on
from linkcrawl.vocabulary import Fetch, Presence

PARTNER = "https://partner.example/post"
TARGET = "https://own.example/ovens"
LINK = f'<p>We bake in <a href="{TARGET}">a wood-fired oven</a> every day.</p>'
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip

Crawl = Callable[..., None]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "linkcrawl.db"


@pytest.fixture
def crawl(database: Path) -> Crawl:
    """``crawl(page, …)`` stores pages as a crawl of their own, a day after the one before."""
    days = iter(range(100))

    def run(*pages: Page) -> None:
        store = CrawlStore(database, "partners", "digest", LIMITS)
        at = START + timedelta(days=next(days))
        for page in pages:
            store.add(page_at(page, at))
        store.close("finished")

    return run


def page_at(page: Page, at: datetime) -> Page:
    return replace(page, fetched_at=at)


def page(body: str, url: str = PARTNER) -> Page:
    html = f"<html><body><main>{body}</main></body></html>".encode()
    return with_placements(read_page(html, url))


def unread(fetch: Fetch) -> Page:
    return Page(PARTNER, PARTNER, START, fetch=fetch)


def stored(database: Path) -> list[StoredLink]:
    return list(links_from(open_database(database), ["partner.example"]))


def counts(database: Path) -> dict[str, int]:
    connection = sqlite3.connect(database)
    tables = ("visit", "document", "link", "anchor", "text", "page", "measures", "frontier")
    return {
        name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in tables
    }


def test_a_link_is_stored_with_its_words_and_surroundings(crawl: Crawl, database: Path):
    crawl(page(LINK))

    (link,) = stored(database)
    assert (link.source_url, link.target_url) == (PARTNER, TARGET)
    assert (link.anchor_text, link.before, link.after) == (
        "a wood-fired oven",
        "We bake in",
        "every day.",
    )
    assert link.live
    assert link.first_seen == link.last_seen == "2026-11-01T12:00:00Z"


def test_an_unchanged_page_costs_one_visit_and_nothing_else(crawl: Crawl, database: Path):
    crawl(page(LINK))
    before = counts(database)

    crawl(page(LINK))

    assert counts(database) == before | {"visit": before["visit"] + 1}
    (link,) = stored(database)
    assert (link.first_seen, link.last_seen) == ("2026-11-01T12:00:00Z", "2026-11-02T12:00:00Z")


def test_a_link_that_goes_ends_its_period_and_one_that_returns_begins_another(
    crawl: Crawl, database: Path
):
    crawl(page(LINK))
    crawl(page("<p>Nothing here.</p>"))
    crawl(page(LINK))

    periods = [(link.first_seen[:10], link.last_seen[:10], link.missed_at[:10])
               for link in stored(database)]  # fmt: skip
    assert periods == [
        ("2026-11-01", "2026-11-01", "2026-11-02"),
        ("2026-11-03", "2026-11-03", ""),
    ]


@pytest.mark.parametrize(
    "fetch", [fetch for fetch in Fetch if fetch is not Fetch.OK], ids=lambda fetch: fetch.value
)
def test_a_page_that_could_not_be_read_says_nothing_about_its_links(
    crawl: Crawl, database: Path, fetch: Fetch
):
    crawl(page(LINK))
    crawl(unread(fetch))

    (link,) = stored(database)
    assert link.live
    assert link.last_seen == "2026-11-01T12:00:00Z"
    visits = visits_to(open_database(database), PARTNER)
    assert [visit.fetch for visit in visits] == [Fetch.OK, fetch]


def test_half_a_page_takes_no_link_away(crawl: Crawl, database: Path):
    crawl(page(LINK))
    crawl(replace(page("<p>cut"), truncated=True))

    assert [link.live for link in stored(database)] == [True]


def test_what_only_a_browser_shows_is_not_missed_without_one(crawl: Crawl, database: Path):
    crawl(both_views(page("<div id=root></div>"), page(LINK)))
    crawl(page("<div id=root></div>"))

    (link,) = stored(database)
    assert link.live
    assert link.presence is Presence.RENDERED_ONLY


def test_a_browser_that_shows_what_the_html_has_changes_nothing(crawl: Crawl, database: Path):
    crawl(page(LINK))
    crawl(both_views(page(LINK), page(LINK)))

    assert len(stored(database)) == 1


def test_equal_links_of_a_page_are_counted(crawl: Crawl, database: Path):
    crawl(page(LINK + LINK))
    crawl(page(LINK))

    assert sorted(link.live for link in stored(database)) == [False, True]


def test_a_redirect_counts_as_a_reading_of_the_page_that_answered(crawl: Crawl, database: Path):
    moved = read_page(LINK.encode(), "https://partner.example/new", asked_url=PARTNER)
    crawl(moved)

    (link,) = stored(database)
    assert link.source_url == "https://partner.example/new"
    (visit,) = visits_to(open_database(database), PARTNER)
    assert (visit.url, visit.read_url) == (PARTNER, "https://partner.example/new")


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "'; drop table link; --", "x" * 100_000, "‮gnp.exe"]
)
def test_hostile_text_is_stored_and_read_back(crawl: Crawl, database: Path, text: str):
    hostile = page(LINK)
    link = hostile.links[0]._replace(anchor_text=text, before=text, rel=(text,))
    crawl(replace(hostile, title=text, links=(link,)))

    (found,) = stored(database)
    assert found.anchor_text == text.encode(errors="replace").decode()


def test_a_crawl_that_was_cut_short_is_taken_up_again(database: Path):
    first = CrawlStore(database, "partners", "digest", LIMITS)
    first.seed([Waiting(PARTNER, 0, 1), Waiting(TARGET, 0, 1)])
    assert len(first.next_pages()) == 2
    first.add(page(LINK))
    first.flush()
    first.close("shutdown")

    again = CrawlStore(database, "partners", "digest", LIMITS)

    assert again.resumed
    assert again.crawl_id == first.crawl_id
    again.seed([Waiting(PARTNER, 0, 1), Waiting(TARGET, 0, 1)])
    assert [waiting.url for waiting in again.next_pages()] == [TARGET]


def test_another_configuration_begins_a_new_crawl(database: Path):
    CrawlStore(database, "partners", "digest", LIMITS).close("shutdown")

    again = CrawlStore(database, "partners", "other digest", LIMITS)

    assert not again.resumed
    again.close("finished")
    outcomes = [crawl.outcome for crawl in crawls(open_database(database))]
    assert outcomes == ["finished", "abandoned"]


def test_a_crawl_that_still_runs_is_left_alone(database: Path):
    running = CrawlStore(database, "partners", "digest", LIMITS)

    beside = CrawlStore(database, "partners", "digest", LIMITS)

    assert not beside.resumed
    assert beside.crawl_id != running.crawl_id
    for store in (running, beside):
        store.add(page(LINK))
        store.close("finished")
    assert len(visits_to(open_database(database), PARTNER)) == 2


def test_a_site_gets_its_share_of_pages_and_agreed_pages_beyond_it(database: Path):
    store = CrawlStore(database, "partners", "digest", LIMITS)
    store.seed(Waiting(f"https://partner.example/{n}", 0, 10) for n in range(30))
    store.seed([Waiting(PARTNER, 0, 0, agreed=True)])
    visited = []
    while waiting := store.next_pages():
        visited += [one.url for one in waiting]
        for one in waiting:
            store.add(page("", one.url))

    assert visited[0] == PARTNER
    assert len(visited) == LIMITS.pages_per_site


def test_sites_take_turns(database: Path):
    store = CrawlStore(database, "partners", "digest", LIMITS)
    store.seed(Waiting(f"https://{site}.example/{n}", 0, 10) for site in "abc" for n in range(9))

    first = [waiting.url for waiting in store.next_pages()]

    assert len(first) == LIMITS.at_once
    assert sum("//a." in url for url in first) == LIMITS.at_once_per_site


def test_a_database_of_a_newer_version_is_refused(database: Path):
    open_database(database).table("_sqlite_migrations").insert(
        {"migration_set": "linkcrawl", "name": "m999_future", "applied_at": "2030-01-01"}
    )

    with pytest.raises(StoreError, match=r"written by a newer linkcrawl .*m999_future"):
        open_database(database)


def test_a_file_that_is_no_database_is_refused(database: Path):
    database.write_text("not a database, but long enough to be looked at" * 100)

    with pytest.raises(StoreError, match="can't be used"):
        open_database(database)


def looked_at(sight: Sight, rel: tuple[str, ...] | None = None) -> Page:
    (link,) = page(LINK).links
    seen = link._replace(sight=sight, hidden=not sight.visible, raw_rel=rel)
    return replace(page(LINK), rendered=True, links=(seen,))


SEEN = Sight(True, True, "", 10, 20, 30, 40, 5000)
UNSEEN = Sight(False, False, "display:none", 0, 0, 0, 0, 5000)


def sights(database: Path) -> list[tuple[object, ...]]:
    rows = open_database(database).execute(
        "select visible, why, y, page_height, leads_to, raw_rel, gone_visit is null"
        " from sight join link using (page_id, first_visit, position) order by first_visit"
    )
    return list(rows)


def test_the_newest_look_at_a_link_is_kept(crawl: Crawl, database: Path):
    crawl(looked_at(SEEN))
    crawl(looked_at(SEEN._replace(y=900, leads_to="/go"), ("noopener",)))

    assert sights(database) == [(1, "", 900, 5000, "/go", "noopener", 1)]
    (read,) = links_on(open_database(database), looked_at(SEEN).url)
    assert (read.leads_to, read.seen_height, read.raw_rel) == ("/go", 40, "noopener")


def test_a_link_that_is_hidden_is_another_period(crawl: Crawl, database: Path):
    crawl(looked_at(SEEN))
    crawl(looked_at(UNSEEN))

    assert [(row[1], row[-1]) for row in sights(database)] == [("", 0), ("display:none", 1)]


def test_html_alone_does_not_bring_a_hidden_link_to_light(crawl: Crawl, database: Path):
    crawl(looked_at(UNSEEN))
    crawl(page(LINK))

    (link,) = stored(database)
    assert (link.hidden, link.live) == (True, True)
