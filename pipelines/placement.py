"""Fills in where on its page each link stands."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Page


class PlacementPipeline:
    """Page → Page whose links have a placement."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Page) -> Page:
        spider = self._crawler.spider
        if not isinstance(spider, WorkspaceSpider):
            raise TypeError("the placement pipeline needs a spider of linkcrawl")
        return spider.placements.place(item)
