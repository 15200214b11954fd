"""Ranks, visits and readings in the database: kept once, however often they are imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl.ranks import Ranks, SiteRank
from linkcrawl.referrals import CountedBy, Referral, Span, Visits
from linkcrawl.store.database import open_database
from linkcrawl.store.ranks import known_sites, ranks_of, save_ranks
from linkcrawl.store.referrals import (
    MonthOfVisits,
    counted_months,
    log_spans,
    months_of_visits,
    referrals,
    save_visits,
)
from linkcrawl.store.witness import save_readings, witnessed_pages
from linkcrawl.witness import Reading

OWN, MILL = "baker.example", "mill.example"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "linkcrawl.db")
    yield found
    found.close()


def ga4(visits: int, first: str = "2026-10-01", last: str = "2026-10-31") -> Visits:
    referral = Referral(OWN, MILL, "2026-10", "", "", "referral", visits)
    return Visits(CountedBy.GA4, (referral,), days=((OWN, first, last),))


def months(db: Database) -> list[tuple[str, CountedBy, int]]:
    return [(found.month, found.counted_by, found.visits) for found in months_of_visits(db)]


def test_ranks_are_kept_with_how_many_there_are(db: Database):
    save_ranks(db, 1, [Ranks(4, (SiteRank(MILL, 2, 9, 3),), release="one")])

    assert ranks_of(db, [MILL, OWN]) == {MILL: SiteRank(MILL, 2, 9, 3, 4, "one")}
    assert known_sites(db) == {MILL}


def test_the_release_that_was_imported_last_counts(db: Database):
    save_ranks(db, 1, [Ranks(4, (SiteRank(MILL, 2, 9),), release="new")])
    save_ranks(db, 2, [Ranks(5, (SiteRank(MILL, 3, 9),), release="newer")])
    save_ranks(db, 3, [Ranks(6, (SiteRank(MILL, 4, 9),), release="new")])

    assert ranks_of(db, [MILL])[MILL] == SiteRank(MILL, 4, 9, None, 6, "new")


def test_a_database_with_visits_is_whole(db: Database):
    save_visits(db, 1, [ga4(5)])

    assert db.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_visits_of_several_logs_add_up(db: Database):
    referral = Referral(
        OWN, MILL, "2026-11", f"https://{OWN}/ovens/", f"https://{MILL}/news", "referral", 2
    )
    log = Visits(CountedBy.LOG, (referral,), spans=(Span(OWN, 1_790_000_000, 1_790_000_999),))
    save_visits(db, 1, [log])
    save_visits(db, 2, [log])

    (found,) = referrals(db)
    assert (found.landing, found.source_page, found.visits) == (*referral[3:5], 4)
    assert log_spans(db) == log.spans
    assert counted_months(db) == {(OWN, "2026-09")}


def test_a_report_of_analytics_takes_the_place_of_the_last_one(db: Database):
    save_visits(db, 1, [ga4(5)])
    save_visits(db, 2, [ga4(7)])

    assert months(db) == [("2026-10", CountedBy.GA4, 7)]


def test_of_two_reports_of_a_month_the_one_with_more_days_stays(db: Database):
    save_visits(db, 1, [ga4(7)])
    save_visits(db, 2, [ga4(3, last="2026-10-10")])

    assert months(db) == [("2026-10", CountedBy.GA4, 7)]


def test_logs_and_analytics_stand_side_by_side(db: Database):
    log = Visits(CountedBy.LOG, (Referral(OWN, MILL, "2026-10", "", "", "referral", 9),))
    save_visits(db, 1, [ga4(7), log])

    assert months_of_visits(db) == (
        MonthOfVisits(OWN, MILL, "2026-10", CountedBy.GA4, 7),
        MonthOfVisits(OWN, MILL, "2026-10", CountedBy.LOG, 9),
    )


def test_the_newest_answered_reading_of_a_page_counts(db: Database):
    page = f"https://{MILL}/news"
    readings = [("2026-05-12", 200), ("2026-03-01", 200), ("2026-06-01", 404)]
    save_readings(db, 1, [Reading(page, MILL, day, status, ()) for day, status in readings])

    assert [(found.url, found.day) for found in witnessed_pages(db)] == [(page, "2026-05-12")]
