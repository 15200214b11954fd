"""scrapy crawl: as JSON lines where wanted, and with an exit code that says how the run went."""

from __future__ import annotations

from argparse import Namespace

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from linkcrawl.cli.scrapy_process import DOUBTFUL
from linkcrawl.fetch.json_log import log_as_json
from linkcrawl.garbage import let_garbage_wait

_EXIT_CODE = 1
_FORMATS = ("text", "json")


class Command(ScrapyCrawl):
    """Scrapy's own with a little more; Scrapy finds it by its name."""

    _made: Crawler | None = None

    def process_options(self, args: list[str], opts: Namespace) -> None:
        # The spiders and what they need are loaded from here on.
        let_garbage_wait()
        super().process_options(args, opts)
        if self.settings is None:
            return
        form = self.settings["LINKCRAWL_LOG_FORMAT"]
        if form not in _FORMATS:
            accepted = ", ".join(_FORMATS)
            words = f"LINKCRAWL_LOG_FORMAT: found {form!r}; accepted: {accepted}"
            raise UsageError(words, print_help=False)
        if form == "json" and self.settings.getbool("LOG_ENABLED"):
            log_as_json(self.settings, args[0] if args else "")

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._made = super()._create_crawler(spidercls)
        return self._made

    def run(self, args: list[str], opts: Namespace) -> None:
        super().run(args, opts)
        stats = self._made.stats if self._made else None
        if stats and stats.get_value(DOUBTFUL):
            self.exitcode = _EXIT_CODE
