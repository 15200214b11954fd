"""Measure crawls in shares: pages a second of one process, and of several at once.

``python -m bench.shards --pages 2000``
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.child import ROOT, Proxy, Usage, run, serving
from bench.crawlers import write_workspace
from bench.web import Web
from linkcrawl.shards import Shard, shards


def crawl(web: Web, proxy: Proxy, folder: Path, shard: Shard) -> Usage:
    """Crawl a share of *web* into a workspace of its own."""
    workspace = folder / str(shard).replace("/", "of")
    workspace.mkdir()
    write_workspace(web, workspace)
    command = [sys.executable, "-m", "scrapy", "crawl", "partners", "-a", f"shard={shard}"]
    command += ["-s", "LINKCRAWL_JUDGE_ON_CLOSE=False"]
    env = {**proxy.env(), "LINKCRAWL_WORKSPACE": str(workspace)}
    return run(command, ROOT, env, workspace / "log")


def measure(web: Web, proxy: Proxy, processes: int) -> str:
    """Crawl *web* by so many processes at once, and say how it went."""
    proxy.pages_served()
    served, (load, *_) = proxy.cpu(), os.getloadavg()
    with TemporaryDirectory() as name, ThreadPoolExecutor(processes) as pool:
        began = time.monotonic()
        used = list(pool.map(lambda s: crawl(web, proxy, Path(name), s), shards(processes)))
        wall = time.monotonic() - began
    pages = proxy.pages_served()
    cpu = 1000 * sum(one.cpu for one in used) / pages
    server = 1000 * (proxy.cpu() - served) / pages
    return (
        f"{processes}: {pages:,} pages, {pages / wall:.0f} a second, {cpu:.1f} ms CPU each,"
        f" {server:.1f} of the server; load {load:.1f} before"
    )


def main() -> None:
    """Measure one and two processes, in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    web = Web(1, given.pages, given.hosts)
    with serving(web, None) as proxy:
        for _ in range(given.rounds):
            for processes in (1, 2):
                print(measure(web, proxy, processes), flush=True)


if __name__ == "__main__":
    main()
