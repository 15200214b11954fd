"""Measure the big imports: Common Crawl's ranks, its graph of domains, and an access log.

``python -m bench.common_crawl --edges 10_000_000 --lines 1_000_000`` makes files of the
published formats, imports each with ``linkcrawl import`` and prints time and peak memory. It
exits with 1 where an import takes a gigabyte.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.child import run
from linkcrawl.imports.common_crawl import reversed_name

RELEASE = "cc-main-2026-mar-apr-may"
MOST_MB = 1_000
_NAMED = 50
_TOGETHER = 10_000


def names(domains: int) -> list[str]:
    """Reversed names in the order in which vertices are numbered."""
    endings = ("com", "org", "de", "uk.co", "net")
    return sorted(f"{endings[i % 5]}.site-{i:08}" for i in range(domains))


def vertices(names: Sequence[str]) -> Iterator[str]:
    """Lines of a vertices file."""
    return (f"{i}\t{name}\t{1 + i % 7}\n" for i, name in enumerate(names))


def edges(domains: int, count: int, seed: int = 1) -> Iterator[str]:
    """Lines of an edges file, in order of the linking domain; some domains are linked to a lot."""
    chance = random.Random(seed)
    for i in range(count):
        yield f"{i * domains // count}\t{int(domains * chance.random() ** 3)}\n"


def ranks(names: Sequence[str], seed: int = 1) -> Iterator[str]:
    """Lines of a ranks file of domains, the best first."""
    yield "#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts\n"
    order = list(names)
    random.Random(seed).shuffle(order)
    for i, name in enumerate(order, 1):
        nearness, share = 2.5e7 / (1 + i / len(order)), 1e-2 / i
        yield f"{i}\t{nearness}\t{len(order) - i + 1}\t{share:.17g}\t{name}\t{1 + i % 9}\n"


def log_lines(count: int, partners: Sequence[str], seed: int = 1) -> Iterator[str]:
    """Lines of an access log: pages and pictures, readers and robots, from here and there."""
    chance = random.Random(seed)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    paths = ("/", "/ovens/", "/img/oven.png", "/style.css", "/blog/stone?utm_source=x&page=2")
    agents = [f"Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) Gecko/20100101" for n in range(90, 145)]
    agents += ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"] * 15
    referers = ["-"] * 20 + ["https://www.own.example/"] * 20 + ["https://www.google.com/"] * 8
    referers += [f"https://{domain}/partners" for domain in partners]
    for _ in range(count):
        at += timedelta(seconds=2)
        yield (
            f"10.0.{chance.randrange(250)}.7 - - [{at:%d/%b/%Y:%H:%M:%S} +0000]"
            f' "GET {chance.choice(paths)} HTTP/1.1" {chance.choice((200, 200, 304, 404))}'
            f' {chance.randrange(90_000)} "{chance.choice(referers)}" "{chance.choice(agents)}"\n'
        )


def write(path: Path, lines: Iterable[str]) -> Path:
    """Write lines as Common Crawl does, packed."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        rest = iter(lines)
        while some := "".join(islice(rest, _TOGETHER)):
            file.write(some)
    return path


def make(folder: Path, domains: int, edge_count: int, lines: int) -> list[Path]:
    """Make a workspace and the files to import into it."""
    known = names(domains)
    said = [reversed_name(known[i * domains // (2 * _NAMED)]) for i in range(2 * _NAMED)]
    partners, competitors = said[::2], said[1::2]
    (folder / "linkcrawl.toml").write_text(
        f'[[own]]\ndomain = "own.example"\ncompetitors = {competitors}\n', "utf-8"
    )
    rows = "".join(f"{domain}\n" for domain in partners)
    (folder / "agreements.csv").write_text(f"partner\n{rows}", "utf-8")
    write(folder / f"{RELEASE}-domain-vertices.txt.gz", vertices(known))
    return [
        write(folder / f"{RELEASE}-domain-edges.txt.gz", edges(domains, edge_count)),
        write(folder / f"{RELEASE}-domain-ranks.txt.gz", ranks(known)),
        write(folder / "access.log.gz", log_lines(lines, partners)),
    ]


def main() -> None:
    """Make the files in a process of its own, import them one after the other, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--domains", type=int, default=1_000_000)
    parser.add_argument("--edges", type=int, default=10_000_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.make:
        make(told.make, told.domains, told.edges, told.lines)
        return
    with TemporaryDirectory(prefix="linkcrawl-bench-") as name:
        sys.exit(_measure(Path(name), sys.argv[1:]))


def _measure(folder: Path, arguments: Sequence[str]) -> int:
    """1 where an import took too much memory."""
    log, here = folder / "out.log", Path.cwd()
    making = [sys.executable, "-m", "bench.common_crawl", "--make", str(folder), *arguments]
    run(making, here, os.environ, log)
    worst = 0.0
    print(f"{'file':48} {'packed MB':>9} {'seconds':>8} {'CPU s':>7} {'peak MB':>8}")
    for path in sorted(folder.glob("*.gz")):
        if "vertices" in path.name:
            continue
        command = [sys.executable, "-m", "linkcrawl", "--workspace", str(folder), "import"]
        used = run([*command, str(path)], here, os.environ, log)
        size = path.stat().st_size / 1e6
        print(f"{path.name:48} {size:9.1f} {used.wall:8.1f} {used.cpu:7.1f} {used.peak_mb:8.0f}")
        worst = max(worst, used.peak_mb)
    return int(worst >= MOST_MB)


if __name__ == "__main__":
    main()
