"""One case of a standard, and how what we do differs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ALIKE = ""


class Case(NamedTuple):
    """A case of *standard*; *kind* says in words how we differ, ALIKE where we do not.

    *given* and *got* are for those who look into it.
    """

    standard: str
    kind: str
    given: object = None
    got: object = None


def table(cases: Iterable[Case]) -> Sequence[str]:
    """The lines of a Markdown table: for each standard how many cases, and each kind."""
    counted = Counter((case.standard, case.kind) for case in cases)
    lines = ["| cases | read | differ | how |", "|---|--:|--:|---|"]
    for standard in dict.fromkeys(name for name, _ in counted):
        kinds = {kind: count for (name, kind), count in counted.items() if name == standard}
        other = {kind: count for kind, count in kinds.items() if kind != ALIKE}
        how = "; ".join(f"{kind}: {count}" for kind, count in sorted(other.items())) or "not at all"
        total = f"{sum(kinds.values()):,}"
        lines.append(f"| {standard} | {total} | {sum(other.values()):,} | {how} |")
    return lines
