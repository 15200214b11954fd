"""How a crawl is getting on: a live line on a terminal, a line now and then in a log."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from time import monotonic
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call

from linkcrawl.fetch.spider import WorkspaceSpider

_VISITS = "linkcrawl/visits/"
_TERMINAL_SECONDS = 0.5
_LOG_SECONDS = 30
# The pages a second of about this long ago until now; a longer past says little of now.
_WINDOW = 10.0
# Columns that a bar and a clock need beside the words.
_WIDE = 110

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one look at a crawl tells."""

    pages: int
    sites_done: int
    sites: int
    links: int
    pages_a_second: float

    def __str__(self) -> str:
        return (
            f"{self.pages:,} pages, {self.sites_done} of {self.sites} sites done, "
            f"{self.pages_a_second:.1f} pages/s, {self.links:,} links to own sites"
        )


class CrawlProgress:
    """Looks at a crawl's counters while it runs; a page costs nothing more for it."""

    def __init__(self, stats: StatsCollector, line: Progress | None) -> None:
        self._stats = stats
        self._line = line
        self._task = TaskID(0)
        self._marks: list[tuple[float, int]] = []
        self._clock = create_looping_call(self._tell)
        self._spider: WorkspaceSpider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not issubclass(crawler.spidercls, WorkspaceSpider):
            raise NotConfigured
        console = Console(stderr=True)
        live = console.is_terminal and not crawler.settings["LOG_FILE"]
        progress = cls(crawler.stats, _line_on(console) if live else None)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self, spider: WorkspaceSpider) -> None:
        self._spider = spider
        self._marks = [(monotonic(), 0)]
        if self._line:
            self._task = self._line.add_task(spider.name, total=None, said="")
            self._line.start()
            _log_above(self._line)
        self._clock.start(_TERMINAL_SECONDS if self._line else _LOG_SECONDS, now=False)

    def spider_closed(self) -> None:
        if self._clock.running:
            self._clock.stop()
        self._tell()
        if self._line:
            self._line.stop()
            _log_above(None)

    def _tell(self) -> None:
        standing = self._look()
        if self._line:
            self._line.update(
                self._task,
                completed=standing.sites_done,
                total=standing.sites or None,
                said=str(standing),
            )
        else:
            logger.info("%s", standing)

    def _look(self) -> Standing:
        stats = self._stats.get_stats()
        pages = sum(count for name, count in stats.items() if name.startswith(_VISITS))
        done, sites = self._spider.store.frontier.sites_done if self._spider else (0, 0)
        links = stats.get("linkcrawl/links/to_own_sites", 0)
        return Standing(pages, done, sites, links, self._speed(pages))

    def _speed(self, pages: int) -> float:
        now = monotonic()
        while len(self._marks) > 1 and now - self._marks[1][0] > _WINDOW:
            del self._marks[0]
        self._marks.append((now, pages))
        began, before = self._marks[0]
        return (pages - before) / max(now - began, 0.001)


def _line_on(console: Console) -> Progress:
    wide = console.width >= _WIDE
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *([BarColumn(bar_width=20)] if wide else []),
        TextColumn("{task.fields[said]}"),
        *([TimeElapsedColumn()] if wide else []),
        console=console,
        redirect_stdout=False,
    )


def _log_above(line: Progress | None) -> None:
    """Let log lines scroll above the live line, or, after it, go where they went before.

    Rich puts its own stream in the place of sys.stderr while it draws, but handlers keep the
    stream that they were made with.
    """
    stream = sys.stderr if line else sys.__stderr__
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler and stream is not None:
            handler.setStream(stream)
