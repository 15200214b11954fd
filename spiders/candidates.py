"""Reads of each candidate's site what the criteria need, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from scrapy.http import Response

from linkcrawl.config import Render
from linkcrawl.fetch.content_type import ANY_TYPE
from linkcrawl.fetch.render import RENDER
from linkcrawl.fetch.robots import SITEMAPS
from linkcrawl.fetch.sampling import Listing, sampled
from linkcrawl.fetch.searching import LIST_RANK, lists_of
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Page, Publication
from linkcrawl.leads import HOME_RANK, other_homes
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Fetch, Relation


class CandidatesSpider(WorkspaceSpider):
    """Home, about, contact and imprint, the newest articles, and a sample of what else there is."""

    name = "candidates"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the lists, and the home pages, that are on their way to the store have named.
        self._named: dict[str, tuple[Waiting, ...]] = {}

    def pages_per_site(self) -> int:
        return self.workspace.config.crawl.candidate_pages

    def seeds(self) -> Iterator[Waiting]:
        relations = self.workspace.relations().items()
        self.walked = frozenset(site for site, kind in relations if kind is Relation.CANDIDATE)
        for domain in sorted(self.walked):
            yield Waiting(f"https://{domain}/", 0, HOME_RANK)

    def meta_of(self, page: Waiting) -> dict[str, Any]:
        if page.rank == LIST_RANK:
            return {ANY_TYPE: True, RENDER: Render.NEVER}
        return super().meta_of(page) | ({SITEMAPS: ()} if page.depth == 0 else {})

    def parse(self, response: Response, asked: str) -> list[Page]:
        waiting = self._asked.get(asked)
        pages = super().parse(response, asked)
        if waiting is None or site_of(response.url) not in self.walked:
            return pages
        if waiting.depth == 0:
            self._named[asked] = tuple(lists_of(response))
        elif waiting.rank == LIST_RANK:
            listing = Listing(response, datetime.now(UTC).date())
            self._named[asked] = tuple(listing.leads(waiting.depth))
            told = Publication(days=listing.days)
            return [replace(page, publication=told) for page in pages]
        return pages

    def found(self, page: Page, asked: Waiting) -> Iterable[Waiting]:
        if page.status is None and asked.depth == 0:
            return other_homes(page.url)
        named = self._named.pop(page.url, ())
        site = site_of(page.final_url)
        walk = page.fetch is Fetch.OK and site in self.walked and asked.rank != LIST_RANK
        if not walk or asked.depth >= self.workspace.config.crawl.depth:
            return named
        own = replace(page, links=tuple(link for link in page.links if link.site == site))
        return chain(named, sampled(own, asked.depth, self._seen))
