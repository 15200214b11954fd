"""What a crawl of candidates reads and keeps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from candidates_web import NEWEST, crawled
from sqlite_utils import Database

from linkcrawl.store.database import open_existing
from linkcrawl.store.publications import Way, contacts_of, passages_of, published_of
from linkcrawl.urls import site_of


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder: Path = crawled(tmp_path_factory.mktemp("candidates"), "candidates")
    return open_existing(folder / "linkcrawl.db")


def visited(db: Database, site: str) -> list[str]:
    rows = db.execute("select url from visit join page on page.id = page_id order by visit.id")
    return [url for (url,) in rows if site_of(url) == site and url.startswith("http:")]


def test_only_candidates_are_visited_and_the_telling_pages_first(db: Database) -> None:
    urls = visited(db, "backhaus.example")

    assert {url.rpartition(".example")[2] for url in urls[:6]} >= {
        "/", "/sitemap.xml", "/feed.xml", "/kontakt/", "/impressum/"
    }  # fmt: skip
    assert visited(db, "own.example") == visited(db, "stranger1.example") == []


def test_the_days_of_a_site_come_from_its_feed_and_its_pages(db: Database) -> None:
    published = published_of(db, ["backhaus.example", "dead.example", "onepage.example"])

    told = Counter(
        one.url.rpartition("/")[2] == "feed.xml" for one in published["backhaus.example"]
    )
    assert published["backhaus.example"][0].day == str(NEWEST)
    assert published["dead.example"][0].day == "2013-05-01"
    assert "onepage.example" not in published
    assert told == {True: 2, False: 2}


def test_a_contact_is_what_the_site_publishes_with_its_page(db: Database) -> None:
    contacts = contacts_of(db, ["backhaus.example", "farm.example"])

    found = [(one.way, one.value, one.url) for one in contacts["backhaus.example"]]
    home = "http://backhaus.example"
    assert found == [
        (Way.EMAIL, "post@backhaus.example", f"{home}/impressum/"),
        (Way.FORM, f"{home}/kontakt/", f"{home}/kontakt/"),
    ]
    assert "farm.example" not in contacts


def test_the_first_paragraphs_of_a_page_are_kept(db: Database) -> None:
    passages = passages_of(db, ["backhaus.example"])

    assert passages["http://backhaus.example/blog/teig/"][0].startswith("Ein Sauerteig wird")
