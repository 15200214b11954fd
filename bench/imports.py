"""Measure an import: rows a second, and whether memory stays flat.

``python -m bench.imports --rows 1000000`` writes a backlink export as Ahrefs does (UTF-16
with tabs) and imports it into a new workspace, in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_OWN = '[[own]]\ndomain = "own.example"\n'
_HEADINGS = (
    "Referring page title\tReferring page URL\tLanguage\tPlatform\tReferring page HTTP code\t"
    "Domain rating\tUR\tDomain traffic\tReferring domains\tLinked domains\tExternal links\t"
    "Page traffic\tKeywords\tTarget URL\tLeft context\tAnchor\tRight context\t"
    "Redirect Chain URLs\tRedirect Chain status codes\tType\tIs spam\tContent\tNofollow\tUGC\t"
    "Sponsored\tRendered\tRaw\tLost status\tDrop reason\tDiscovered status\tFirst seen\t"
    "Last seen\tLost\tAuthor\tPage type\tPage category\tLinks in group"
)
_SITES_PER_ROW = 0.12
_WORDS = ("oven", "bread", "wood", "fire", "clay", "brick", "dome", "flour", "baker", "kitchen")


def rows(count: int, seed: int = 1) -> Iterator[str]:
    """Lines of an export: a site has eight links on average, and most anchors repeat."""
    chance = random.Random(seed)
    sites = max(1, int(count * _SITES_PER_ROW))
    for number in range(count):
        site = chance.randrange(sites)
        words = chance.choices(_WORDS, k=6)
        page = f"https://www.site{site}.example/{words[0]}/{words[1]}-{words[2]}-{number}"
        target = f"https://own.example/{chance.randrange(400)}/"
        nofollow = str(chance.random() < 0.2).lower()
        day = f"2026-{chance.randrange(1, 12):02}-{chance.randrange(1, 28):02} 10:11:12"
        yield (
            f'"{" ".join(words)}"\t"{page}"\ten\tWordPress\t200\t{site % 90}.0\t{number % 40}.0\t'
            f"{site % 1000}\t{number % 50}\t{number % 30}\t{number % 60}\t{number % 200}\t3\t"
            f'"{target}"\t"{words[3]} and"\t"{" ".join(words[4:])}"\t"for {words[0]}"\t\t\ttext\t'
            f"false\ttrue\t{nofollow}\tfalse\tfalse\tfalse\ttrue\t\t\t\t2025-01-02 03:04:05\t"
            f"{day}\t\t\tarticle\t\t1"
        )


def write_export(path: Path, count: int) -> None:
    """Write an export of *count* links."""
    with path.open("w", encoding="utf-16", newline="") as file:
        file.write(f"{_HEADINGS}\r\n")
        file.writelines(f"{row}\r\n" for row in rows(count))


def main() -> None:
    """Import so many rows and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    count = parser.parse_args().rows
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "linkcrawl.toml").write_text(_OWN, "utf-8")
        (folder / "agreements.csv").write_text("partner\n", "utf-8")
        write_export(folder / "export.csv", count)
        began = time.perf_counter()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "linkcrawl",
                "--workspace",
                name,
                "import",
                f"{name}/export.csv",
            ],
            check=True,
        )
        took = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{count:,} rows in {took:.1f} s ({used.ru_utime + used.ru_stime:.1f} s CPU),")
        print(f"{count / took:,.0f} rows a second, at most {used.ru_maxrss / 1024:,.0f} MB,")
        print(f"a database of {(folder / 'linkcrawl.db').stat().st_size / count:,.0f} bytes a row")


if __name__ == "__main__":
    main()
