"""The blocks of a site, counted out of stored pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.page.read import read_page
from linkcrawl.store.blocks import (
    blocks_of,
    count_linking_pages,
    live_links_of,
    usual_placements,
)
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import links_on
from linkcrawl.vocabulary import Placement

LIMITS = Limits(
    pages_per_site=99, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
SITE = "https://mill.example/"
FOOTER = '<a href="https://one.example/">One</a> <a href="https://{other}.example/">Other</a>'


def page(number: int, *, footer: bool = True) -> Page:
    """A page with a link of its own site, and a footer that leads to two others."""
    below = FOOTER.format(other=("two", "three")[number % 2]) if footer else ""
    html = f"""<body><main><h1>Flour</h1><p>It is <a href="/flour">ground</a> here.</p></main>
        <footer><p>{below} <a href="/imprint">Imprint</a></p></footer></body>"""
    return with_placements(read_page(html.encode(), f"{SITE}{number}"))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    for one in (page(0), page(1), page(2), page(3), page(3, footer=False)):
        store.add(one)
    store.close("finished")
    with closing(open_existing(tmp_path / "linkcrawl.db")) as db:
        yield db


def containers(db: Database) -> dict[str, int]:
    """The blocks of the first page, by the words of a link in them."""
    return {link.anchor_text: link.container for link in links_on(db, f"{SITE}0")}


def place_in_order(db: Database, container: int, words: list[str]) -> None:
    """Place the live links of a block anew, page by page."""
    links = db.execute(
        "select page_id, first_visit, position from link where path_id = ? and gone_visit is null"
        " order by page_id, first_visit, position",
        (container,),
    ).fetchall()
    for link, word in zip(links, words, strict=True):
        db.execute("insert or ignore into text(value) values (?)", (word,))
        db.execute(
            "update link set placement_id = (select id from text where value = ?)"
            " where page_id = ? and first_visit = ? and position = ?",
            (word, *link),
        )


def test_a_block_has_its_live_links_on_each_page(db: Database) -> None:
    prose, footer = (containers(db)[words] for words in ("ground", "Imprint"))

    # Another visit to the last page no longer found two of the twelve links.
    assert sorted(blocks_of(db, "mill.example", {prose, footer})) == sorted(
        [(prose, 4, 4, 0, 0, 4), (footer, 4, 10, 6, 3, 10)]
    )


def test_only_blocks_that_are_asked_for_are_counted(db: Database) -> None:
    footer = containers(db)["Imprint"]

    assert [block for block, *_ in blocks_of(db, "mill.example", [footer])] == [footer]
    assert list(blocks_of(db, "mill.example", [])) == []
    assert list(blocks_of(db, "one.example", [footer])) == []


@pytest.mark.parametrize(
    ("placed", "usual"),
    [
        ({"footer": 10}, Placement.FOOTER),
        ({"footer": 3, "sidebar": 4, "content": 3}, Placement.SIDEBAR),
        ({"footer": 1, "content": 9}, Placement.FOOTER),
        ({"sidebar": 5, "footer": 5}, Placement.SIDEBAR),
        ({"links_page": 10}, None),
    ],
    ids=["all alike", "most", "content aside", "equally many", "none but content"],
)
def test_the_usual_placement_of_a_block_is_not_in_the_content(
    db: Database, placed: dict[str, int], usual: Placement | None
) -> None:
    footer = containers(db)["Imprint"]
    place_in_order(db, footer, [word for word, times in placed.items() for _ in range(times)])

    assert usual_placements(db, "mill.example", [footer]).get(footer) is usual


def test_the_live_links_of_a_site_are_those_of_its_pages(db: Database) -> None:
    found = list(live_links_of(db, "mill.example"))

    assert len(found) == 14
    assert {container for _, container, _ in found} == set(containers(db).values())


def test_pages_with_live_links_are_counted(db: Database) -> None:
    assert count_linking_pages(db, "mill.example") == 4
    assert count_linking_pages(db, "one.example") == 0
