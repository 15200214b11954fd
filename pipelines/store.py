"""Hands each visit to the crawl's database, with the pages that it leads to."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Page


class StorePipeline:
    """The end of a page's way through a crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Page) -> Page:
        spider = self._crawler.spider
        if not isinstance(spider, WorkspaceSpider):
            raise TypeError("the store pipeline needs a spider of linkcrawl")
        spider.keep(item)
        self._crawler.stats.inc_value(f"linkcrawl/visits/{item.fetch}")
        self._crawler.stats.inc_value("linkcrawl/links/stored", len(item.links))
        return item
