"""The crawler to compare with: Scrapy's CrawlSpider, which follows links and stores nothing.

Its settings are those of Scrapy's new-project template, without the delay, with the same
concurrency as linkcrawl's, and without a log line for each page.
"""

from __future__ import annotations

from typing import Any, ClassVar

from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class Ordinary(CrawlSpider):
    """Follows every link that stays on the given hosts (``-a hosts=a.example,b.example``)."""

    name = "ordinary"
    rules = (Rule(LinkExtractor(), follow=True),)
    custom_settings: ClassVar[dict[str, Any]] = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 32,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "FEED_EXPORT_ENCODING": "utf-8",
        "LOG_LEVEL": "INFO",
    }

    def __init__(self, hosts: str) -> None:
        super().__init__()
        self.allowed_domains = hosts.split(",")
        self.start_urls = [f"http://{host}/" for host in self.allowed_domains]
