"""Compare what a crawled page costs linkcrawl with what it costs an ordinary spider.

``python -m bench.crawl`` prints a table and the verdict; exit code 1 where the budget is
broken. README.md in this folder says what is measured, and how.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.child import Proxy, serving
from bench.crawlers import Crawled, crawl_linkcrawl, crawl_ordinary
from bench.web import Web

CPU_BUDGET = 0.45
MEMORY_BUDGET = 1.15

Crawl = Callable[[Web, Proxy, Path], Crawled]
CRAWLERS: Mapping[str, Crawl] = {"ordinary": crawl_ordinary, "linkcrawl": crawl_linkcrawl}


@dataclass(frozen=True, slots=True)
class Cost:
    """The medians of several crawls of one web by one crawler.

    *cpu* is the crawl's own, *judging* that of the judgement after it; *peak_mb* is of both.
    """

    pages: int
    wall: float
    cpu: float
    judging: float
    peak_mb: float
    bytes_a_link: float

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a page, the process's start and end included."""
        return 1000 * self.cpu / self.pages

    @property
    def judged(self) -> Cost:
        """The same with what judging took after the crawl."""
        return replace(self, cpu=self.cpu + self.judging, judging=0.0)


def measure(web: Web, rounds: int, core: int | None) -> dict[str, Cost]:
    """Crawl *web* with each crawler in turn, so many *rounds*."""
    crawled: dict[str, list[Crawled]] = defaultdict(list)
    with serving(web, core) as proxy:
        for number in range(1, rounds + 1):
            for name, crawl in CRAWLERS.items():
                with TemporaryDirectory() as folder:
                    result = crawl(web, proxy, Path(folder))
                _report_round(web, number, name, result)
                crawled[name].append(result)
    return {name: _medians(web, results) for name, results in crawled.items()}


def _report_round(web: Web, number: int, name: str, result: Crawled) -> None:
    cpu, judging = (1000 * used.cpu / web.pages for used in (result.usage, result.judging))
    line = f"{web.pages:,} pages, round {number}, {name}: {cpu:.2f} ms CPU a page"
    line += f", judging {judging:.2f}" if judging else ""
    print(line, file=sys.stderr, flush=True)
    if not web.pages <= result.pages <= 1.02 * web.pages:
        raise SystemExit(f"{name} fetched {result.pages:,} pages of {web.pages:,}")


def _medians(web: Web, results: Sequence[Crawled]) -> Cost:
    def of(value: Callable[[Crawled], float]) -> float:
        return median(map(value, results))

    return Cost(
        pages=web.pages,
        wall=of(lambda crawled: crawled.usage.wall),
        cpu=of(lambda crawled: crawled.usage.cpu),
        judging=of(lambda crawled: crawled.judging.cpu),
        peak_mb=of(lambda crawled: max(crawled.usage.peak_mb, crawled.judging.peak_mb)),
        bytes_a_link=of(lambda crawled: crawled.bytes_a_link),
    )


def marginal_ms(small: Cost, large: Cost) -> float:
    """CPU milliseconds for one page more: start and end of the process cancel out."""
    return 1000 * (large.cpu - small.cpu) / (large.pages - small.pages)


def table(costs: Sequence[Mapping[str, Cost]]) -> list[str]:
    """One line for each size and crawler, with the ratios between the crawlers."""
    lines = [
        f"{'pages':>7} {'crawler':10} {'pages/s':>8} {'CPU ms/page':>12} {'peak MB':>8} B/link"
    ]
    for by_name in costs:
        for name, cost in by_name.items():
            stored = f"{cost.bytes_a_link:6.1f}" if cost.bytes_a_link else ""
            lines.append(
                f"{cost.pages:7,} {name:10} {cost.pages / cost.wall:8.0f} {cost.cpu_ms:12.2f} "
                f"{cost.peak_mb:8.0f} {stored}"
            )
        ours, theirs = by_name["linkcrawl"], by_name["ordinary"]
        lines.append(
            f"{'':7} {'ratio':10} {theirs.wall / ours.wall:8.2f} {ours.cpu / theirs.cpu:12.2f} "
            f"{ours.peak_mb / theirs.peak_mb:8.2f}"
        )
        judged = ours.judged
        lines.append(
            f"{'':7} {'and judged':10} {'':8} {judged.cpu_ms:12.2f} {'':8} "
            f"ratio {judged.cpu / theirs.cpu:.2f}"
        )
    for small, large in pairwise(costs):
        each = {name: marginal_ms(small[name], large[name]) for name in CRAWLERS}
        text = ", ".join(f"{name} {value:.2f} ms" for name, value in each.items())
        ratio = each["linkcrawl"] / each["ordinary"]
        lines.append(f"one page more, without start and end: {text}, ratio {ratio:.2f}")
    return lines


def verdicts(costs: Sequence[Mapping[str, Cost]]) -> list[tuple[str, bool]]:
    """Each budget in words, and whether it holds."""
    last = costs[-1]
    cpu = last["linkcrawl"].judged.cpu / last["ordinary"].cpu
    found = [(f"CPU a page, judged, {cpu:.2f} of the ordinary spider's", cpu <= CPU_BUDGET)]
    if len(costs) > 1:
        growth = last["linkcrawl"].peak_mb / costs[0]["linkcrawl"].peak_mb
        text = f"memory at {last['linkcrawl'].pages:,} pages {growth:.2f} of that at "
        found.append((text + f"{costs[0]['linkcrawl'].pages:,}", growth <= MEMORY_BUDGET))
    return found


def main() -> None:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    # Only the server is bound to a core: on one core, threads that wait in a loop for work
    # would not show.
    *others, last = sorted(os.sched_getaffinity(0))
    core = last if others else None
    costs = [measure(Web(given.seed, n, given.hosts), given.rounds, core) for n in given.pages]
    print("\n".join(table(costs)))
    results = verdicts(costs)
    for text, holds in results:
        print(f"{'holds' if holds else 'BROKEN'}: {text}")
    sys.exit(0 if all(holds for _, holds in results) else 1)


if __name__ == "__main__":
    main()
