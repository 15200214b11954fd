"""The tables of docs/reliability.md, out of the suite's own run.

``PYTHONPATH=tests python -m sites.faults.table`` crawls all faults, prints the tables and writes
them into the document.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from crawling import PROJECT

from sites.faults.answers import ANSWERS
from sites.faults.endless import ENDLESS, WORTH
from sites.faults.pages import PAGES
from sites.faults.run import PAGES_PER_SITE, Run, run_suite

DOCUMENT = PROJECT / "docs" / "reliability.md"
BEGIN, END = "<!-- faults: begin -->\n", "<!-- faults: end -->\n"


def table(run: Run) -> str:
    """What became of every fault, in Markdown."""
    singles = "\n".join(
        _singles(title, names, run)
        for title, names in (("Answers", ANSWERS), ("Pages that are hard to read", PAGES))
    )
    return f"{singles}\n{_endless(run)}"


def published() -> str:
    """The tables as the document has them."""
    return DOCUMENT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def publish(text: str) -> None:
    """Put tables into the document, in the place of those that it has."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    DOCUMENT.write_text(before + BEGIN + text + END + rest.partition(END)[2], "utf-8")


def _singles(title: str, names: Iterable[str], run: Run) -> str:
    head = (
        "| the agreed page is | the visit says | because | the agreement is |\n|---|---|---|---|\n"
    )
    found = ((name, run.single[name]) for name in names)
    rows = "".join(f"| {name} | `{v.fetch}` | {v.failure} | {v.state} |\n" for name, v in found)
    return f"### {title}\n\n{head}{rows}"


def _endless(run: Run) -> str:
    head = f"| the site has | of its {len(WORTH)} pages worth a visit |\n|---|--:|\n"
    rows = "".join(f"| {name} | {run.endless[name][1]} |\n" for name in ENDLESS)
    return f"### Sites without end, of which {PAGES_PER_SITE} pages are visited\n\n{head}{rows}"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        text = table(run_suite(Path(folder)))
    sys.stdout.write(text)
    publish(text)
