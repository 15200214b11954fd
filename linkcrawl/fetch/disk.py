"""A crawl stops before the disk of its database is full: what is written half is of no use."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from shutil import disk_usage
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from linkcrawl.config import workspace_folder

DISK_FULL = "disk_full"
_SECONDS = 10.0

logger = logging.getLogger(__name__)


class DiskWatch:
    """Looks at the free space when a crawl begins, then every ten seconds.

    Below LINKCRAWL_DISK_RESERVE_MB the crawl ends with the reason "disk_full"; the next one goes
    on from there.
    """

    def __init__(self, crawler: Crawler, folder: Path, reserve: int) -> None:
        self._crawler = crawler
        self._folder = folder
        self._reserve = reserve
        self._clock = create_looping_call(self._look)
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        reserve = settings.getint("LINKCRAWL_DISK_RESERVE_MB") * 1_000_000
        watch = cls(crawler, workspace_folder(settings["LINKCRAWL_WORKSPACE"]), reserve)
        # A spider that is closed before the engine has begun has no end that is told.
        crawler.signals.connect(watch.engine_started, signals.engine_started)
        crawler.signals.connect(watch.spider_closed, signals.spider_closed)
        return watch

    def engine_started(self) -> None:
        self._clock.start(_SECONDS, now=True)

    def spider_closed(self, spider: Spider) -> None:
        if self._clock.running:
            self._clock.stop()

    def _look(self) -> None:
        free = free_bytes(self._folder)
        if free is None or free >= self._reserve:
            return
        self._clock.stop()
        logger.error(
            "The disk of %s is nearly full: %d MB are left, %d MB must be; the crawl stops here",
            self._folder, free // 1_000_000, self._reserve // 1_000_000,
        )  # fmt: skip
        engine = self._crawler.engine
        if engine is not None:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=DISK_FULL))


def free_bytes(folder: Path) -> int | None:
    """The free bytes of the disk of a folder, None where the system does not tell."""
    try:
        return disk_usage(folder).free
    except OSError:
        return None
