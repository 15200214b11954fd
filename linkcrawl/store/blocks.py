"""What the blocks of a site hold: its live links, counted by the elements around them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlite_utils import Database

_FROM = " from site join page on page.site_id = site.id join link on link.page_id = page.id"
_LIVE = " where domain = ? and gone_visit is null and path_id in (select value from json_each(?))"


def live_links_of(db: Database, domain: str) -> Iterator[tuple[int, int, int]]:
    """The page, the container and the target of each live link of a site."""
    rows: Iterator[tuple[int, int, int]] = db.execute(
        f"select page_id, path_id, target_id {_FROM} join anchor on anchor.id = anchor_id"
        " where domain = ? and gone_visit is null",
        (domain,),
    )
    return rows


def blocks_of(
    db: Database, domain: str, containers: Collection[int]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Some blocks of a site: (container, pages, links, those that leave the site, their targets).

    Pages and targets count once, however many links they have.
    """
    rows: Iterator[tuple[int, int, int, int, int]] = db.execute(
        "select path_id, count(distinct page_id), count(*), sum(leaves),"
        f" count(distinct iif(leaves, target_id, null)) {_FROM}"
        f" join anchor on anchor.id = anchor_id {_LIVE} group by path_id",
        (domain, json.dumps(list(containers))),
    )
    return rows


def placements_of(
    db: Database, domain: str, containers: Collection[int]
) -> Iterator[tuple[int, str, int]]:
    """How many links of some blocks have which placement, the commonest first.

    Each as (container, placement, links); of equally many, those seen first come first.
    """
    rows: Iterator[tuple[int, str, int]] = db.execute(
        "select path_id, (select value from text where id = placement_id), count(*)"
        f" {_FROM} {_LIVE} group by path_id, placement_id"
        " order by count(*) desc, min(page_id)",
        (domain, json.dumps(list(containers))),
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
