"""The lines that Scrapy logs of each page, where anybody is to read them."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class PageLines(LogFormatter):
    """Scrapy's lines, of pages only those that the log's level lets through.

    Scrapy would make two of each page, one with all of its links, for a log that drops them.
    """

    def __init__(self, level: str) -> None:
        self._wanted = level == "DEBUG"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings["LOG_LEVEL"])

    def crawled(  # type: ignore[override]
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        return super().crawled(request, response, spider) if self._wanted else None

    def scraped(  # type: ignore[override]
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> None:
        return None
