"""The tables of docs/verdicts.md as the code has them.

``python -m tests.verdict_tables`` writes them into the document anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from linkcrawl.judge.verdicts.relationship import Question
from linkcrawl.judge.verdicts.signals.kinds import KINDS

DOCUMENT = Path(__file__).parent.parent / "docs" / "verdicts.md"
SHORT = {
    Question.WITHOUT_DEAL: "1 deal",
    Question.RELEVANT: "2 relevant",
    Question.PLACEMENT: "3 placement",
    Question.ANCHOR: "4 anchor",
}


def signal_table(*, risks: bool) -> str:
    """The signals of risk, or of health, the heaviest first."""
    head = ("| signal | what it says | weight | bears on | source |", "|---|---|--:|---|---|")
    chosen = [(name, kind) for name, kind in KINDS.items() if (kind.weight < 0) == risks]
    chosen.sort(key=lambda pair: -abs(pair[1].weight))
    rows = (
        f"| `{name}` | {kind.meaning} | {kind.weight:+.1f} |"
        f" {', '.join(SHORT[question] for question in kind.questions) or 'the verdict only'} |"
        f" {kind.source} |"
        for name, kind in chosen
    )
    return "\n".join((*head, *rows))


def with_tables(text: str) -> str:
    """The document with the tables of today between its marks."""
    for name, risks in (("risk", True), ("health", False)):
        mark = rf"(<!-- {name} -->\n).*?(\n<!-- end -->)"
        table = signal_table(risks=risks)
        text = re.sub(
            mark, lambda found, table=table: found[1] + table + found[2], text, flags=re.S
        )
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text("utf-8")), "utf-8")
