"""Every question that spiders, judgements and reports ask of what others say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from linkcrawl.claims import Metric


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A link that a source says there is, "" where it does not say.

    *anchor* and *rel* are None where it does not say. *imported_at* is when we were told.
    """

    source: str
    from_domain: str
    from_url: str
    to_domain: str
    to_url: str
    anchor: str | None
    rel: str | None
    kind: str
    first_seen: str
    last_seen: str
    lost: str
    imported_at: str
    figures: Mapping[Metric, float]


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A figure that a source gave for a site on a day."""

    domain: str
    metric: Metric
    source: str
    at: str
    value: float


_CLAIMS = """
select source.value, ifnull(source_site.domain, ''), ifnull(source_page.url, ''),
    target_site.domain, ifnull(target_page.url, ''), anchor.value, rel, kind,
    first_seen, last_seen, lost, import.at, figures
from claim
join text source on source.id = source_id
join import on import.id = import_id
join site target_site on target_site.id = to_site_id
left join site source_site on source_site.id = from_site_id
left join page source_page on source_page.id = from_page_id
left join page target_page on target_page.id = to_page_id
left join text anchor on anchor.id = anchor_id
"""
_ORDER = " order by to_site_id, from_site_id, from_page_id, to_page_id"


def claims_to(db: Database, domains: Collection[str]) -> Iterator[StoredClaim]:
    """The links to the pages of *domains* that sources name a source page of.

    Those of one linking site, and of one source page, come one after the other.
    """
    return _claims(db, "target_site", domains, "from_page_id <> 0")


def domain_claims_to(db: Database, domains: Collection[str]) -> Iterator[StoredClaim]:
    """The linking sites of *domains* of which a source names no page."""
    return _claims(db, "target_site", domains, "from_page_id = 0 and from_site_id <> 0")


def claims_from(db: Database, domains: Collection[str]) -> Iterator[StoredClaim]:
    """The links from the pages of *domains* to other sites."""
    return _claims(db, "source_site", domains, "from_site_id <> to_site_id")


def all_claims(db: Database) -> Iterator[StoredClaim]:
    """Everything that sources say of links, by target and linking site."""
    return map(_claim, db.execute(f"{_CLAIMS}{_ORDER}"))


def _claims(db: Database, site: str, domains: Collection[str], which: str) -> Iterator[StoredClaim]:
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        f"{_CLAIMS} where {site}.domain in ({marks}) and {which}{_ORDER}", tuple(domains)
    )
    return map(_claim, rows)


def _claim(row: tuple[Any, ...]) -> StoredClaim:
    *values, figures = row
    known = json.loads(figures or "{}")
    return StoredClaim(*[*values, {Metric(metric): value for metric, value in known.items()}])


def figures_of(db: Database, domains: Collection[str]) -> Iterator[StoredFigure]:
    """The newest figure of each metric and source for *domains*, site by site."""
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        "select domain, metric, value.value, max(at), domain_claim.value from domain_claim"
        " join site on site.id = site_id join text value on value.id = source_id"
        f" where domain in ({marks}) group by site_id, metric, source_id",
        tuple(domains),
    )
    return (StoredFigure(row[0], Metric(row[1]), *row[2:]) for row in rows)


def all_figures(db: Database) -> Iterator[StoredFigure]:
    """Every figure that a source ever gave for a site, site by site."""
    rows = db.execute(
        "select domain, metric, text.value, at, domain_claim.value from domain_claim"
        " join site on site.id = site_id join text on text.id = source_id"
        " order by site_id, metric, source_id, at"
    )
    return (StoredFigure(row[0], Metric(row[1]), *row[2:]) for row in rows)


def disavowed(db: Database, own_domain: str) -> frozenset[tuple[str, str]]:
    """What the user disavowed for an own site: (host with all below it, "") or (host, page)."""
    rows = db.execute(
        "select host, ifnull(url, '') from disavowed join site on site.id = own_site_id"
        " left join page on page.id = page_id where domain = ?",
        (own_domain,),
    )
    return frozenset(rows.fetchall())
