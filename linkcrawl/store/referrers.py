"""Who sources say links to us, those first that they make the most of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlite_utils import Database


class Referrer(NamedTuple):
    """A page that a source names, or, with *url* "", a site that is named as a whole.

    *lost* is true where every source that names it says that the link is gone. Figures are
    the highest that any source gives, 0.0 where none does; *rank* is that of Common Crawl, 1
    the best.
    """

    domain: str
    url: str
    lost: bool
    rating: float
    rank: int
    page_rating: float
    traffic: float
    linking_pages: float
    sources: int

    @property
    def worth(self) -> tuple[float, ...]:
        """Sorts those first that matter most: the smallest is worth most."""
        return (
            self.lost, -self.rating, self.rank, -self.page_rating, -self.traffic,
            -self.linking_pages, -self.sources,
        )  # fmt: skip


_REFERRERS = """
    with figure as (
        select site_id, max(iif(metric = 'rating', value, 0)) as rating,
            max(iif(metric = 'traffic', value, 0)) as traffic
        from domain_claim group by site_id
    ),
    own as (select id from site where domain in ({own})),
    named as (
        select from_site_id, from_page_id, min(lost <> '') as lost,
            max(ifnull(json_extract(figures, '$.page_rating'), 0.0)) as page_rating,
            max(ifnull(json_extract(figures, '$.page_traffic'), 0.0)) as page_traffic,
            max(ifnull(json_extract(figures, '$.linking_pages'), 0.0)) as linking_pages,
            count(distinct source_id) as sources
        from claim
        where to_site_id in own and from_site_id <> 0 and from_site_id not in own and {which}
        group by from_site_id, from_page_id
    )
    select domain, ifnull(url, ''), lost, ifnull(rating, 0.0), ifnull(harmonic, 1 << 40),
        page_rating, max(page_traffic, ifnull(traffic, 0.0)), linking_pages, sources
    from named
    join site on site.id = from_site_id
    left join page on page.id = from_page_id
    left join figure on figure.site_id = from_site_id
    left join site_rank on site_rank.site_id = from_site_id
        and release_id = (select id from rank_release order by import_id desc limit 1)
    order by 3, 4 desc, 5, 6 desc, 7 desc, 8 desc, 9 desc, from_page_id
"""


def named_pages(db: Database, own: Collection[str]) -> Iterator[Referrer]:
    """The pages that sources say link to *own*, the worthiest first."""
    return _referrers(db, own, "from_page_id <> 0")


def named_sites(db: Database, own: Collection[str]) -> Iterator[Referrer]:
    """The sites of which a source says, without a page, that they link to *own*."""
    return _referrers(db, own, "from_page_id = 0")


def _referrers(db: Database, own: Collection[str], which: str) -> Iterator[Referrer]:
    marks = ", ".join("?" * len(own))
    sql = _REFERRERS.replace("{own}", marks).replace("{which}", which)
    for domain, url, lost, *figures in db.execute(sql, tuple(own)):
        yield Referrer(domain, url, bool(lost), *figures)
