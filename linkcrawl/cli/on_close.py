"""What is done after each crawl: its record, then judge, report and mail where they are wanted."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import closing
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from linkcrawl.cli.scrapy_process import DOUBTFUL, scrapy_environment
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.folder import workspace_folder
from linkcrawl.judge.settled import doubts_of, settle
from linkcrawl.mailing import Role
from linkcrawl.store.database import StoreError, open_existing
from linkcrawl.store.endings import note_ending
from linkcrawl.store.runs import Run, run_of_crawl

logger = logging.getLogger(__name__)


class OnClose:
    """Works out how a crawl went, then runs ``linkcrawl report`` and ``mail``, else ``judge``.

    LINKCRAWL_REPORT_ON_CLOSE, LINKCRAWL_MAIL_ON_CLOSE and LINKCRAWL_JUDGE_ON_CLOSE say which.
    Of a run that can't be relied upon the operators in linkcrawl.toml are told in any case.

    In processes of their own, once the crawl's database is closed: a report that fails is an
    error in the log and takes nothing of the crawl with it. A crawl that somebody
    stopped, or that could write no more, makes none.
    """

    def __init__(self, crawler: Crawler, commands: tuple[tuple[str, ...], ...]) -> None:
        self._crawler = crawler
        self._commands = commands
        self._folder = workspace_folder(crawler.settings["LINKCRAWL_WORKSPACE"])
        self._environment = scrapy_environment(self._folder)
        # A spider may run out of an egg, where a new process would not look.
        self._environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._spider: Spider | None = None
        self._reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        told = [(name,) for name in ("report", "mail") if settings.getbool(_setting(name))]
        wanted = told or [(name,) for name in ("judge",) if settings.getbool(_setting(name))]
        this = cls(crawler, tuple(wanted))
        crawler.signals.connect(this.spider_closed, signals.spider_closed)
        crawler.signals.connect(this.engine_stopped, signals.engine_stopped)
        return this

    def spider_closed(self, spider: Spider, reason: str) -> None:
        self._spider, self._reason = spider, reason

    async def engine_stopped(self) -> None:
        if not isinstance(self._spider, WorkspaceSpider):
            return
        try:
            doubtful = self._look_back(self._spider)
        except StoreError as error:
            logger.error(error)
            doubtful = True
        if self._reason == "shutdown":
            return
        self._crawler.stats.set_value(DOUBTFUL, doubtful)
        commands = self._commands if self._reason != "database" else ()
        # What is judged elsewhere is told there.
        warns = bool(self._commands) and self._spider.workspace.config.mail.has_operator
        if doubtful and warns and ("mail",) not in commands:
            commands = (*commands, ("mail", "--role", Role.OPERATOR))
        for command in commands:
            await self._run(command)

    def _look_back(self, spider: WorkspaceSpider) -> bool:
        """Keep how the crawl went, and tell; True where it can't be relied upon."""
        log = self._crawler.settings["LOG_FILE"] or ""
        with closing(open_existing(spider.workspace.database)) as db:
            crawl_id = spider.store.crawl_id
            note_ending(db, crawl_id, self._reason, spider.disk.free(), str(log))
            settle(db, spider.workspace)
            run = run_of_crawl(db, crawl_id)
        if run is None:
            return False
        logger.info("%s", _in_words(run))
        doubts = doubts_of(run)
        for doubt in doubts:
            logger.warning("This run is doubtful, and accuses nobody: %s", doubt.sentence)
        return bool(doubts)

    async def _run(self, command: tuple[str, ...]) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "linkcrawl", *command),
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        lines = said.decode(errors="replace").strip()
        if process.returncode:
            logger.error("linkcrawl %s failed: %s", " ".join(command), lines)
        else:
            logger.info("linkcrawl %s: %s", " ".join(command), lines.rpartition("\n")[2])


def _in_words(run: Run) -> str:
    """The record in a line of a log."""
    counts = sorted(run.answers.items(), key=lambda each: -each[1])
    answers = ", ".join(f"{count} {fetch}" for fetch, count in counts)
    return (
        f"Run {run.crawl_id} ({run.spider}): {run.tried} pages in {run.seconds} s, {run.read} read,"
        f" {run.rendered} rendered, {run.unknown} unknown; {run.sites_read} of {run.sites} sites"
        f" read; {answers or 'nothing was asked'}"
    )


def _setting(command: str) -> str:
    return f"LINKCRAWL_{command.upper()}_ON_CLOSE"
