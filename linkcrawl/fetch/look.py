"""Looks at single pages, as politely and safely as a crawl, without a workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from linkcrawl.fetch.visit import page_of_failure, page_of_response
from linkcrawl.items import Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.urls import site_of

RulesOf = Callable[[str], Sequence[PlacementRule]]


class LookSpider(scrapy.Spider):
    """Visits *urls* and leaves a page for each, whatever happened, in *pages*.

    *rules_of* has the user's own placement rules for a site.
    """

    name = "look"

    def __init__(self, urls: Sequence[str], rules_of: RulesOf, pages: list[Page]) -> None:
        super().__init__()
        self.rules_of = rules_of
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
        rules = self.rules_of(site_of(response.url))
        self.pages.append(page_of_response(response, asked, rules))
        return iter(())

    def fail(self, failure: Failure) -> None:
        self.pages.append(page_of_failure(failure))
