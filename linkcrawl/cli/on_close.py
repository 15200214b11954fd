"""What is done after each crawl: judge what was found; report and mail it where that is wanted."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from linkcrawl.cli.crawl import scrapy_environment
from linkcrawl.config import workspace_folder

logger = logging.getLogger(__name__)


class OnClose:
    """Runs ``linkcrawl report`` and ``mail`` after a crawl, else ``judge``, which both do too.

    LINKCRAWL_REPORT_ON_CLOSE, LINKCRAWL_MAIL_ON_CLOSE and LINKCRAWL_JUDGE_ON_CLOSE say which.

    In processes of their own, once the crawl's database is closed: a report that fails is an
    error in the log and takes nothing of the crawl with it. A crawl that somebody
    stopped, or that could write no more, makes none.
    """

    def __init__(self, commands: tuple[str, ...], workspace: str) -> None:
        self._commands = commands
        self._environment = scrapy_environment(workspace_folder(workspace))
        # A spider may run out of an egg, where a new process would not look.
        self._environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        told = [name for name in ("report", "mail") if settings.getbool(_setting(name))]
        wanted = told or [name for name in ("judge",) if settings.getbool(_setting(name))]
        if not wanted:
            raise NotConfigured
        this = cls(tuple(wanted), settings["LINKCRAWL_WORKSPACE"])
        crawler.signals.connect(this.spider_closed, signals.spider_closed)
        crawler.signals.connect(this.engine_stopped, signals.engine_stopped)
        return this

    def spider_closed(self, spider: Spider, reason: str) -> None:
        self._reason = reason

    async def engine_stopped(self) -> None:
        if self._reason in ("shutdown", "database"):
            return
        for command in self._commands:
            await self._run(command)

    async def _run(self, command: str) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "linkcrawl", command),
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        lines = said.decode(errors="replace").strip()
        if process.returncode:
            logger.error("linkcrawl %s failed: %s", command, lines)
        else:
            logger.info("linkcrawl %s: %s", command, lines.rpartition("\n")[2])


def _setting(command: str) -> str:
    return f"LINKCRAWL_{command.upper()}_ON_CLOSE"
