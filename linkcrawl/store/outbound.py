"""What judgements of whole sites ask: which other sites their pages link to, and how."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from sqlite_utils import Database


class OutLink(NamedTuple):
    """A live link that leaves its site; *page* and *container* are ids."""

    site: str
    page: int
    container: int
    target_site: str
    in_text: bool


class TextPage(NamedTuple):
    """A page that links to an own site or is linked from one: its words and its versions."""

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


def outlinks_of(
    db: Database, sites: Collection[str], without: Callable[[str], bool]
) -> Iterator[OutLink]:
    """The live links that leave *sites*, those of a page together, *without* those to some."""
    domains: dict[int, str] = dict(db.execute("select id, domain from site").fetchall())
    wanted = {number: site for number, site in domains.items() if site in sites}
    targets = {number: site for number, site in domains.items() if not without(site)}
    rows = db.execute(
        "select source.site_id, link.page_id, link.path_id, target.site_id,"
        " link.in_prose and placement.value = 'content'"
        " from link join page source on source.id = link.page_id"
        " join anchor on anchor.id = link.anchor_id join page target on target.id = target_id"
        " join text placement on placement.id = link.placement_id"
        " where link.leaves and link.gone_visit is null and source.site_id != target.site_id"
        " order by link.page_id"
    )
    for site, page, container, target, in_text in rows:
        if site in wanted and target in targets:
            yield OutLink(wanted[site], page, container, targets[target], bool(in_text))


def pages_read(db: Database) -> dict[str, int]:
    """How many pages of each site were read."""
    rows = db.execute(
        "select domain, count(*) from (select distinct read_page_id as id from visit"
        " where read_page_id is not null) join page using (id)"
        " join site on site.id = page.site_id group by domain"
    )
    return dict(rows.fetchall())


def holding_pages(db: Database, own: Collection[str]) -> Iterator[TextPage]:
    """The pages of both sides that hold links between an own site and another."""
    marks = ", ".join("?" * len(own))
    rows = db.execute(
        f"with ours as (select id from site where domain in ({marks})),"
        " holding as (select distinct link.page_id from link"
        "  join page source on source.id = link.page_id"
        "  join anchor on anchor.id = link.anchor_id join page target on target.id = target_id"
        "  where link.leaves and gone_visit is null"
        "  and (target.site_id in ours or source.site_id in ours))"
        " select url, holding.page_id, word_count,"
        "  (select count(distinct text_digest) from document where page_id = holding.page_id),"
        "  (select count(*) from visit where read_page_id = holding.page_id)"
        " from holding join page on page.id = holding.page_id"
        " join document on document.id ="
        "  (select max(id) from document where page_id = holding.page_id)",
        tuple(own),
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


def names_of_pages(db: Database, worth_it: Callable[[str], bool]) -> Iterator[Offer]:
    """Every page's address, title and heading, and the anchors that lead to it within a site.

    Only words that are *worth_it*, each asked about once. An anchor is told by its target:
    whoever links to a page of another site with such words speaks of that site too.
    """
    for site, url in db.execute("select domain, url from page join site on site.id = page.site_id"):
        words = url.partition("://")[2].partition("/")[2]
        if worth_it(words):
            yield Offer(site, url, words)
    texts = db.execute("select id, value from text where value != ''")
    chosen = json.dumps([number for number, words in texts if worth_it(words)])
    for uses in (
        "select page_id, title_id as text_id from document",
        "select page_id, h1_id as text_id from document",
        "select target_id as page_id, text_id from anchor",
    ):
        for row in db.execute(
            f"select distinct domain, url, value from ({uses}) join text on text.id = text_id"
            " join page on page.id = page_id join site on site.id = page.site_id"
            " where text_id in (select value from json_each(?))",
            (chosen,),
        ):
            yield Offer(*row)
