"""Looks at single pages, as politely and safely as a crawl, without a workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from linkcrawl.fetch.visit import page_of_failure, page_of_response
from linkcrawl.items import Page


class LookSpider(scrapy.Spider):
    """Visits *urls* and leaves a page for each, whatever happened, in *pages*."""

    name = "look"

    def __init__(self, urls: Sequence[str], pages: list[Page]) -> None:
        super().__init__()
        self.urls = urls
        self.pages = pages

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls:
            yield scrapy.Request(
                url,
                callback=self.parse,
                errback=self.fail,
                dont_filter=True,
                cb_kwargs={"asked": url},
            )

    def parse(self, response: Response, asked: str) -> Iterator[Page]:
        self.pages.append(page_of_response(response, asked))
        return iter(())

    def fail(self, failure: Failure) -> None:
        self.pages.append(page_of_failure(failure))
