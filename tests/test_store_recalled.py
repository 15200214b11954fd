"""What a crawl writes of pages that were placed from memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page, Surroundings
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import links_from
from linkcrawl.vocabulary import Placement

PARTNER = "https://partner.example/post"
HTML = b"<main><p>We bake in <a href=https://guild.example/>a guild</a> every day.</p></main>"
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MEASURED = with_placements(read_page(HTML, PARTNER, fetched_at=START))


def recalled(placement: Placement) -> Page:
    """The page as it is placed without being measured."""
    links = [
        link._replace(surroundings=Surroundings(link.surroundings.path), placement=placement)
        for link in MEASURED.links
    ]
    return replace(MEASURED, links=tuple(links))


SIDEBAR, FOOTER = recalled(Placement.SIDEBAR), recalled(Placement.FOOTER)


def crawl(database: Path, *pages: Page) -> None:
    """Store each page as a crawl of its own, a day after the one before."""
    for day, page in enumerate(pages):
        store = CrawlStore(database, "partners", "digest", LIMITS)
        store.add(replace(page, fetched_at=START + timedelta(days=day)))
        store.close("finished")


@pytest.mark.parametrize(
    ("pages", "placement"),
    [
        ((SIDEBAR, FOOTER), Placement.SIDEBAR),
        ((SIDEBAR, MEASURED), Placement.SIDEBAR),
        ((SIDEBAR, FOOTER, SIDEBAR), Placement.SIDEBAR),
        ((MEASURED, FOOTER, MEASURED), MEASURED.links[0].placement),
    ],
)
def test_a_link_that_was_placed_from_memory_stays_one_period(tmp_path: Path, pages, placement):
    crawl(tmp_path / "linkcrawl.db", *pages)

    (link,) = links_from(open_existing(tmp_path / "linkcrawl.db"), ["partner.example"])
    assert link.live
    assert link.first_seen == "2026-11-01T12:00:00Z"
    assert link.placement is placement


def test_another_memory_does_not_change_what_an_unchanged_page_costs(tmp_path: Path):
    crawl(tmp_path / "linkcrawl.db", SIDEBAR, FOOTER, FOOTER)

    rows = {t.name: t.count for t in open_existing(tmp_path / "linkcrawl.db").tables}
    assert (rows["visit"], rows["document"], rows["link"]) == (3, 1, 1)


def test_a_link_that_two_sites_have_leaves_one_of_them(tmp_path: Path):
    html = b"<nav><a href=https://guild.example/>Guild</a></nav>"
    pages = [read_page(html, f"https://{site}.example/") for site in ("guild", "partner")]

    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    for page in map(_recalled_as_it_is, pages):
        store.add(page)
    store.close("finished")

    with open_existing(tmp_path / "linkcrawl.db") as db:
        rows = db.execute("select leaves, anchor_id, path_id from link order by page_id").fetchall()
    assert [row[0] for row in rows] == [False, True]
    assert rows[0][1:] == rows[1][1:]


def _recalled_as_it_is(page: Page) -> Page:
    links = [link._replace(surroundings=Surroundings("nav")) for link in page.links]
    return replace(page, links=tuple(links))
