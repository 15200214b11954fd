"""What judgements of whole sites ask: what their pages hold, and what they call them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.store.graph import LOST_PAGES


class TextPage(NamedTuple):
    """A page with its words and its versions."""

    url: str
    page: int
    words: int
    texts: int
    readings: int


class Offer(NamedTuple):
    """Words with which a site calls one of its pages: in a title, a heading or an anchor."""

    site: str
    url: str
    words: str


def pages_read(db: Database) -> dict[str, int]:
    """How many pages of each site were read."""
    rows = db.execute(
        "select domain, count(*) from (select distinct read_page_id as id from visit"
        " where read_page_id is not null) join page using (id)"
        " join site on site.id = page.site_id group by domain"
    )
    return dict(rows.fetchall())


def text_pages(db: Database, urls: Collection[str]) -> Iterator[TextPage]:
    """The pages of these addresses that were read."""
    rows = db.execute(
        "select url, page.id, word_count,"
        "  (select count(distinct text_digest) from document where page_id = page.id),"
        "  (select count(*) from visit where read_page_id = page.id)"
        " from page join document on document.id ="
        "  (select max(id) from document where page_id = page.id)"
        " where url in (select value from json_each(?))",
        (json.dumps(list(urls)),),
    )
    return (TextPage(*row) for row in rows)


def page_urls(db: Database, pages: Collection[int]) -> dict[int, str]:
    """The addresses of pages by their ids."""
    chosen = iter(sorted(pages))
    found: dict[int, str] = {}
    while batch := [number for _, number in zip(range(500), chosen, strict=False)]:
        marks = ", ".join("?" * len(batch))
        found |= db.execute(f"select id, url from page where id in ({marks})", batch).fetchall()
    return found


_CALLED = (
    "select page_id, {0} as text_id from document where {0} in (select id from chosen)"
    " and not exists (select 1 from document newer where newer.page_id = document.page_id"
    " and newer.id > document.id) and document.page_id not in lost"
)
_OFFERS = f"""
    with chosen as materialized (select value as id from json_each(?)),
    lost as materialized {LOST_PAGES},
    wording as materialized (
        select anchor.id, site_id from anchor join page on page.id = target_id
        where text_id in (select id from chosen)
    ),
    called as (
        {_CALLED.format("title_id")} union {_CALLED.format("h1_id")}
        -- A cross join keeps its order: the links of these sites, not all that there are.
        union select target_id, text_id from (select distinct site_id from wording) own
        cross join page at on at.site_id = own.site_id
        cross join link on link.page_id = at.id
        join anchor on anchor.id = anchor_id
        where anchor_id in (select id from wording) and not leaves and gone_visit is null
    )
    select domain, url, value from called join text on text.id = text_id
    join page on page.id = page_id join site on site.id = page.site_id
"""


def names_of_pages(
    db: Database, sites: Collection[str], worth_it: Callable[[str], bool]
) -> Iterator[Offer]:
    """The addresses of the pages of *sites* that were read, and what sites call their pages.

    That is titles, headings and the words of their own links, as they are today. What others
    call a page is not its site's word, nor is an address that only others name. Only words that
    are *worth_it*, each asked about once.
    """
    for site, url in db.execute(
        "select domain, url from page join site on site.id = page.site_id"
        " where domain in (select value from json_each(?))"
        " and exists (select 1 from visit where read_page_id = page.id)"
        f" and page.id not in {LOST_PAGES}",
        (json.dumps(list(sites)),),
    ):
        words = url.partition("://")[2].partition("/")[2]
        if worth_it(words):
            yield Offer(site, url, words)
    texts = db.execute("select id, value from text where value != ''")
    if chosen := [number for number, words in texts if worth_it(words)]:
        for row in db.execute(_OFFERS, (json.dumps(chosen),)):
            yield Offer(*row)
