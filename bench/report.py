"""Measure what a report costs: five thousand agreements and a million stored links.

``python -m bench.report`` fills a workspace, or takes the one that it filled in ``--folder``
before, and writes its report stage by stage, then by the commands that people use, each in a
process of its own: seconds by the clock, seconds of CPU, and the peak of memory so far. It exits
with 1 where `linkcrawl report` breaks its budget. ``--profile`` says where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.child import ROOT, run
from bench.reported import fill
from linkcrawl.store.database import DATABASE_FILE

MOST_SECONDS, MOST_MB = 60, 500
_COMMANDS = {
    "report": ("report",),
    "one file": ("report", "--single-file"),
    "status": ("status",),
    "export of links": ("export", "links", "--output", "links.csv"),
    "workbook of links": ("export", "links", "--format", "xlsx", "--output", "links.xlsx"),
}
T = TypeVar("T")


def stages(folder: Path) -> None:
    """Print what each stage of a report costs in this process."""
    from linkcrawl.cli.judged import judged
    from linkcrawl.store.database import open_existing
    from linkcrawl.store.read import links_from, links_to
    from reports.render import write_pages, write_spreadsheets
    from reports.single import single_file

    own = ["ovens.example"]
    db = open_existing(folder / DATABASE_FILE)
    links = (links_to(db, own), links_from(db, own))
    _stage("read links", lambda: [sum(1 for _ in some) for some in links])
    found = _stage("judge", lambda: judged(folder))
    summary = _stage("summarise", found.summary)
    out = folder / "report"
    _stage("spreadsheets", lambda: write_spreadsheets(summary, out))
    _stage("pages", lambda: write_pages(summary, out))
    _stage("one file", lambda: single_file(summary))


def _stage(name: str, work: Callable[[], T]) -> T:
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _tell(name, time.perf_counter() - wall, time.process_time() - cpu, peak)
    return done


def _tell(name: str, wall: float, cpu: float, peak_mb: float) -> None:
    print(f"{name:18} {wall:7.1f} s {cpu:7.1f} s CPU {peak_mb:6.0f} MB", flush=True)


def measure(folder: Path) -> bool:
    """Print the stages and the commands; whether the report keeps to its budget."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = folder / "log"
    run((sys.executable, "-m", "bench.report", "--stages", f"--folder={folder}"), ROOT, env, log)
    print(log.read_text("utf-8"))
    held = True
    for name, command in _COMMANDS.items():
        used = run((sys.executable, "-m", "linkcrawl", *command), folder, env, log)
        _tell(name, used.wall, used.cpu, used.peak_mb)
        if name == "report":
            held = used.cpu <= MOST_SECONDS and used.peak_mb <= MOST_MB
    print(f"load {os.getloadavg()[0]:.1f}")
    return held


def main() -> int:
    """Fill a workspace where there is none, and measure its report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agreements", type=int, default=5_000)
    parser.add_argument("--folder", type=Path, help="where the workspace is kept for the next time")
    parser.add_argument("--stages", action="store_true", help="only the stages, in this process")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = (options.folder or Path(name)).absolute()
        if not (folder / DATABASE_FILE).exists():
            folder.mkdir(parents=True, exist_ok=True)
            print(f"{fill(folder, options.agreements):,} links", flush=True)
        if options.profile:
            with cProfile.Profile() as profile:
                stages(folder)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        elif options.stages:
            stages(folder)
        else:
            return 0 if measure(folder) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
