"""Crawls as users run them: `scrapy crawl` in a process of its own, through a proxy of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from linkcrawl.judge.run import Judgement, judge
from linkcrawl.store.database import open_existing
from linkcrawl.workspace import load_workspace

PROJECT = Path(__file__).parent.parent


def start_crawl(
    workspace: Path,
    proxy: str,
    spider: str = "partners",
    *options: str,
    before: Callable[[], None] | None = None,
) -> subprocess.Popen[str]:
    """Begin a crawl of *workspace* in which every host is served by *proxy*.

    *before* is called in the new process.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    environment |= {
        "http_proxy": proxy,
        "https_proxy": proxy,
        "LINKCRAWL_WORKSPACE": str(workspace),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", spider, *options],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=before,
    )


def crawl(workspace: Path, proxy: str, spider: str = "partners", *options: str) -> str:
    """Crawl to the end and return the log; fails where the crawl does."""
    process = start_crawl(workspace, proxy, spider, *options)
    log, _ = process.communicate(timeout=300)
    assert process.returncode == 0, log
    return log


def browsers_of(crawler: int) -> Iterator[int]:
    """The Chromium processes that the process *crawler* has started, by way of Playwright."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, name, _state, parent = entry.read_text().replace(") ", " ").split(" ", 4)[:4]
            parents[int(pid)] = (int(parent), name)
    for pid, (parent, name) in parents.items():
        if "chrom" in name and parents.get(parent, (0, ""))[0] == crawler:
            yield pid


def judgement(workspace: Path) -> Judgement:
    """What linkcrawl says of a workspace today."""
    loaded = load_workspace(workspace)
    return judge(open_existing(loaded.database), loaded, date.today())
