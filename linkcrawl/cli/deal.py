"""A crawl in shares: sent to the nodes, watched, and merged as it comes back."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from shutil import SameFileError, copyfile
from time import monotonic
from uuid import uuid4

import click

from linkcrawl.agreements import AGREEMENTS_FILE
from linkcrawl.candidates import CANDIDATES_FILE
from linkcrawl.cli.merge import merged
from linkcrawl.cli.orders import orders_of
from linkcrawl.cli.scrapy_process import scrapy_environment
from linkcrawl.cli.scrapyd_node import NodeError, ScrapydNode
from linkcrawl.config import CONFIG_FILE, Config
from linkcrawl.dealing import Dealing, Share
from linkcrawl.judge.settled import doubtful_runs
from linkcrawl.mailing import Role
from linkcrawl.nodes import Node
from linkcrawl.orders import orders_file, write_orders
from linkcrawl.schedule import Entry
from linkcrawl.store.database import DATABASE_FILE, StoreError, open_database, open_existing
from linkcrawl.store.merged import times_finished
from reports.visible import visible

_LOOK_EVERY = 2.0
# For somebody's own `linkcrawl merge`.
_PATIENCE = 3600.0
_FILES = (CONFIG_FILE, AGREEMENTS_FILE, CANDIDATES_FILE)


class Deal:
    """One run of an *entry* of the schedule by the nodes of the configuration."""

    def __init__(self, folder: Path, config: Config, entry: Entry) -> None:
        self._folder = folder
        self._digest = config.digest
        self._warns = config.mail.has_operator
        self._entry = entry
        self._nodes = {node.url: node for node in config.nodes}
        self._orders = orders_of(folder, entry)
        self._clients = {url: ScrapydNode(url) for url in self._nodes}
        self._dealing = Dealing(list(self._nodes), entry.shards or 1)
        # Since when nodes have not done what they were asked to.
        self._silent: dict[str, float] = {}
        self._equipped: set[str] = set()
        self._cancelled: set[str] = set()
        # How often the crawl of a share had come to its end when it was sent.
        self._before: dict[str, int] = {}

    def run(self) -> bool:
        """Deal, watch, merge, judge and warn; False where what was found can't be relied upon."""
        while True:
            for url, node in self._nodes.items():
                self._look_after(url, node)
            if self._dealing.is_over:
                break
            threading.Event().wait(_LOOK_EVERY)
        for share in self._dealing.failed:
            _say(f"share {share.shard}: not crawled to its end; its sites stay as they were")
        if not self._linkcrawl("judge"):
            return False
        doubtful = self._is_doubtful()
        if doubtful and self._warns:
            self._linkcrawl("mail", "--role", Role.OPERATOR)
        return not doubtful and not self._dealing.failed

    def _linkcrawl(self, *command: str) -> bool:
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "linkcrawl", *command],
            env=scrapy_environment(self._folder),
            check=False,
        )
        return ran.returncode == 0

    def _is_doubtful(self) -> bool:
        with closing(open_existing(self._folder / DATABASE_FILE)) as db:
            return any(one.run.spider == self._entry.run for one in doubtful_runs(db))

    def _look_after(self, url: str, node: Node) -> None:
        try:
            unfinished = self._clients[url].unfinished()
            if not self._clear(url, unfinished) and self._dealing.is_alive(url):
                for share in self._dealing.ended(url, unfinished):
                    self._settle(share, node)
                for share in self._dealing.waiting(url):
                    self._send(share, node)
            self._silent.pop(url, None)
        except NodeError as error:
            silent = monotonic() - self._silent.setdefault(url, monotonic())
            if self._dealing.is_alive(url) and silent >= node.patience:
                _say(f"{error}; given up, its shares go to others")
                self._merge(node)
                self._dealing.give_up(url)

    def _clear(self, url: str, unfinished: set[str]) -> bool:
        """Cancel what a node does of earlier runs, or of shares that others have by now."""
        stale = {
            job
            for job in unfinished
            if job.startswith(self._prefix) and not self._dealing.is_wanted(url, job)
        }
        for job in stale - self._cancelled:
            _say(f"{url}: {job} is cancelled")
            self._clients[url].cancel(job)
            self._cancelled.add(job)
        return bool(stale)

    def _send(self, share: Share, node: Node) -> None:
        if node.url not in self._equipped:
            _equip(self._folder, node)
            self._instruct(node)
            self._equipped.add(node.url)
        job = f"{self._prefix}{share.shard.number}of{share.shard.of}-{uuid4().hex[:12]}"
        self._before[job] = self._times_finished(share)
        arguments = {**self._entry.arguments, "shard": str(share.shard)}
        arguments |= {"orders": orders_file(self._entry.run)} if self._orders is not None else {}
        self._clients[node.url].begin(self._entry.run, job, arguments)
        share.job = job
        _say(f"share {share.shard}: sent to {node.url}")

    def _instruct(self, node: Node) -> None:
        if self._orders is None:
            return
        try:
            write_orders(node.workspace / orders_file(self._entry.run), self._orders)
        except OSError as error:
            raise NodeError(f"{node.url}: {node.workspace}: {error.strerror}") from None

    def _settle(self, share: Share, node: Node) -> None:
        before = self._before[share.job]
        self._merge(node)
        done = self._times_finished(share) > before
        self._dealing.settle(share, done=done)
        _say(f"share {share.shard}: {'done' if done else 'cut short'} by {node.url}")

    def _merge(self, node: Node) -> None:
        if node.workspace.resolve() == self._folder.resolve():
            return
        try:
            for path, found in merged(self._folder, [node.workspace / DATABASE_FILE], _PATIENCE):
                _say(f"{path}: {found.visits:,} new visits")
        except StoreError as error:
            _say(str(error))

    def _times_finished(self, share: Share) -> int:
        digest = share.shard.marked(self._digest)
        with closing(open_database(self._folder / DATABASE_FILE).conn) as connection:
            return times_finished(connection, self._entry.run, digest)

    @property
    def _prefix(self) -> str:
        return f"{self._entry.title}-share-"


def _equip(folder: Path, node: Node) -> None:
    """Give a node the files of this workspace."""
    try:
        for name in _FILES:
            with suppress(SameFileError):
                if (folder / name).exists():
                    copyfile(folder / name, node.workspace / name)
    except OSError as error:
        raise NodeError(f"{node.url}: {node.workspace}: {error.strerror}") from None


def _say(text: str) -> None:
    click.echo(visible(text))
