"""What the blocks of a site hold: its live links, counted by the elements around them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlite_utils import Database

from linkcrawl.vocabulary import CONTENT, Placement

_FROM = " from site join page on page.site_id = site.id join link on link.page_id = page.id"
_LIVE = " where domain = ? and gone_visit is null and path_id in (select value from json_each(?))"
_IN_CONTENT = ", ".join(f"'{placement}'" for placement in sorted(CONTENT))
_OUTSIDE = f"placement_id not in (select id from text where value in ({_IN_CONTENT}))"


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
) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Some blocks of a site: (container, pages, links, those that leave the site, their targets,
    links that are placed outside the content).

    Pages and targets count once, however many links they have.
    """
    rows: Iterator[tuple[int, int, int, int, int, int]] = db.execute(
        "select path_id, count(distinct page_id), count(*), sum(leaves), count(distinct"
        " iif(leaves, (select target_id from anchor where id = anchor_id), null)),"
        f" sum({_OUTSIDE}) {_FROM} {_LIVE} group by path_id",
        (domain, json.dumps(list(containers))),
    )
    return rows


def usual_placements(
    db: Database, domain: str, containers: Collection[int]
) -> dict[int, Placement]:
    """Where most links of some blocks stand that are placed outside the content.

    Of two placements with equally many links, the one seen first.
    """
    if not containers:
        return {}
    rows = db.execute(
        "select path_id, (select value from text where id = placement_id)"
        f" {_FROM} {_LIVE} and {_OUTSIDE} group by path_id, placement_id"
        " order by count(*) desc, min(page_id)",
        (domain, json.dumps(list(containers))),
    ).fetchall()
    return {container: Placement(word) for container, word in reversed(rows)}


def count_linking_pages(db: Database, domain: str) -> int:
    """How many pages of a site have live links."""
    (count,) = db.execute(
        "select count(*) from page join site on site.id = page.site_id where domain = ?"
        " and exists (select 1 from link where page_id = page.id and gone_visit is null)",
        (domain,),
    ).fetchone()
    return int(count)
