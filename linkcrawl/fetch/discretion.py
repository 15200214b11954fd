"""No log of a crawl tells a secret, at whatever level it is written."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from linkcrawl.fetch.json_log import JsonLines
from linkcrawl.masking import DiscreetFormatter


class DiscreetLogs:
    """Puts a mask before all that Scrapy's log handlers write, tracebacks too."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        logs = cls()
        logs.cover()
        # Scrapy makes its handler anew once the settings are complete.
        crawler.signals.connect(logs.cover, signals.spider_opened)
        return logs

    def cover(self) -> None:
        for handler in logging.getLogger().handlers:
            formatter = handler.formatter or logging.Formatter()
            if not isinstance(formatter, (DiscreetFormatter, JsonLines)):
                handler.setFormatter(DiscreetFormatter(formatter))
