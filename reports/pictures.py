"""Pictures for pages, with their text alternatives, out of what the pages print.

The charts are imported when the first one is drawn: see reports.charts.canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from linkcrawl.judge.neighbourhood import Neighbourhood
from linkcrawl.judge.velocity import Span
from reports.profile import Part
from reports.standing import month
from reports.visible import readable_host

_MOST_BARS = 8


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
    from reports.charts.months import HEIGHT, WIDTH, Month, paint_months

    rows = [
        Month(month(span.start)[:3], len(span.new), len(span.lost), span.crawled) for span in spans
    ]
    new, lost = sum(row.new for row in rows), sum(row.lost for row in rows)
    alternative = (
        f"New and lost referring domains by month: {new} new and {lost} lost in"
        f" {len(rows)} months. The table beside it has all figures."
    )
    return vector(partial(paint_months, months=rows), WIDTH, HEIGHT, name, alternative)


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
