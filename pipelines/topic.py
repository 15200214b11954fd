"""Fills in what a page is about, where its text was wanted and is not known already."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from linkcrawl.classify.topic import topic_of
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.items import Page
from linkcrawl.vocabulary import Fetch


class TopicPipeline:
    """Page → Page with its topic; a text that the database has costs a look-up."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Page) -> Page:
        spider = self._crawler.spider
        if not isinstance(spider, WorkspaceSpider):
            raise TypeError("the topic pipeline needs a spider of linkcrawl")
        wanted = item.fetch is Fetch.OK and item.main_text
        if not wanted or spider.store.knows_topic(item):
            return item
        return replace(item, topic=topic_of(item.main_text, item.main_words, item.language))
