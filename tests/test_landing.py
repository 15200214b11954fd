"""Own pages that need work because others link to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.profile.landing import Need, needs, work_on
from linkcrawl.judge.profile.tally import pages_of
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.landing import Landing, landings
from linkcrawl.store.profile import TargetPage
from linkcrawl.store.read import links_to
from linkcrawl.vocabulary import Fetch

OWN, HOME = "own.example", "https://own.example/"
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FINE = Landing(HOME, "2026-11-20T09:00:00Z", Fetch.OK, 200, HOME, True, "Ovens", "", 0.4)
_LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"status": 404, "fetch": Fetch.HTTP_4XX, "read": False}, [Need.GONE]),
        ({"status": 410, "fetch": Fetch.GONE, "read": False}, [Need.GONE]),
        ({"fetch": Fetch.SOFT_404, "read": False}, [Need.GONE]),
        ({"status": 503, "fetch": Fetch.HTTP_5XX, "read": False}, [Need.FAILING]),
        ({"status": None, "fetch": Fetch.TLS, "read": False}, [Need.FAILING]),
        ({"answered_url": "https://own.example/new"}, [Need.REDIRECTED]),
        # Only written otherwise: https, www, a slash.
        ({"answered_url": "http://www.own.example"}, []),
        ({"heading": " "}, [Need.NO_HEADING]),
        ({"published": "2024-11-20"}, [Need.OLD]),
        ({"published": "2024-11-22"}, []),
        ({"seconds": 3.0}, [Need.SLOW]),
        ({"seconds": None}, []),
        (
            {"heading": "", "published": "2020-01-01", "seconds": 9.0},
            [Need.NO_HEADING, Need.OLD, Need.SLOW],
        ),
        # What we could not look at, or read half of, is not amiss.
        ({"status": 403, "fetch": Fetch.BLOCKED, "read": False, "heading": ""}, []),
        ({"fetch": Fetch.ROBOTS_DISALLOWED, "status": None, "read": False, "heading": ""}, []),
        ({"fetch": Fetch.NOT_HTML, "read": False, "heading": ""}, []),
        ({"read": False, "heading": ""}, []),
    ],
)
def test_what_a_page_needs(changes: dict[str, object], found: list[Need]) -> None:
    landing = replace(FINE, **changes)  # type: ignore[arg-type]
    assert list(needs(landing, TODAY, 730)) == found


def test_pages_that_nobody_asked_for_or_that_are_fine_need_no_work() -> None:
    pages = [TargetPage(OWN, f"{HOME}{name}", 9, 3) for name in ("gone", "unasked", "fine")]
    known = [
        replace(FINE, url=f"{HOME}gone", status=404), replace(FINE, url=f"{HOME}fine",
        answered_url=f"{HOME}fine"),
    ]  # fmt: skip
    assert [work.page.url for work in work_on(pages, known, TODAY, 730)] == [f"{HOME}gone"]


def test_what_is_known_of_a_page_comes_out_of_its_newest_visit(tmp_path: Path) -> None:
    database = tmp_path / "linkcrawl.db"
    _crawl(database, _page("https://a.example/", f'<a href="{HOME}old">ovens</a>'))
    _crawl(database, _page(f"{HOME}old", "<h1>Old</h1>"), _page(f"{HOME}else", "<h1>Else</h1>"))
    moved = replace(_page(f"{HOME}new", "<h2>No first heading</h2>"), url=f"{HOME}old", took=3.25)
    _crawl(database, moved)
    db = open_database(database)
    (found,) = landings(db, [OWN])

    assert (found.url, found.answered_url) == (f"{HOME}old", f"{HOME}new")
    assert (found.read, found.heading, found.seconds) == (True, "", 3.25)
    assert [w.needs for w in work_on(pages_of(links_to(db, [OWN])), [found], TODAY, 730)] == [
        (Need.REDIRECTED,)
    ]


def _crawl(database: Path, *pages: Page) -> None:
    store = CrawlStore(database, "partners", "digest", _LIMITS)
    for page in pages:
        store.add(replace(page, fetched_at=AT))
    store.close("finished")


def _page(url: str, body: str) -> Page:
    html = f"<html><body><main>{body}</main></body></html>".encode()
    return with_placements(read_page(html, url))
