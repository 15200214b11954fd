"""Visits the pages that imports name, and searches the sites of which they name no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from scrapy.http import Response

from linkcrawl.config import Render
from linkcrawl.fetch.content_type import ANY_TYPE
from linkcrawl.fetch.render import RENDER, WANTED, WANTED_MOST
from linkcrawl.fetch.robots import SITEMAPS
from linkcrawl.fetch.searching import LIST_RANK, lists_of, named_in, plain_names
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Page
from linkcrawl.leads import other_homes
from linkcrawl.orders import read_orders
from linkcrawl.page.traces import Watched
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Waiting
from linkcrawl.store.itinerary import due_backlinks
from linkcrawl.urls import is_web, site_of

# The first of the pages and sites that sources name: all of them come before any other page.
_FIRST_RANK = -1_000_000_000


class BacklinksSpider(WorkspaceSpider):
    """What is due of the imported links, those first that sources make the most of.

    With ``-a orders=FILE`` what that file of the workspace says instead.
    """

    name = "backlinks"

    def __init__(self, *args: Any, orders: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._orders = orders
        self._own: tuple[str, ...] = ()
        self._us = Watched()
        self._names: frozenset[str] = frozenset()
        # What the lists, and the home pages, that are on their way to the store have named.
        self._named: dict[str, tuple[Waiting, ...]] = {}

    def pages_per_site(self) -> int:
        return self.workspace.config.backlinks.searched_pages_per_site

    def seeds(self) -> Iterator[Waiting]:
        config = self.workspace.config
        self._own = tuple(site.domain for site in config.own)
        brands = tuple(brand for site in config.own for brand in site.brands)
        self._us = Watched(frozenset(self._own), brands)
        self._names = plain_names([*brands, *(own.partition(".")[0] for own in self._own)])
        pages = 0
        for rank, named in enumerate(self._due(), _FIRST_RANK):
            is_page = is_web(named)
            domain = site_of(named) if is_page else named
            if not self.shard.has(domain):
                continue
            pages += is_page
            if not is_page:
                self.store.searches.begin(domain)
            yield Waiting(named if is_page else f"https://{domain}/", 0, rank, agreed=is_page)
        self.walked = self.store.searches.under_way()
        self.logger.info("%d pages and %d sites are due", pages, len(self.walked))

    def _due(self) -> Iterator[str]:
        if self._orders:
            yield from read_orders(self.workspace.folder / self._orders)
            return
        with closing(open_existing(self.workspace.database)) as db:
            yield from due_backlinks(db, self.workspace, datetime.now(UTC).date())

    def meta_of(self, page: Waiting) -> dict[str, Any]:
        if page.rank == LIST_RANK:
            return {ANY_TYPE: True, RENDER: Render.NEVER}
        meta = super().meta_of(replace(page, agreed=False))
        if page.agreed:
            meta |= {WANTED: self._own, WANTED_MOST: self.workspace.config.backlinks.rendered_pages}
        return meta | ({SITEMAPS: ()} if _is_home(page) else {})

    def watched_on(self, url: str) -> Watched:
        page = self._asked.get(url)
        return self._us if page and page.agreed else Watched()

    def parse(self, response: Response, asked: str) -> list[Page]:
        page = self._asked.get(asked)
        if page and site_of(response.url) in self.walked:
            if page.rank == LIST_RANK:
                named = named_in(response, page.depth, self._own, self._names)
                self._named[asked] = tuple(named)
            elif _is_home(page):
                self._named[asked] = tuple(lists_of(response))
        return super().parse(response, asked)

    def found(self, page: Page, asked: Waiting) -> Iterable[Waiting]:
        if page.status is None and _is_home(asked):
            return other_homes(page.url)
        return chain(self._named.pop(page.url, ()), super().found(page, asked))

    def keep(self, page: Page) -> None:
        site = site_of(page.final_url)
        ends = site in self.walked and any(link.site in self._own for link in page.links)
        self.walked -= {site} if ends else set()
        super().keep(page)
        if ends:
            self.store.end_search(site, self._own)

    def finished(self) -> None:
        for domain in self.store.searches.under_way():
            self.store.end_search(domain, self._own)


def _is_home(page: Waiting) -> bool:
    return page.depth == 0 and not page.agreed
