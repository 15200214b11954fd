"""Pictures out of painters: vectors for a page, pixels for a mail.

Nobody but reports.render imports this room, and only once it draws: the drawing library
takes a second to load, which the other commands need not wait for.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from matplotlib.typing import RcKeyType

from reports.charts.inline import inline_svg

# The colours of the stylesheet: in a page they follow its light, dark and print looks.
INK, SOFT, LINE, PAPER = "#1d1f23", "#585d66", "#d8d6ce", "#ffffff"
GOOD, BAD = "#17602f", "#9d1a1c"
_VARIABLES = {
    INK: "--ink", SOFT: "--soft", LINE: "--line", PAPER: "--paper", GOOD: "--good", BAD: "--bad",
}  # fmt: skip
_INCH = 72
_STYLE: dict[RcKeyType, object] = {
    "font.size": 8.5,
    "text.color": INK,
    # A dollar sign in a domain or title is no formula.
    "text.parse_math": False,
    "axes.edgecolor": LINE,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",
    "svg.hashsalt": "linkcrawl",
}
Painter = Callable[[Figure], None]


def vector(paint: Painter, width: float, height: float, name: str, alternative: str) -> Markup:
    """What *paint* paints on so many points, as an element for a page; *name* is its own there.

    *alternative* is the text for those who do not see it.
    """
    out = StringIO()
    with _drawn(paint, width, height) as figure:
        figure.savefig(out, format="svg", metadata={"Date": None})
    return inline_svg(out.getvalue(), name, alternative, _VARIABLES)


def pixels(paint: Painter, width: float, height: float) -> bytes:
    """What *paint* paints, as a PNG file on white with two pixels for each point."""
    out = BytesIO()
    with _drawn(paint, width, height) as figure:
        figure.savefig(
            out, format="png", dpi=2 * _INCH, facecolor=PAPER, metadata={"Software": None}
        )
    return out.getvalue()


class Plane:
    """The whole of a figure to paint on, measured in points from its lower left corner.

    Artists go straight onto the figure: axes, with ticks that nobody sees, take as long to make
    as a picture takes to draw.
    """

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._points = Affine2D().scale(1 / _INCH) + figure.dpi_scale_trans

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """A line through points, or with a *marker* and no *linestyle* just these."""
        self.add(Line2D(xs, ys, **look))

    def text(self, x: float, y: float, words: str, **look: Any) -> None:
        """Words at a point, where ``ha`` and ``va`` say."""
        self.add(Text(x, y, words, **look))

    def add(self, artist: Artist) -> None:
        """A shape, say."""
        artist.set_transform(self._points)
        self._figure.add_artist(artist)


@contextmanager
def _drawn(paint: Painter, width: float, height: float) -> Iterator[Figure]:
    _take_our_style()
    with warnings.catch_warnings():
        # Letters that the measuring font lacks: the page's own fonts have them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(width / _INCH, height / _INCH), facecolor="none")
        paint(figure)
        yield figure


@cache
def _take_our_style() -> None:
    """Once for all pictures: it takes as long as a tenth of one, and nobody else draws here."""
    mpl.rcdefaults()  # The user's own matplotlibrc is for the user's own pictures.
    mpl.rcParams.update(_STYLE)
