"""A changed rule needs no new crawl: stored links are placed and typed again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl.classify.anchor import AnchorClassifier, AnchorTerms
from linkcrawl.classify.page import with_anchors, with_placements
from linkcrawl.classify.placement import PLACEMENT_VERSION
from linkcrawl.items import Page
from linkcrawl.judge.relabel import place_again, type_again
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import StoredLink, links_from
from linkcrawl.vocabulary import AnchorType, Placement

LIMITS = Limits(
    pages_per_site=9, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
OWN = ["own.example"]
HTML = b"""<html><body><nav><a href=/shop>Shop</a><a href=/about>About</a></nav>
<main><h1>Ovens</h1><p>Every spring the kiln is lit for the first time, and half the village
comes to look at <a href=https://partner.example/>the oven doors</a> that we use.</p></main>
<footer><a href=https://other.example/>Other</a></footer></body></html>"""


def page() -> Page:
    read = read_page(HTML, "https://own.example/")
    return with_anchors(with_placements(read), AnchorClassifier())


@pytest.fixture
def db(tmp_path: Path) -> Database:
    store = CrawlStore(tmp_path / "linkcrawl.db", "own", "digest", LIMITS, OWN)
    store.add(page())
    store.close("finished")
    return open_existing(tmp_path / "linkcrawl.db")


def links(db: Database) -> dict[str, StoredLink]:
    return {link.anchor_text: link for link in links_from(db, OWN)}


def forget_placements(db: Database, rules: int) -> None:
    db.execute("insert or ignore into text(value) values ('comments')")
    db.execute(
        "update link set rules = ?, placement_id = (select id from text where value = 'comments')",
        (rules,),
    )


def test_links_that_old_rules_placed_are_placed_as_a_crawl_would_today(db: Database):
    before = links(db)
    assert {link.placement for link in before.values()} == {Placement.CONTENT, Placement.FOOTER}
    forget_placements(db, PLACEMENT_VERSION - 1)

    place_again(db)

    assert links(db) == before


def test_what_the_user_placed_stays(db: Database):
    forget_placements(db, rules=0)

    place_again(db)

    assert {link.placement for link in links(db).values()} == {Placement.COMMENTS}


def test_new_rules_are_no_change_of_the_page(db: Database, tmp_path: Path):
    forget_placements(db, PLACEMENT_VERSION - 1)

    store = CrawlStore(tmp_path / "linkcrawl.db", "own", "digest", LIMITS, OWN)
    store.add(replace(page(), title="another title"))
    store.close("finished")

    assert all(link.live for link in links_from(db, OWN))
    assert len(links(db)) == 2


def test_anchors_are_typed_by_the_keywords_of_today(db: Database):
    assert links(db)["the oven doors"].anchor_type is AnchorType.DESCRIPTIVE
    terms = {"partner.example": AnchorTerms(keywords=("oven door",))}

    type_again(db, ["partner.example"], AnchorClassifier(terms))

    assert links(db)["the oven doors"].anchor_type is not AnchorType.DESCRIPTIVE
    assert links(db)["Other"].anchor_type is AnchorType.BRAND


def test_anchors_are_typed_by_what_their_target_calls_itself(db: Database, tmp_path: Path):
    assert links(db)["the oven doors"].anchor_type is AnchorType.DESCRIPTIVE
    doors = b"<title>Doors for the oven | Kiln</title><h1>The oven doors</h1>"
    store = CrawlStore(tmp_path / "linkcrawl.db", "own", "digest", LIMITS, OWN)
    store.add(read_page(doors, "https://partner.example/"))
    store.close("finished")

    type_again(db, ["partner.example"], AnchorClassifier())

    assert links(db)["the oven doors"].anchor_type is AnchorType.TITLE_MATCH


def test_a_target_that_moved_is_called_what_the_page_at_its_end_is(db: Database, tmp_path: Path):
    store = CrawlStore(tmp_path / "linkcrawl.db", "own", "digest", LIMITS, OWN)
    doors = read_page(
        b"<title>The oven doors</title>",
        "https://partner.example/doors/",
        asked_url="https://partner.example/",
    )
    store.add(doors)
    store.close("finished")

    type_again(db, ["partner.example"], AnchorClassifier())

    assert links(db)["the oven doors"].anchor_type is AnchorType.TITLE_MATCH


def test_the_text_of_an_image_is_typed_anew_as_well(db: Database, tmp_path: Path):
    html = b"<main><a href=https://partner.example/><img src=a.png alt='The oven doors'></a></main>"
    store = CrawlStore(tmp_path / "linkcrawl.db", "own", "digest", LIMITS, OWN)
    read = read_page(html, "https://own.example/doors")
    store.add(with_anchors(with_placements(read), AnchorClassifier()))
    store.add(read_page(b"<h1>The oven doors</h1>", "https://partner.example/"))
    store.close("finished")
    assert alt_types(db) == [AnchorType.DESCRIPTIVE]

    type_again(db, ["partner.example"], AnchorClassifier())

    assert alt_types(db) == [AnchorType.TITLE_MATCH]


def alt_types(db: Database) -> list[str]:
    return [kind for (kind,) in db.execute("select alt_type from anchor where type = 'image'")]
