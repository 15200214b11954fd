"""Time the anchor types, beside merely splitting the same texts into words.

    python bench/anchors.py [LINKS.jsonl]

Without a file, 20,000 links are made up from a fixed seed: 2,000 targets on 200 sites, texts
of one to nine words. A file has ``href`` and ``anchor_text`` in each row, in the order of a
crawl; its relative addresses are left out.

*fresh*: each distinct link once, nothing remembered. *repeated*: 5,000 of them for the third
time, as a site's template repeats them. *as crawled*: all rows in order with what is remembered.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from linkcrawl.classify.anchor import AnchorClassifier, AnchorTerms

Link = tuple[str, str]
_WORD = re.compile(r"\w+")
TERMS = {
    "oakandember.com": AnchorTerms(("Oak & Ember",), ("pizza oven", "wood-fired garden oven")),
    **{f"site{n}.com": AnchorTerms((f"Site {n}",), ("garden oven", "Pizzaofen")) for n in range(9)},
}


def made_up(count: int) -> list[Link]:
    """Links from a fixed seed."""
    chance = random.Random(7)
    words = [f"{a}{b}{c}" for a in "bdgklmprst" for b in "aeiou" for c in ("nd", "ren", "st", "l")]
    words += ["the", "of", "and", "pizza", "oven", "ovens", "garden", "read", "more", "here"]
    urls = [
        f"https://www.site{n % 200}.com/shop/{'-'.join(chance.choices(words, k=4))}"
        for n in range(2_000)
    ]
    return [
        (" ".join(chance.choices(words, k=chance.randint(1, 9))), chance.choice(urls))
        for _ in range(count)
    ]


def from_file(path: Path) -> list[Link]:
    """The links of a file of labelled links."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        (row["anchor_text"] or "", row["href"])
        for row in rows
        if row["href"].startswith(("http://", "https://"))
    ]


def microseconds(links: list[Link], judge: Callable[[str, str], object]) -> float:
    """CPU time a link."""
    start = process_time()
    for text, url in links:
        judge(text, url)
    return (process_time() - start) / len(links) * 1e6


def main() -> None:
    links = from_file(Path(sys.argv[1])) if len(sys.argv) > 1 else made_up(20_000)
    distinct = list(dict.fromkeys(links))[:15_000]

    def split(text: str, url: str) -> object:
        return [word.casefold() for word in _WORD.findall(text)]

    for language in ("en", ""):
        classifier = AnchorClassifier(TERMS)

        def judge(text: str, url: str) -> object:
            return classifier.classify(text, None, "", url, language)  # noqa: B023

        baseline = microseconds(distinct, split)
        fresh = microseconds(distinct, judge)
        # What comes for the second time is remembered.
        microseconds(distinct[:5_000], judge)
        repeated = microseconds(distinct[:5_000], judge)
        classifier = AnchorClassifier(TERMS)
        crawled = microseconds(links, judge)
        print(
            f"language {language or 'unknown':7}  fresh {fresh:5.1f} µs ({fresh / baseline:4.1f}"
            f" times splitting into words), repeated {repeated:4.2f} µs,"
            f" as crawled {crawled:5.2f} µs ({len(links)} links, {len(set(links))} distinct)"
        )


if __name__ == "__main__":
    main()
