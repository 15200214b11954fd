"""Does a crawl survive being killed at any moment?

``PYTHONPATH=tests python -m bench.kills --moments 100`` crawls the demo web in both of its
stages without a disturbance, then again and again with the second crawl killed at random
moments, and holds what is in the database after each kill, and after the crawl that finishes,
against what is true. It prints what is wrong, and exits with 1 where anything is.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic

from crawling import browsers_of, crawl, start_crawl
from cut_short import copy_of, killed, told, unfinished, untrue

from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response
from linkcrawl.demo.workspace import write_demo_workspace


def main() -> int:
    """Kill as often as was asked for; 0 where nothing was lost, doubled or invented."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--moments", type=int, default=100, help="how many kills")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = _Kills(Path(folder), chance)
        while bench.kills < options.moments:
            wrong += bench.one_crawl(options.moments)
    print(f"{bench.kills} kills in {bench.crawls} crawls: {len(wrong)} things wrong")
    return 1 if wrong else 0


class _Kills:
    """Both stages crawled in peace, and then crawls of the second that are killed."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self._web = demo_web(1)
        self._asked = Event()
        self.kills = self.crawls = 0
        write_demo_workspace(folder / "first", date.today())
        with serve(self._answer) as proxy:
            crawl(folder / "first", proxy.url)
            self._before = told(folder / "first")
            second = copy_of(folder / "first", folder / "second")
            self._web.stage = 2
            began = monotonic()
            crawl(second, proxy.url)
            # From its first request on; so that each gets somewhere, and few to their end.
            self._latest = (monotonic() - began) / 3
            self._after = told(second)

    def _answer(self, request: Request) -> Response | None:
        self._asked.set()
        return self._web(request)

    def one_crawl(self, at_most: int) -> list[str]:
        """A crawl that is killed and taken up until it comes to its end, with what was wrong."""
        self.crawls += 1
        workspace = copy_of(self._folder / "first", self._folder / f"cut-{self.crawls}")
        wrong: list[str] = []
        with serve(self._answer) as proxy:
            while self.kills < at_most and self._kill_one(workspace, proxy.url):
                self.kills += 1
                wrong += shown(f"kill {self.kills}", untrue(workspace, self._before, self._after))
            crawl(workspace, proxy.url)
        wrong += shown(f"crawl {self.crawls}", unfinished(workspace, self._after))
        print(f"crawl {self.crawls}: finished after {self.kills} kills in all", flush=True)
        shutil.rmtree(workspace)
        return wrong

    def _kill_one(self, workspace: Path, proxy: str) -> bool:
        self._asked.clear()
        process = start_crawl(workspace, proxy)
        # One in ten dies before it has asked for anything, one in three loses its browser first.
        if self._chance.random() > 0.1:
            self._asked.wait(60)
        if self._chance.random() < 0.3 and self._ran_for(process):
            for browser in browsers_of(process.pid):
                os.kill(browser, signal.SIGKILL)
                self.kills += 1
        return killed(process, self._chance.uniform(0, self._latest))

    def _ran_for(self, process: subprocess.Popen[str]) -> bool:
        """Let a crawl go on for a moment; False where it has ended by then."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(self._chance.uniform(0, self._latest))
        return process.poll() is None


def shown(moment: str, found: Iterable[str]) -> list[str]:
    """Print what is wrong as it is found."""
    lines = [f"{moment}: {line}" for line in found]
    print(*lines, sep="\n", end="\n" if lines else "", flush=True)
    return lines


if __name__ == "__main__":
    sys.exit(main())
