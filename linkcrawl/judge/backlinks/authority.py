"""How much weight a site has: one figure, and whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log

from linkcrawl.claims import Metric, Source
from linkcrawl.judge.backlinks.ranks import rank_words
from linkcrawl.ranks import SiteRank
from linkcrawl.said import said
from linkcrawl.store.claims import StoredFigure


@dataclass(frozen=True, slots=True)
class Authority:
    """A figure as its source gives it (*words*), and its *value* between 0 and 100, to sort by."""

    value: float
    words: str
    source: str


def said_by(source: str) -> str:
    """A source as people call it.

    >>> said_by("search_console"), said_by("list")
    ('Search Console', 'your list')
    """
    return said("your list") if source == Source.LIST else source.replace("_", " ").title()


def authorities(
    figures: Iterable[StoredFigure], ranks: Mapping[str, SiteRank]
) -> Mapping[str, Authority]:
    """The authority of each site that somebody rates.

    Of several sources the one that rates most of the sites is believed, so that like is
    compared with like.
    """
    rated = [
        (figure.domain, Authority(figure.value, _rating(figure), figure.source))
        for figure in figures
        if figure.metric is Metric.RATING
    ]
    rated += [(domain, _ranked(rank)) for domain, rank in ranks.items() if rank.of > 1]
    sources = Counter(authority.source for _, authority in rated)
    rated.sort(key=lambda row: (sources[row[1].source], row[1].source))
    return dict(rated)


def _rating(figure: StoredFigure) -> str:
    return said(
        "{rating} of 100, {source}, {day}",
        rating=f"{figure.value:g}",
        source=said_by(figure.source),
        day=date.fromisoformat(figure.at[:10]),
    )


def _ranked(rank: SiteRank) -> Authority:
    # Vendors' ratings are steps of a logarithm too: half of all sites would share the top else.
    value = 100 * (1 - log(rank.harmonic) / log(rank.of))
    return Authority(max(0.0, value), rank_words(rank), Source.COMMON_CRAWL)
