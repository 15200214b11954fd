"""What the link profile of the own sites is counted from: groups of links, never single ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.vocabulary import AnchorType, Placement


class LinkCount(NamedTuple):
    """How many live links from *site* to *own* are alike."""

    own: str
    site: str
    placement: Placement
    anchor_type: AnchorType
    rel: str
    links: int


class SitePeriod(NamedTuple):
    """Moments between which links of one kind between an own site and another were there.

    *until* is that of the last reading that missed one of them, "" while they are live;
    *crawl_id* is the crawl that first saw them.
    """

    own: str
    other: str
    rel: str
    since: str
    until: str
    crawl_id: int


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A page of an own site with its live links and the sites that they come from."""

    own: str
    url: str
    links: int
    sites: int


@dataclass(frozen=True, slots=True)
class NewLink:
    """A live link in the running text of a page of another site."""

    own: str
    site: str
    source_url: str
    target_url: str
    anchor_text: str
    rel: str
    before: str
    after: str
    first_seen: str


_LINKED = """
    from site own
    join page target on target.site_id = own.id
    join anchor on anchor.target_id = target.id
    join link on link.anchor_id = anchor.id
    join page source on source.id = link.page_id
    join site other on other.id = source.site_id
"""
_LINKING = """
    from site own
    join page source on source.site_id = own.id
    join link on link.page_id = source.id
    join anchor on anchor.id = link.anchor_id
    join page target on target.id = anchor.target_id
    join site other on other.id = target.site_id
"""
_BETWEEN = "where link.leaves and own.domain in ({own}) and other.domain not in ({own})"
_REL = "join text rel on rel.id = anchor.rel_id"
_PLACEMENT = "join text placement on placement.id = link.placement_id"
_FIRST = "join visit first on first.id = link.first_visit"
_PERIODS = f"""
    select own.domain, other.domain, rel.value, min(first.at), ifnull(max(gone.at), ''),
        first.crawl_id
    {_LINKING} {_REL} {_FIRST}
    left join visit gone on gone.id = link.gone_visit
    {_BETWEEN}
    group by own.id, other.id, rel.id, first.crawl_id, gone.crawl_id
    order by 1, 2, 4, 5
"""
# What the first crawl of a site finds was not new: it was only looked at for the first time.
_NEW = f"""
    with looked as (
        select page.site_id, min(visit.crawl_id) as crawl_id
        from visit join page on page.id = visit.read_page_id group by page.site_id
    )
    select own.domain, other.domain, source.url, target.url, words.value, rel.value,
        ifnull(link.before, ''), ifnull(link.after, ''), max(first.at)
    {_LINKED} {_REL} {_PLACEMENT} {_FIRST}
    join text words on words.id = anchor.text_id
    join looked on looked.site_id = other.id
    {_BETWEEN}
        and link.gone_visit is null and first.at >= ? and first.crawl_id > looked.crawl_id
        and link.in_prose and placement.value = 'content' and not link.hidden
        -- Another anchor or rel of a link that was there before makes no new link,
        and not exists (
            select 1 from link old join anchor known on known.id = old.anchor_id
            where old.page_id = link.page_id and old.first_visit < link.first_visit
                and known.target_id = anchor.target_id)
        -- nor does a first look at a page by a crawl that looks at some pages of a site only.
        and ((select spider from crawl where id = first.crawl_id)
            not in ('backlinks', 'candidates') or exists (
            select 1 from visit earlier
            where earlier.read_page_id = link.page_id and earlier.id < link.first_visit))
    group by own.id, other.id order by 9 desc, 2 limit ?
"""


def periods_out(db: Database, own: Collection[str]) -> Iterator[SitePeriod]:
    """When *own* linked to other sites."""
    return map(SitePeriod._make, db.execute(_asked(_PERIODS, own), (*own, *own)))


def new_links(db: Database, own: Collection[str], since: str, limit: int) -> Iterator[NewLink]:
    """The newest links in running text since a moment, one for each site and own site."""
    rows = db.execute(_asked(_NEW, own), (*own, *own, since, limit))
    return (NewLink(*row) for row in rows)


def crawl_days(db: Database) -> dict[int, tuple[str, str]]:
    """The first and the last day on which each crawl read a page, doubtful ones left out."""
    rows = db.execute(
        "select crawl_id, substr(min(at), 1, 10), substr(max(at), 1, 10) from visit"
        f" where read_page_id is not null and crawl_id not in {DOUBTFUL} group by crawl_id"
    )
    return {crawl: (first, last) for crawl, first, last in rows}


def _asked(sql: str, own: Collection[str]) -> str:
    return sql.replace("{own}", ", ".join("?" * len(own)))
