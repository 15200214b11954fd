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
    placements_of,
)
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import links_on

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


def test_a_block_has_its_live_links_on_each_page(db: Database) -> None:
    prose, footer = (containers(db)[words] for words in ("ground", "Imprint"))

    # Another visit to the last page no longer found two of the twelve links.
    assert sorted(blocks_of(db, "mill.example", {prose, footer})) == sorted(
        [(prose, 4, 4, 0, 0), (footer, 4, 10, 6, 3)]
    )


def test_only_blocks_that_are_asked_for_are_counted(db: Database) -> None:
    footer = containers(db)["Imprint"]

    assert [block for block, *_ in blocks_of(db, "mill.example", [footer])] == [footer]
    assert list(blocks_of(db, "mill.example", [])) == []
    assert list(blocks_of(db, "one.example", [footer])) == []


def test_the_placements_of_a_block_are_counted(db: Database) -> None:
    footer = containers(db)["Imprint"]

    assert list(placements_of(db, "mill.example", [footer])) == [(footer, "footer", 10)]


def test_the_live_links_of_a_site_are_those_of_its_pages(db: Database) -> None:
    found = list(live_links_of(db, "mill.example"))

    assert len(found) == 14
    assert {container for _, container, _ in found} == set(containers(db).values())


def test_pages_with_live_links_are_counted(db: Database) -> None:
    assert count_linking_pages(db, "mill.example") == 4
    assert count_linking_pages(db, "one.example") == 0
