"""Copies, upgrades and a history that is kept short: what years of running need."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import linkcrawl
from sqlite_utils import Database
from visits import visits_to

from linkcrawl.classify.page import with_placements
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import StoreError, copy_database, open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.prune import Pruned, prune
from linkcrawl.store.read import events, links_from, links_to
from linkcrawl.store.schema import migrations
from linkcrawl.store.write import stamp
from linkcrawl.vocabulary import Fetch

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
POST = "https://partner.example/post"
OURS = '<p>We bake in <a href="https://own.example/ovens">a wood-fired oven</a>.</p>'
SHOP = '<p>Flour is from <a href="https://mill.example/">the mill</a>.</p>'


def crawl(database: Path, day: int, *bodies: str, fetch: Fetch = Fetch.OK) -> None:
    """Store one page as a crawl of its own, once for each of *bodies*."""
    store = CrawlStore(database, "partners", "digest", LIMITS, ["own.example"])
    for body in bodies:
        page = with_placements(read_page(f"<main>{body}</main>".encode(), POST))
        store.add(replace(page, fetched_at=START + timedelta(days=day), fetch=fetch))
    store.close("finished")


def day(number: int) -> str:
    return stamp(START + timedelta(days=number))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "linkcrawl.db"


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])


def pruned(database: Path, before: str) -> Pruned:
    with closing(open_database(database)) as db:
        return prune(db, before, ["own.example"])


def test_visits_that_say_the_same_again_are_given_up(database: Path) -> None:
    for number in range(10):
        crawl(database, number, OURS)
    before = list(links_to(open_database(database), ["own.example"]))

    assert pruned(database, day(30)) == Pruned(links=0, visits=8, documents=0)
    assert list(links_to(open_database(database), ["own.example"])) == before
    assert [visit.at for visit in visits_to(open_database(database), POST)] == [day(0), day(9)]


def test_where_something_changed_the_visits_around_it_stay(database: Path) -> None:
    for number in range(5):
        crawl(database, number, OURS)
    crawl(database, 5, "", fetch=Fetch.BLOCKED)
    for number in range(6, 11):
        crawl(database, number, OURS)

    pruned(database, day(30))

    fetches = [(visit.at, visit.fetch) for visit in visits_to(open_database(database), POST)]
    assert fetches == [
        (day(0), "ok"), (day(4), "ok"), (day(5), "blocked"), (day(6), "ok"), (day(10), "ok"),
    ]  # fmt: skip


def test_a_link_between_us_and_others_is_never_forgotten(database: Path) -> None:
    crawl(database, 0, OURS + SHOP)
    crawl(database, 1, "<p>Closed for the winter.</p>")
    crawl(database, 2, "<p>Closed for the winter.</p>")

    assert pruned(database, day(30)).links == 1
    (kept,) = links_from(open_database(database), ["partner.example"])
    assert (kept.target_domain, kept.last_seen, kept.missed_at) == ("own.example", day(0), day(1))


def test_what_is_younger_stays_whole(database: Path) -> None:
    for number in range(4):
        crawl(database, number, SHOP)
    crawl(database, 4, "")

    assert pruned(database, day(0)) == Pruned(0, 0, 0)
    assert count(database, "visit") == 5


def test_pruning_twice_gives_up_nothing_more(database: Path) -> None:
    for number in range(6):
        crawl(database, number, OURS if number < 3 else SHOP)
    pruned(database, day(30))

    assert pruned(database, day(30)) == Pruned(0, 0, 0)


def test_a_description_that_no_visit_has_goes_with_what_hangs_on_it(database: Path) -> None:
    crawl(database, 0, SHOP)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update visit set document_id = null")

    assert pruned(database, day(30)).documents == 1
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []


def test_the_command_says_what_went_and_keeps_the_events(tmp_path: Path) -> None:
    assert linkcrawl("init", "--workspace", tmp_path).code == 0
    database = tmp_path / "linkcrawl.db"
    for number in range(20):
        crawl(database, number, OURS if number % 7 else SHOP)
    assert linkcrawl("judge", "--workspace", tmp_path).code == 0
    told = events(open_database(database))

    ran = linkcrawl("prune", "--keep", "1y", "--workspace", tmp_path)
    linkcrawl("judge", "--workspace", tmp_path)

    assert ran.code == 0
    assert "repeated visits" in ran.out
    assert "smaller" in ran.out
    assert events(open_database(database)) == told


@pytest.mark.parametrize("wrong", ["2", "0d", "forever", "-1y", "1y2m"])
def test_a_time_that_is_none_is_one_line(tmp_path: Path, wrong: str) -> None:
    ran = linkcrawl("prune", "--keep", wrong, "--workspace", tmp_path)

    assert ran.code == 2
    assert "accepted: days, weeks, months or years: 90d, 2y" in ran.error_lines[-1]


def test_a_copy_is_whole_while_a_crawl_writes(tmp_path: Path) -> None:
    assert linkcrawl("init", "--workspace", tmp_path).code == 0
    database = tmp_path / "linkcrawl.db"
    crawl(database, 0, OURS)
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        writer.execute("insert into text(value) values ('half of something')")

        ran = linkcrawl("backup", "--workspace", tmp_path)

        writer.execute("commit")
    copy = Path(ran.out.strip())
    assert ran.code == 0
    assert copy.parent == tmp_path / "backups"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        found = connection.execute("select 1 from text where value like 'half%'").fetchall()
    assert found == []
    assert len(list(links_to(open_database(copy), ["own.example"]))) == 1


def test_a_copy_that_fails_leaves_the_one_before_alone(database: Path, tmp_path: Path) -> None:
    crawl(database, 0, OURS)
    target = tmp_path / "copy.db"
    db = open_database(database)
    copy_database(db, target)
    before = target.read_bytes()
    tmp_path.joinpath("folder").touch()

    with pytest.raises(StoreError, match="can't be written"):
        copy_database(db, tmp_path / "folder" / "copy.db")

    assert target.read_bytes() == before


def test_an_upgrade_makes_a_copy_first(tmp_path: Path) -> None:
    database = tmp_path / "linkcrawl.db"
    old = open_database(tmp_path / "reference.db")
    last = [migration.name for migration in migrations.applied(old)][-1]
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrations.apply(Database(connection), stop_before=last)
        connection.execute("insert into text(value) values ('from before')")

    upgraded = open_database(database)

    copy = tmp_path / f"linkcrawl.db.before-{last}"
    assert [m.name for m in migrations.pending(upgraded)] == []
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("select value from text").fetchall() == [("from before",)]
    open_database(database)
    assert sorted(path.name for path in tmp_path.glob("*.before-*")) == [copy.name]
