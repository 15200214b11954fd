"""scrapy crawl, which tells by its exit code where a run can't be relied upon."""

from __future__ import annotations

from argparse import Namespace

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler

from linkcrawl.cli.on_close import DOUBTS

_DOUBTFUL = 1


class Command(ScrapyCrawl):
    """Scrapy's own, but for the exit code; Scrapy finds it by its name."""

    _made: Crawler | None = None

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._made = super()._create_crawler(spidercls)
        return self._made

    def run(self, args: list[str], opts: Namespace) -> None:
        super().run(args, opts)
        stats = self._made.stats if self._made else None
        if stats and stats.get_value(DOUBTS):
            self.exitcode = _DOUBTFUL
