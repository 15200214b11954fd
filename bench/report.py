"""Measure what a report costs: five thousand agreements and a million stored links.

``python -m bench.report`` fills a workspace, writes its report as a folder, as one file and as a
workbook of links, each in a process of its own, and prints seconds, CPU and the peak of memory.
It exits with 1 where the folder breaks its budget. ``--profile`` says where the time goes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.child import ROOT, Usage, run
from bench.verdicts import OWN, fill
from linkcrawl.store.database import DATABASE_FILE, open_database

MOST_SECONDS, MOST_MB = 60, 500
_COMMANDS = {
    "folder": ("report",),
    "one file": ("report", "--single-file"),
    "workbook": ("export", "links", "--format", "xlsx", "--output", "links.xlsx"),
}


def prepare(folder: Path, agreements: int) -> int:
    """A workspace with so many partners, one agreement each; gives the number of links."""
    (folder / "linkcrawl.toml").write_text(
        f'[[own]]\ndomain = "{OWN}"\nbrands = ["Ovens"]\nkeywords = ["wood-fired oven"]\n', "utf-8"
    )
    rows = (
        f"site-{n}.example,https://site-{n}.example/3,https://{OWN}/1"
        for n in range(2, agreements + 2)
    )
    lines = "\n".join(["partner,their_page,our_target", *rows])
    (folder / "agreements.csv").write_text(f"{lines}\n", "utf-8")
    with closing(open_database(folder / DATABASE_FILE)) as db:
        return fill(db, agreements + 1)


def measure(folder: Path, command: Sequence[str], profile: bool) -> Usage:
    """What a command used, from start to end."""
    profiler = ("-m", "cProfile", "-s", "cumulative") if profile else ()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = folder / "log"
    used = run((sys.executable, *profiler, "-m", "linkcrawl", *command), folder, env, log)
    if profile:
        print("\n".join(log.read_text("utf-8").splitlines()[:70]))
    return used


def main() -> int:
    """Fill a workspace, run the commands, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agreements", type=int, default=5_000)
    parser.add_argument("--only", choices=_COMMANDS)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    held = True
    with TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{prepare(folder, options.agreements):,} links")
        for what, command in _COMMANDS.items():
            if options.only in (None, what):
                used = measure(folder, command, options.profile)
                print(f"{what}: {used.wall:.1f} s, {used.cpu:.1f} s CPU, {used.peak_mb:.0f} MB")
                if what == "folder":
                    held = used.cpu <= MOST_SECONDS and used.peak_mb <= MOST_MB
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
