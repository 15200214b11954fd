"""The table of docs/monitoring.md, out of the suite's own run.

``PYTHONPATH=tests python -m sites.cheats.table`` crawls all cases, prints the table and
writes it into the document.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from crawling import PROJECT

from sites.cheats.case import Case, Expected
from sites.cheats.cases import CASES, GROUPS
from sites.cheats.run import Run, facets, run_suite

DOCUMENT = PROJECT / "docs" / "monitoring.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
_HEAD = "| what the partner does | state | fetch | presence | target | credit | placement |\n"


def table(run: Run) -> str:
    """What linkcrawl says of every case, in Markdown; of placement where the case is about it."""
    return "\n".join(_group(name, group, run) for name, group in GROUPS.items())


def published() -> str:
    """The table as the document has it."""
    return DOCUMENT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def publish(text: str) -> None:
    """Put a table into the document, in the place of the one that it has."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    DOCUMENT.write_text(before + BEGIN + text + END + rest.partition(END)[2], "utf-8")


def _group(name: str, group: tuple[Case, ...], run: Run) -> str:
    rows = "".join(row for case in group for row in _rows(case, run))
    return f"### {name}\n\n{_HEAD}|---|---|---|---|---|---|---|\n{rows}"


def _rows(case: Case, run: Run) -> Iterator[str]:
    yield _row(case.trick, facets(run.first[case.name], case.expected))
    if case.then is not None:
        then = facets(run.second[case.name], case.then)
        yield _row(f"… {case.trick}: the second crawl", then)


def _row(trick: str, found: Expected) -> str:
    cells = (found.fetch, found.presence, found.target, found.credit, found.placement)
    said = " | ".join("" if cell in ("none", "unknown") else str(cell) for cell in cells)
    return f"| {trick} | **{found.state}** | {said} |\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        text = table(run_suite(Path(folder), CASES))
    sys.stdout.write(text)
    publish(text)
