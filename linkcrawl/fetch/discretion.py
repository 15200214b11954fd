"""No log of a crawl tells a secret, at whatever level it is written; as text, or as JSON."""

from __future__ import annotations

import logging
import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from linkcrawl.fetch.json_log import JsonLines
from linkcrawl.masking import DiscreetFormatter

_FORMATS = ("text", "json")


class DiscreetLogs:
    """Puts a mask before all that Scrapy's log handlers write, tracebacks too.

    LINKCRAWL_LOG_FORMAT says in which form.
    """

    def __init__(self, spider: str, form: str) -> None:
        self._spider = spider
        self._form = form

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        form = crawler.settings["LINKCRAWL_LOG_FORMAT"]
        if form not in _FORMATS:
            # Scrapy would tell of it in a traceback.
            accepted = ", ".join(_FORMATS)
            print(
                f"linkcrawl: LINKCRAWL_LOG_FORMAT: found {form!r}; accepted: {accepted}",
                file=sys.stderr,
            )
            raise SystemExit(2)
        logs = cls(crawler.spidercls.name, form)
        logs.cover()
        # Scrapy makes its handler anew once the settings are complete.
        crawler.signals.connect(logs.cover, signals.spider_opened)
        return logs

    def cover(self) -> None:
        for handler in logging.getLogger().handlers:
            formatter = handler.formatter or logging.Formatter()
            if isinstance(formatter, (DiscreetFormatter, JsonLines)):
                continue
            form = JsonLines(self._spider) if self._form == "json" else DiscreetFormatter(formatter)
            handler.setFormatter(form)
