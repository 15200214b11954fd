"""What sites and pages are about → how near two of them are, each pair looked at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from sqlite_utils import Database

from linkcrawl.items import Topic
from linkcrawl.judge.criteria.relevance import (
    Kinship,
    as_rows,
    kinship,
    nearness,
    page_relevances,
)
from linkcrawl.store.read import StoredLink
from linkcrawl.store.topics import newest_version, topics_by_url, vectors_by_site


class Topics:
    """Answers how near sites and pages are; None, or None for yes and no, where unknown."""

    def __init__(self, sites: Mapping[str, Sequence[bytes]], pages: Mapping[str, bytes]) -> None:
        rows = lru_cache(maxsize=2000)(lambda site: as_rows(sites[site]))

        # No method: memories of its own methods hold an object until the collector comes by.
        @cache
        def relevance(one: str, other: str) -> float | None:
            return nearness(rows(one), rows(other)) if one in sites and other in sites else None

        self._pages = pages
        self.relevance = relevance

    def related(self, one: str, other: str) -> bool | None:
        """Whether two sites are about related things."""
        return _answer(self.relevance(one, other))

    def of_links(self, links: Iterable[StoredLink]) -> dict[tuple[str, str], bool]:
        """By source and target page whether they are related, as far as that is known."""
        pages = self._pages
        known = [
            pair
            for pair in {(link.source_url, link.target_url) for link in links}
            if pair[0] in pages and pair[1] in pages
        ]
        found = page_relevances([(pages[source], pages[target]) for source, target in known])
        answers = zip(known, map(_answer, found), strict=True)
        return {pair: answer for pair, answer in answers if answer is not None}


def topics_of(db: Database, urls: Collection[str]) -> Topics:
    """The topics of all sites that were read, and of the pages at *urls*.

    Only vectors of the newest version are compared with each other.
    """
    newest = newest_version(db)
    pages = topics_by_url(db, urls)
    return Topics(
        vectors_by_site(db, newest),
        {url: topic.vector for url, topic in pages.items() if _is_known(topic, newest)},
    )


def _is_known(topic: Topic, version: int) -> bool:
    return bool(topic.vector) and topic.version == version


def _answer(relevance: float | None) -> bool | None:
    return {Kinship.RELATED: True, Kinship.UNRELATED: False}.get(kinship(relevance))
