"""The download handler: Scrapy's, with bounded headers, and one browser for both schemes."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler

from linkcrawl.fetch.headers import bounded_factory


class BoundedDownloadHandler(HTTP11DownloadHandler):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = bounded_factory(crawler.settings.getint("LINKCRAWL_HEADERS_MAXSIZE"))
