"""Which sites sources say link to us, counted: never claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class ClaimedSite:
    """A site that sources say links to an own site.

    *pages* are named by them; *whole* is true where one names the site without a page, which
    counts *linking_pages*. *lost* is true where all that they name is gone, as they say; days
    are "" where none tells. *spam* is the highest figure of that name, None where none gives one.
    """

    domain: str
    sources: tuple[str, ...]
    pages: int
    whole: bool
    linking_pages: int
    first_seen: str
    last_seen: str
    lost: bool
    spam: float | None = None


_SITES = """
    with named as (
        select from_site_id, group_concat(distinct source_id) as sources,
            count(distinct nullif(from_page_id, 0)) as pages, max(from_page_id = 0) as whole,
            max(ifnull(json_extract(figures, '$.linking_pages'), 0)) as linking_pages,
            min(nullif(first_seen, '')) as first_seen, max(last_seen) as last_seen,
            min(lost <> '') as lost
        from claim
        where to_site_id = (select id from site where domain = ?)
            and from_site_id not in (0, to_site_id)
        group by from_site_id
    )
    select domain, sources, pages, whole, linking_pages, ifnull(first_seen, ''), last_seen, lost,
        (select max(value) from domain_claim
            where domain_claim.site_id = from_site_id and metric = 'spam')
    from named join site on site.id = from_site_id
    order by domain
"""


def claimed_sites(db: Database, own: str) -> Iterator[ClaimedSite]:
    """Every other site that a source says links to *own*."""
    names = _sources(db)
    for domain, sources, pages, whole, linking, first, last, lost, spam in db.execute(
        _SITES, (own,)
    ):
        said = tuple(sorted(names[int(source)] for source in sources.split(",")))
        yield ClaimedSite(
            domain, said, pages, bool(whole), int(linking), first, last, bool(lost), spam
        )


def _sources(db: Database) -> dict[int, str]:
    return dict(
        db.execute(
            "select distinct source_id, value from claim join text on text.id = source_id"
        ).fetchall()
    )
