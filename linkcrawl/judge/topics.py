"""Stored topics → how near sites and pages are, each looked up once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from sqlite_utils import Database

from linkcrawl.classify.topic import TOPIC_VERSION
from linkcrawl.judge.knowledge import Topics
from linkcrawl.judge.relevance import Floats, Kinship, as_rows, kinship, nearness, page_relevance
from linkcrawl.store.intern import page_name
from linkcrawl.store.topics import PageTopic, topics_by_site


class StoredTopics:
    """What the pages of some sites are about, out of one query.

    Vectors that other rules made can't be compared and count as unknown.
    """

    def __init__(self, by_site: Mapping[str, tuple[PageTopic, ...]]) -> None:
        self.by_site = by_site
        self._rows: dict[str, Floats] = {}
        self._nearness: dict[tuple[str, str], float | None] = {}

    @cached_property
    def _by_url(self) -> dict[str, bytes]:
        return {
            page.url: page.topic.vector
            for pages in self.by_site.values()
            for page in pages
            if page.topic.version == TOPIC_VERSION
        }

    def relevance(self, own: str, other: str) -> float | None:
        """How near a site is to an own one, None where it is not known."""
        if (own, other) not in self._nearness:
            self._nearness[own, other] = nearness(self._of(own), self._of(other))
        return self._nearness[own, other]

    def page_relevance(self, one: str, other: str) -> float | None:
        """How near two pages are, by their URLs, None where it is not known."""
        by_url = self._by_url
        return page_relevance(by_url.get(page_name(one), b""), by_url.get(page_name(other), b""))

    def _of(self, site: str) -> Floats:
        if site not in self._rows:
            self._rows[site] = as_rows(
                page.topic.vector
                for page in self.by_site.get(site, ())
                if page.topic.version == TOPIC_VERSION
            )
        return self._rows[site]


def stored_topics(db: Database, sites: Collection[str] | None = None) -> StoredTopics:
    """What the pages of *sites* are about, those of all sites where none are named."""
    return StoredTopics(topics_by_site(db, sites))


def topics_of(stored: StoredTopics) -> Topics:
    """The same as judgements ask for it: related, not related, or not known."""
    return Topics(
        relevance=stored.relevance,
        sites=lambda one, other: _answer(stored.relevance(one, other)),
        pages=lambda one, other: _answer(stored.page_relevance(one, other)),
    )


def _answer(relevance: float | None) -> bool | None:
    return {Kinship.RELATED: True, Kinship.UNRELATED: False}.get(kinship(relevance))
