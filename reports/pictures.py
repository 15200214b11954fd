"""Pictures for pages, with their text alternatives, out of what the pages print.

The charts are imported when the first one is drawn: see reports.charts.canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from linkcrawl.judge.graph.neighbourhood import Neighbourhood
from linkcrawl.judge.profile.velocity import Span
from reports.profile import Part
from reports.standing import month
from reports.visible import readable_host

if TYPE_CHECKING:
    from reports.charts.months import Month

_MOST_BARS = 8


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture for a mail: a PNG file, its id there, and its text alternative."""

    cid: str
    png: bytes
    alternative: str


def mix_picture(parts: Sequence[Part], name: str, what: str) -> Markup:
    """The shares of kinds of links; *what* says of what they are kinds."""
    from reports.charts.canvas import vector
    from reports.charts.mix import WIDTH, Bars, height_of, paint_mix

    rows = [Bars(part.name, part.sites_percent, part.links_percent) for part in parts[:_MOST_BARS]]
    shares = "; ".join(f"{row.name} {row.sites:.0f}% of sites" for row in rows)
    alternative = f"{what}: {shares}. The table beside it has all figures."
    paint = partial(paint_mix, rows=rows)
    return vector(paint, WIDTH, height_of(rows), name, alternative)


def months_picture(spans: Sequence[Span], name: str) -> Markup:
    """New and lost referring domains, month by month."""
    from reports.charts.canvas import vector
    from reports.charts.months import HEIGHT, WIDTH, paint_months

    paint = partial(paint_months, months=_months(spans))
    alternative = f"{_months_in_words(spans)} The table beside it has all figures."
    return vector(paint, WIDTH, HEIGHT, name, alternative)


def months_pixels(spans: Sequence[Span]) -> Pixels:
    """The same for a mail."""
    from reports.charts.canvas import pixels
    from reports.charts.months import HEIGHT, WIDTH, paint_months

    png = pixels(partial(paint_months, months=_months(spans)), WIDTH, HEIGHT)
    return Pixels("months", png, _months_in_words(spans))


def _months(spans: Sequence[Span]) -> list[Month]:
    from reports.charts.months import Month

    return [
        Month(month(span.start)[:3], len(span.new), len(span.lost), span.crawled) for span in spans
    ]


def _months_in_words(spans: Sequence[Span]) -> str:
    new = sum(len(span.new) for span in spans)
    lost = sum(len(span.lost) for span in spans)
    return (
        f"New and lost referring domains by month: {new} new and {lost} lost in"
        f" {len(spans)} months."
    )


def neighbourhood_picture(found: Neighbourhood, name: str) -> Markup:
    """Who links to whom around a relationship."""
    from reports.charts.canvas import vector
    from reports.charts.neighbourhood import WIDTH, height_of, paint_neighbourhood

    own, other = (readable_host(node.site) for node in found.nodes[:2])
    alternative = (
        f"{own} and {other} with {len(found.nodes) - 2} sites around them and"
        f" {len(found.lines)} connections. The table below it names each."
    )
    paint = partial(paint_neighbourhood, found=found)
    return vector(paint, WIDTH, height_of(found), name, alternative)
