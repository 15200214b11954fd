"""What the blocks of a site hold: its live links, by the elements around them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlite_utils import Database


def live_links_in(
    db: Database, domain: str, blocks: Collection[int]
) -> Iterator[tuple[int, int, int, bool, str]]:
    """The live links in some blocks of a site, page by page.

    Each as (page, container, target, leaves, placement).
    """
    rows: Iterator[tuple[int, int, int, bool, str]] = db.execute(
        "select link.page_id, link.path_id, anchor.target_id, link.leaves, placement.value"
        " from page join site on site.id = page.site_id"
        " join link on link.page_id = page.id"
        " join anchor on anchor.id = link.anchor_id"
        " join text placement on placement.id = link.placement_id"
        " where domain = ? and link.gone_visit is null"
        " and link.path_id in (select value from json_each(?)) order by page.id",
        (domain, json.dumps(list(blocks))),
    )
    return rows


def count_linking_pages(db: Database, domain: str) -> int:
    """How many pages of a site have live links."""
    (count,) = db.execute(
        "select count(*) from page join site on site.id = page.site_id where domain = ?"
        " and exists (select 1 from link where page_id = page.id and gone_visit is null)",
        (domain,),
    ).fetchone()
    return int(count)
