"""The painter of a mix: kinds of links with their shares of sites and of links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.charts.canvas import INK, LINE, PAPER, SOFT, Plane

WIDTH = 300.0
_NAMES, _VALUES = 92.0, 34.0
_ROW, _BAR, _LEGEND = 31.0, 10.0, 20.0


@dataclass(frozen=True, slots=True)
class Bars:
    """A kind, and which share of all sites and of all links has it, in per cent."""

    name: str
    sites: float
    links: float


def height_of(rows: Sequence[Bars]) -> float:
    """How high the picture of so many kinds is."""
    return _LEGEND + _ROW * len(rows)


def paint_mix(
    figure: Figure, rows: Sequence[Bars], labels: tuple[str, str], told: Callable[[float], str]
) -> None:
    """Two bars for each kind, the filled one for sites, the hollow one for links.

    *labels* say so, for the one and the other; *told* writes a share of 1 in per cent.
    """
    plane = Plane(figure)
    top = height_of(rows)
    room = WIDTH - _NAMES - _VALUES
    x = _NAMES
    for label, filled in zip(labels, (True, False), strict=True):
        plane.add(_bar(x, top - 13, 10, filled))
        plane.text(x + 14, top - 8, label, va="center", color=SOFT, fontsize=8)
        x += 104
    for number, row in enumerate(rows, 1):
        base = top - _LEGEND - _ROW * number
        plane.line((_NAMES, _NAMES), (base + 2, base + _ROW - 3), color=LINE, linewidth=1)
        plane.text(_NAMES - 6, base + _ROW / 2, row.name, ha="right", va="center")
        for share, filled in ((row.sites, True), (row.links, False)):
            low = base + (_ROW / 2 if filled else _ROW / 2 - _BAR - 1)
            length = max(1.0, share / 100 * room)
            plane.add(_bar(_NAMES, low, length, filled))
            plane.text(
                _NAMES + length + 4, low + _BAR / 2, _share(share, told), va="center", color=SOFT
            )


def _bar(x: float, y: float, length: float, filled: bool) -> Rectangle:
    return Rectangle(
        (x, y), length, _BAR, facecolor=SOFT if filled else PAPER, edgecolor=INK, linewidth=0.8
    )


def _share(percent: float, told: Callable[[float], str]) -> str:
    return f"<{told(0.01)}" if 0 < percent < 0.5 else told(percent / 100)
