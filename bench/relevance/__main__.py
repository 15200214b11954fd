"""How well relevance tells pairs of real pages that are about related things from others.

    .venv/bin/python -m bench.relevance FOLDER

FOLDER holds the pages that `pairs.csv` names, as NAME.html; docs/relevance.md says which they
are, how pairs were labelled, and what came out. The halves have no site in common, and nothing
was fitted to the held-out one.
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

from linkcrawl.classify.topic import topic_of
from linkcrawl.items import Topic
from linkcrawl.judge.criteria.relevance import RELATED, UNRELATED, page_relevance
from linkcrawl.page.main_text import main_text
from linkcrawl.page.read import parse

PAIRS = Path(__file__).with_name("pairs.csv")


class Pair(NamedTuple):
    """Two pages, and what a person says of them."""

    half: str
    related: str
    one: str
    other: str
    one_language: str
    other_language: str
    one_topic: str
    other_topic: str

    @property
    def crosses(self) -> bool:
        return self.one_language != self.other_language


class Judged(NamedTuple):
    pair: Pair
    relevance: float


def main(folder: Path) -> None:
    with PAIRS.open(encoding="utf8", newline="") as lines:
        pairs = [Pair(*row) for row in list(csv.reader(lines))[1:]]
    topics, seconds = read_topics(folder, sorted({p for q in pairs for p in (q.one, q.other)}))
    for half in ("tune", "held_out"):
        judged = [
            Judged(pair, relevance)
            for pair in pairs
            if pair.half == half
            and (relevance := page_relevance(topics[pair.one].vector, topics[pair.other].vector))
            is not None
        ]
        asked = sum(pair.half == half for pair in pairs)
        print(f"{half}: {asked} pairs, {asked - len(judged)} of them not known")
        for name, kind in _KINDS.items():
            _show(name, [one for one in judged if kind(one.pair)])
    print(f"CPU milliseconds a page: median {1000 * statistics.median(seconds):.2f}, "
          f"worst of a hundred {1000 * np.quantile(seconds, 0.99):.2f}")  # fmt: skip


_KINDS: dict[str, Callable[[Pair], bool]] = {
    "all": lambda pair: True,
    "one language": lambda pair: not pair.crosses,
    "not English": lambda pair: "en" not in (pair.one_language, pair.other_language),
    "across languages": lambda pair: pair.crosses,
}


def read_topics(folder: Path, names: Iterable[str]) -> tuple[dict[str, Topic], list[float]]:
    """The topic of each page, and the seconds that its text and its vector took."""
    topic_of("", 0)
    topics, seconds = {}, []
    for name in names:
        root = parse((folder / f"{name}.html").read_text("utf8", errors="replace"))
        start = process_time()
        main = main_text(root)
        topics[name] = topic_of(main.text, main.words, root.get("lang") or "")
        seconds.append(process_time() - start)
    return topics, seconds


def _show(name: str, judged: Sequence[Judged]) -> None:
    yes = np.array([one.relevance for one in judged if one.pair.related == "yes"])
    no = np.array([one.relevance for one in judged if one.pair.related == "no"])
    print(
        f"  {name:17} {len(yes):4} related, {len(no):4} not: AUC {area(yes, no):.3f};"
        f" called related {np.mean(yes >= RELATED):.0%} and {np.mean(no >= RELATED):.0%},"
        f" unrelated {np.mean(yes <= UNRELATED):.0%} and {np.mean(no <= UNRELATED):.0%}"
    )


def area(yes: np.ndarray, no: np.ndarray) -> float:
    """The chance that a related pair is nearer than one that is not; a tie counts half."""
    above = (yes[:, None] > no).mean()
    return float(above + (yes[:, None] == no).mean() / 2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
