"""What every spider of linkcrawl does: pages wanted come from the database, visits go there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from itertools import chain
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from linkcrawl.classify.placement_memory import PlacementMemory
from linkcrawl.classify.topic_sample import TopicSample
from linkcrawl.config import CONFIG_FILE, Render
from linkcrawl.fetch.disk import DISK_FULL, Disk
from linkcrawl.fetch.opening import load, open_store, settings_of, stop
from linkcrawl.fetch.render import RENDER
from linkcrawl.fetch.robots import EXEMPTED
from linkcrawl.fetch.visit import page_of_failure, page_of_our_failure, page_of_response
from linkcrawl.garbage import let_garbage_wait
from linkcrawl.items import Page
from linkcrawl.leads import HOME_RANK, leads, other_homes
from linkcrawl.page.traces import Watched
from linkcrawl.schedule import SPIDER_ARGUMENTS, Run
from linkcrawl.shards import shard_of
from linkcrawl.store.check import check_writable
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import StoreError
from linkcrawl.store.frontier import Waiting
from linkcrawl.traps import Shares
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Fetch
from linkcrawl.workspace import Workspace

_REMEMBERED = 20_000


class WorkspaceSpider(scrapy.Spider):
    """A spider over the user's workspace: a subclass says where it begins.

    Each page asked for comes out once, as a Page, whatever happened to it. With
    ``-a shard=2/8`` it visits the sites of that share only.
    """

    workspace: Workspace
    store: CrawlStore
    placements: PlacementMemory
    topics: TopicSample
    shares: Shares
    disk: Disk
    # Whose sites are walked from page to page; of others only the seeds are visited.
    walked: frozenset[str] = frozenset()

    def __init__(self, *args: Any, shard: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        try:
            self._check_arguments(kwargs)
            self.shard = shard_of(shard)
        except ValueError as error:
            raise stop(error) from None
        self._seen: set[str] = set()
        self._asked: dict[str, Waiting] = {}
        # The user's placement rules that have found nothing yet, by site.
        self._idle_rules: dict[str, set[str]] = {}

    def _check_arguments(self, others: Iterable[str]) -> None:
        # scrapyd tells its own as well: _job, _version.
        unknown = sorted(name for name in others if not name.startswith("_"))
        if unknown:
            accepted = ", ".join(SPIDER_ARGUMENTS[Run(self.name)])
            raise ValueError(f"crawl {self.name} -a: found {unknown[0]!r}; accepted: {accepted}")

    def seeds(self) -> Iterable[Waiting]:
        """The pages that the crawl begins with."""
        raise NotImplementedError

    def watched_on(self, url: str) -> Watched:
        """Whose traces are looked for on a page: those of its agreement's other side."""
        return Watched()

    def pages_per_site(self) -> int:
        """How many pages of each site are visited, agreed ones not counted."""
        return self.workspace.config.crawl.pages_per_site

    def finished(self) -> None:
        """The crawl has come to its end: the last moment at which its frontier is known."""

    def follow_ups(self, page: Page) -> Iterable[Waiting]:
        """The pages that have to be visited to judge what an agreed page has."""
        return ()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        workspace = load(settings["LINKCRAWL_WORKSPACE"])
        # Only here does Scrapy still tell of wrong use in one line; later it is a traceback.
        try:
            check_writable(workspace.database)
        except StoreError as error:
            raise UsageError(str(error), print_help=False) from None
        settings.setdict(settings_of(workspace.config), priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.workspace = load(crawler.settings["LINKCRAWL_WORKSPACE"])
        spider.disk = Disk.from_settings(crawler.settings)
        for problem in spider.workspace.problems:
            spider.logger.warning(problem)
        spider.placements = PlacementMemory([site.domain for site in spider.workspace.config.own])
        try:
            spider.store = open_store(
                spider.workspace, spider.name, spider.shard, spider.pages_per_site()
            )
        except StoreError as error:
            raise stop(error) from None
        own, agreed = spider.workspace.config.own, spider.workspace.agreements
        sites = [site.domain for site in own]
        targets = chain(spider.store.linked_from(sites), (row.their_target for row in agreed))
        spider.topics = TopicSample(sites, spider.workspace.described(), targets)
        spider.shares = Shares(spider.pages_per_site())
        crawler.signals.connect(spider._keep_failed_item, signals.item_error)
        crawler.signals.connect(spider._keep_failed_page, signals.spider_error)
        crawler.signals.connect(spider._close, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[scrapy.Request]:
        let_garbage_wait()
        if self.store.resumed:
            self.logger.info("Going on with crawl %d, which was cut short", self.store.crawl_id)
        self._mind_the_disk()
        try:
            self.store.seed(page for page in self.seeds() if self.shard.has_page(page.url))
            async for request in self._requests():
                yield request
        except StoreError as error:
            self.logger.error(error)
            raise CloseSpider("database") from None

    def _mind_the_disk(self) -> None:
        if self.disk.is_full():
            raise CloseSpider(DISK_FULL)

    async def _requests(self) -> AsyncIterator[scrapy.Request]:
        while True:
            self._mind_the_disk()
            pages = self.store.next_pages()
            for page in pages:
                self._asked[page.url] = page
                yield self._request(page)
            if not pages and not self.store.frontier.under_way:
                return
            if not pages:
                await self.crawler.signals.wait_for(signals.scheduler_empty)

    def _request(self, page: Waiting) -> scrapy.Request:
        return scrapy.Request(
            page.url,
            callback=self.parse,
            errback=self.fail,
            # The database knows what was visited; a redirect onto a known page still counts.
            dont_filter=True,
            priority=-page.rank,
            cb_kwargs={"asked": page.url},
            meta=self.meta_of(page),
        )

    def meta_of(self, page: Waiting) -> dict[str, Any]:
        """What the downloader is told: to look at agreed pages in the browser, if it may."""
        config, site = self.workspace.config, site_of(page.url)
        mode = config.render_of(site)
        meta = {RENDER: Render.ALWAYS if page.agreed and mode is not Render.NEVER else mode}
        return meta | ({EXEMPTED: site} if page.agreed and config.ignores_robots(site) else {})

    def parse(self, response: Response, asked: str) -> list[Page]:
        # No generator: Scrapy would read the source of one again for every page.
        site = site_of(response.url)
        rules, watched = self.workspace.config.placement_rules(site), self.watched_on(asked)
        memory = () if watched.domains else (self.placements.recall, self.topics.wants)
        page = page_of_response(response, asked, rules, watched, *memory)
        if rules and page.fetch is Fetch.OK:
            idle = self._idle_rules.setdefault(site, {rule.selector for rule in rules})
            idle &= page.idle_rules
        return [page]

    def fail(self, failure: Failure) -> list[Page]:
        return [page_of_failure(failure)]

    def keep(self, page: Page) -> None:
        """Store a visit, and on sites that are walked the pages that it leads to."""
        asked = self._asked.pop(page.url, None)
        self.store.add(page, self.found(page, asked) if asked else ())

    def found(self, page: Page, asked: Waiting) -> Iterable[Waiting]:
        """The pages that a visit leads to."""
        if page.status is None and asked.rank == HOME_RANK and asked.depth == 0:
            return other_homes(page.url)
        site = site_of(page.final_url)
        walk = page.fetch is Fetch.OK and site in self.walked
        walk = walk and self.shard.has_page(page.final_url)
        also = self.follow_ups(page) if page.fetch is Fetch.OK else ()
        if not walk or asked.depth >= self.workspace.config.crawl.depth:
            return also
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        return chain(also, self.shares.of(site, leads(page, asked.depth, self._seen)))

    def _keep_failed_item(self, item: object, failure: Failure) -> None:
        if isinstance(item, Page):
            self.keep(page_of_our_failure(item.url, failure))

    def _keep_failed_page(self, failure: Failure, response: Response) -> None:
        asked = (response.request or response).cb_kwargs["asked"]
        if asked in self._asked:
            self.keep(page_of_our_failure(asked, failure))

    def _close(self, reason: str) -> None:
        for site, selectors in self._idle_rules.items():
            for selector in sorted(selectors):
                self.logger.warning(
                    '%s: sites.placement: the selector "%s" found no link on any page of %s',
                    CONFIG_FILE, selector, site,
                )  # fmt: skip
        for site in sorted(self.store.frontier.rationed):
            words = "%s was asked as often today as it may be; the rest waits"
            self.logger.warning(words, site, extra={"site": site})
        for site, count in sorted(self.store.frontier.lost.items()):
            words = "%s: pages left unread, since secrets in addresses are kept nowhere: %d"
            self.logger.warning(words, site, count, extra={"site": site})
        try:
            if reason == "finished":
                self.finished()
            self.store.close(reason)
        except StoreError as error:
            self.logger.error(error)
