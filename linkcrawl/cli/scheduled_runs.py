"""What is due in a schedule: run one after the other, each alone in its workspace."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType

import click
from filelock import FileLock, Timeout

from linkcrawl.cli.schedule_table import now, schedule_of
from linkcrawl.cli.scrapy_process import scrapy_environment
from linkcrawl.schedule import Entry
from linkcrawl.store.database import DATABASE_FILE, open_database
from linkcrawl.store.schedule import is_crawling, note_end, note_start

_LOOK_EVERY = 30.0


class ScheduledRuns:
    """Runs what is due in a workspace, until `end` is called."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: subprocess.Popen[bytes] | None = None
        # Unlike an event, it may be told something while somebody waits for it in this thread.
        self._ended = SimpleQueue[int]()

    def end(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal: begin nothing more, and tell what runs to end.

        It raises nothing, which would be lost where it comes in the middle of a destructor.
        """
        self._ended.put(number)
        if self._running:
            self._running.terminate()

    def stay(self) -> None:
        """Run what is due whenever it is due."""
        while self._ended.empty():
            self.run_due()
            with suppress(Empty):
                self._ended.get(timeout=_LOOK_EVERY)
                return

    def run_due(self) -> bool:
        """Run the entries that are due now; False where one failed."""
        fine = True
        for each in schedule_of(self._folder):
            if self._ended.empty() and each.is_due(now()):
                fine &= self._run_alone(each.entry)
        return fine

    def _run_alone(self, entry: Entry) -> bool:
        """Run an entry, unless the same is running already in this workspace."""
        lock = FileLock(self._folder / f"{DATABASE_FILE}.scheduled-{entry.run}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            click.echo(f"{entry.title}: left alone, it is still running")
            return True
        database = self._folder / DATABASE_FILE
        with lock:
            with closing(open_database(database)) as db:
                if is_crawling(db, database, entry.run):
                    click.echo(f"{entry.title}: left alone, somebody else is crawling")
                    return True
                note_start(db, entry.title, now())
            click.echo(f"{entry.title}: {' '.join(entry.command)}")
            code = self._code_of(entry)
            if not self._ended.empty():
                click.echo(f"{entry.title}: told to end")
                return True
            outcome = "done" if code == 0 else f"failed with exit code {code}"
            with closing(open_database(database)) as db:
                note_end(db, entry.title, now(), outcome)
        click.echo(f"{entry.title}: {outcome}")
        return code == 0

    def _code_of(self, entry: Entry) -> int:
        """The exit code of an entry's command, run to its end."""
        command = [sys.executable, "-P", "-m", "linkcrawl", *entry.command]
        with subprocess.Popen(command, env=scrapy_environment(self._folder)) as running:
            self._running = running
            if not self._ended.empty():
                running.terminate()
            code = running.wait()
        self._running = None
        return code
