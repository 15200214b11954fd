"""The crawler to compare with: Scrapy's CrawlSpider, which follows links and stores nothing.

Its settings are those of Scrapy's new-project template, without the delay, with the same
concurrency as linkcrawl's, and without a log line for each page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy import Request
from scrapy.linkextractors import LinkExtractor
from scrapy.settings import BaseSettings
from scrapy.spiders import CrawlSpider, Rule

_SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "FEED_EXPORT_ENCODING": "utf-8",
    "LOG_LEVEL": "INFO",
}


class Ordinary(CrawlSpider):
    """Follows every link that stays on the given hosts (``-a hosts=a.example,b.example``)."""

    name = "ordinary"
    rules = (Rule(LinkExtractor(), follow=True),)

    def __init__(self, hosts: str) -> None:
        super().__init__()
        self.allowed_domains = hosts.split(",")

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        settings.setdict(_SETTINGS, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Each home page, filtered: the default start would fetch them twice."""
        for host in self.allowed_domains:
            yield Request(f"http://{host}/")
