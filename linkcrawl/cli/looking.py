"""Single pages, fetched as a crawl would fetch them."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from linkcrawl.cli.scrapy_process import SETTINGS
from linkcrawl.config import Config, Crawl
from linkcrawl.fetch.look import LookSpider, RulesOf
from linkcrawl.fetch.opening import settings_of
from linkcrawl.items import Page

# Needs no pipeline and no store: who asks is where the pages end.
_LOOKING = {
    "ITEM_PIPELINES": {},
    "LOG_LEVEL": "ERROR",
    "DOWNLOAD_DELAY": Crawl().delay,
    "LINKCRAWL_JUDGE_ON_CLOSE": False,
    "LINKCRAWL_REPORT_ON_CLOSE": False,
    "LINKCRAWL_MAIL_ON_CLOSE": False,
}


def fetch(urls: Sequence[str], rules_of: RulesOf, config: Config | None) -> Sequence[Page]:
    """A page for each of *urls*, whatever happened, in the ways of *config* where there is one."""
    chosen = settings_of(config) | {"LINKCRAWL_RENDER": config.crawl.render} if config else {}
    settings = Settings()
    settings.setmodule(SETTINGS, priority="project")
    settings.setdict({**_LOOKING, **chosen}, priority="cmdline")
    found: list[Page] = []
    process = AsyncCrawlerProcess(settings)
    process.crawl(LookSpider, list(dict.fromkeys(urls)), rules_of, found)
    process.start()
    return found
