"""What others say of sites, out of imports: authority beside ours, and traffic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.claims import Metric
from linkcrawl.judge.backlinks.authority import authorities
from linkcrawl.ranks import SiteRank
from linkcrawl.store.claims import StoredFigure, figures_of
from linkcrawl.store.ranks import ranks_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What others say of a site, where somebody imported it; None where nobody did.

    *our_authority* is that of the own site that has most, of the same source: ratings of two
    sources can't be compared. The source is the one that rates most of the sites.
    """

    authority: float | None = None
    our_authority: float | None = None
    traffic: float | None = None


def imported_of(db: Database, own: Collection[str], sites: Collection[str]) -> dict[str, Imported]:
    """What was imported of each of *sites*; those of which nothing was are left out."""
    asked = {*own, *sites}
    return imported_from(list(figures_of(db, asked)), ranks_of(db, asked), own, sites)


def imported_from(
    figures: Iterable[StoredFigure],
    ranks: Mapping[str, SiteRank],
    own: Collection[str],
    sites: Collection[str],
) -> dict[str, Imported]:
    """The same out of the figures of vendors and the ranks of Common Crawl."""
    figures = list(figures)
    # One source at a time, the ranks as one of their own; who rates most of the sites comes first.
    sources = {figure.source for figure in figures}
    rated = [
        authorities([f for f in figures if f.source == source], {}) for source in sorted(sources)
    ]
    rated.append(authorities([], ranks))
    rated.sort(key=len, reverse=True)
    traffic: dict[str, float] = {}
    for figure in sorted(figures, key=lambda figure: figure.at):
        if figure.metric is Metric.TRAFFIC:
            traffic[figure.domain] = figure.value
    found: dict[str, Imported] = {}
    for site in sites:
        both = next((by for by in rated if site in by and any(one in by for one in own)), None)
        if both:
            ours = max(both[one].value for one in own if one in both)
            found[site] = Imported(both[site].value, ours, traffic.get(site))
        elif site in traffic:
            found[site] = Imported(traffic=traffic[site])
    return found
