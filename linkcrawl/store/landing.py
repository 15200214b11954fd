"""What is known of the own pages that other sites link to, as they were last asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.vocabulary import Fetch


@dataclass(frozen=True, slots=True)
class Landing:
    """An own page at its newest visit; *answered_url* is the address at the end of redirects.

    *read* tells that it was read as a page, whole; only then *heading* says anything. *seconds*
    is what its answer took, *published* the newest day that it names; None and "" where that
    is not known.
    """

    url: str
    at: str
    fetch: Fetch
    status: int | None
    answered_url: str
    read: bool
    heading: str
    published: str
    seconds: float | None = None


_LANDINGS = f"""
    select page.url, visit.at, visit.fetch, visit.status, ifnull(answered.url, page.url),
        document.id is not null and not document.truncated, ifnull(heading.value, ''),
        (select ifnull(max(day), '') from publication where page_id = visit.read_page_id),
        visit.took
    from site own
    join page on page.site_id = own.id
    join visit on visit.id = (
        select max(id) from visit where page_id = page.id and crawl_id not in {DOUBTFUL})
    left join page answered on answered.id = visit.answered_id
    left join document on document.id = visit.document_id
    left join text heading on heading.id = document.h1_id
    where own.domain in ({{own}}) and exists (
        select 1 from anchor join link on link.anchor_id = anchor.id
        where anchor.target_id = page.id and link.leaves and link.gone_visit is null)
"""


def landings(db: Database, own: Collection[str]) -> Iterator[Landing]:
    """The pages of *own* that were visited, and that another site links to today."""
    sql = _LANDINGS.replace("{own}", ", ".join("?" * len(own)))
    for row in db.execute(sql, tuple(own)):
        url, at, fetch, status, answered, read, heading, published, took = row
        yield Landing(
            url, at, Fetch(fetch), status, answered, bool(read), heading, published,
            None if took is None else took / 1000,
        )  # fmt: skip
