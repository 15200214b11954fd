"""The painter of velocity: new referring domains above a line, lost ones below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.charts.canvas import BAD, GOOD, INK, PAPER, SOFT, Plane

WIDTH, HEIGHT = 300.0, 166.0
_HALF = 52.0


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its *label*: how many sites came and went, and whether a crawl looked."""

    label: str
    new: int
    lost: int
    crawled: bool


def paint_months(figure: Figure, months: Sequence[Month], labels: tuple[str, str]) -> None:
    """A column for each month; one without a crawl has a dot: nothing was seen to change.

    *labels* are the words for new and lost.
    """
    plane = Plane(figure)
    most = max((max(month.new, month.lost) for month in months), default=0) or 1
    middle = HEIGHT / 2
    step = WIDTH / max(len(months), 6)
    plane.line((0, WIDTH), (middle, middle), color=INK, linewidth=0.8)
    plane.text(0, HEIGHT - 9, labels[0], color=GOOD, weight="bold", va="center")
    plane.text(0, 26, labels[1], color=BAD, weight="bold", va="center")
    for number, month in enumerate(months):
        x = step * (number + 0.5)
        plane.text(x, 8, month.label, ha="center", va="center", color=SOFT, fontsize=7.5)
        if not month.crawled:
            plane.text(x, middle + 7, "·", ha="center", va="center", color=SOFT, fontsize=14)
            continue
        for count, up in ((month.new, True), (month.lost, False)):
            if not count:
                continue
            length = (1 if up else -1) * max(2.0, count / most * _HALF)
            plane.add(_column(x, middle, min(step * 0.6, 26), length))
            beyond = middle + length + (7 if up else -7)
            plane.text(x, beyond, str(count), ha="center", va="center")


def _column(x: float, middle: float, width: float, length: float) -> Rectangle:
    """A column, filled where it grows up, striped where it hangs down."""
    if length > 0:
        return Rectangle((x - width / 2, middle), width, length, facecolor=GOOD, edgecolor=GOOD)
    return Rectangle(
        (x - width / 2, middle), width, length, facecolor=PAPER, edgecolor=BAD, hatch="////"
    )
