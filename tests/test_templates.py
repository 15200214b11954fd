"""What the pages of a site say together, out of the stored facts."""

from __future__ import annotations

from pathlib import Path

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.templates import Templates
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import StoredLink, links_to
from linkcrawl.vocabulary import Placement

LIMITS = Limits(
    pages_per_site=99, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
WORDS = "Every spring the kiln is lit for the first time, and half the village comes to look. "


def page(number: int) -> Page:
    """A page whose last block, without a telling name, thanks the same friend every time."""
    own = '<p>We baked in <a href="https://own.example/ovens">their oven</a>.</p>' * (number == 3)
    html = f"""<html><body><div class=a1><h1>Week {number}</h1><p>{WORDS * 5}</p>{own}
        <p>{WORDS * 3}</p></div><div class=b2><p>{WORDS}
        <a href="https://own.example/">Oak &amp; Ember</a> {WORDS}</p></div></body></html>"""
    return with_placements(read_page(html.encode(), f"https://partner.example/{number}"))


def judged(tmp_path: Path, pages: int) -> dict[str, list[StoredLink]]:
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    for number in range(pages):
        store.add(page(number))
    store.close("finished")
    db = open_existing(tmp_path / "linkcrawl.db")
    found = list(links_to(db, ["own.example"]))
    links = list(map(Templates(db, found).judged, found))
    return {
        text: [link for link in links if link.anchor_text == text]
        for text in ("Oak & Ember", "their oven")
    }


def test_a_block_that_is_the_same_on_every_page_is_template(tmp_path: Path):
    links = judged(tmp_path, pages=12)

    assert {link.boilerplate_ratio for link in links["Oak & Ember"]} == {1.0}
    assert all(link.sitewide for link in links["Oak & Ember"])
    assert Placement.CONTENT not in {link.placement for link in links["Oak & Ember"]}


def test_a_link_of_one_page_is_not(tmp_path: Path):
    (link,) = judged(tmp_path, pages=12)["their oven"]

    assert link.boilerplate_ratio is None  # No other page has a link in such a block.
    assert link.sitewide is False
    assert link.placement is Placement.CONTENT


def test_few_pages_tell_nothing(tmp_path: Path):
    links = judged(tmp_path, pages=4)

    assert {link.boilerplate_ratio for link in links["Oak & Ember"]} == {None}
    assert {link.sitewide for link in links["Oak & Ember"]} == {None}
