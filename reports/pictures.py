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
from linkcrawl.said import Said, said, said_all
from reports.language import Language
from reports.profile import Part
from reports.visible import readable_host

if TYPE_CHECKING:
    from reports.charts.canvas import Painter

_MOST_BARS = 8


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture for a mail: a PNG file, its id there, and its text alternative."""

    cid: str
    png: bytes
    alternative: str


def mix_picture(parts: Sequence[Part], name: str, what: str, language: Language) -> Markup:
    """The shares of kinds of links; *what* says of what they are kinds."""
    from reports.charts.canvas import vector
    from reports.charts.mix import WIDTH, Bars, height_of, paint_mix

    say, some = language.text, parts[:_MOST_BARS]
    rows = [Bars(say(part.name), part.sites_percent, part.links_percent) for part in some]
    shares = said_all(
        "; ",
        [
            said("{kind} {share:.0%} of sites", kind=part.name, share=part.sites_percent / 100)
            for part in some
        ],
    )
    alternative = said(
        "{what}: {shares}. The table beside it has all figures.", what=what, shares=shares
    )
    labels = say(said("share of sites")), say(said("share of links"))
    paint = partial(paint_mix, rows=rows, labels=labels, told=language.share)
    return vector(paint, WIDTH, height_of(rows), name, say(alternative))


def months_picture(spans: Sequence[Span], name: str, language: Language) -> Markup:
    """New and lost referring domains, month by month."""
    from reports.charts.canvas import vector
    from reports.charts.months import HEIGHT, WIDTH

    beside = said("The table beside it has all figures.")
    alternative = language.text(said_all(" ", (_months_in_words(spans), beside)))
    return vector(_months_painter(spans, language), WIDTH, HEIGHT, name, alternative)


def months_pixels(spans: Sequence[Span], language: Language) -> Pixels:
    """The same for a mail."""
    from reports.charts.canvas import pixels
    from reports.charts.months import HEIGHT, WIDTH

    png = pixels(_months_painter(spans, language), WIDTH, HEIGHT)
    return Pixels("months", png, language.text(_months_in_words(spans)))


def _months_painter(spans: Sequence[Span], language: Language) -> Painter:
    from reports.charts.months import Month, paint_months

    months = [
        Month(language.short_month(span.start), len(span.new), len(span.lost), span.crawled)
        for span in spans
    ]
    labels = language.text(said("new")), language.text(said("lost"))
    return partial(paint_months, months=months, labels=labels)


def _months_in_words(spans: Sequence[Span]) -> Said:
    return said(
        "New and lost referring domains by month: {new} new and {lost} lost in {months} months.",
        new=sum(len(span.new) for span in spans),
        lost=sum(len(span.lost) for span in spans),
        months=len(spans),
    )


def neighbourhood_picture(found: Neighbourhood, name: str, language: Language) -> Markup:
    """Who links to whom around a relationship."""
    from reports.charts.canvas import vector
    from reports.charts.neighbourhood import WIDTH, height_of, paint_neighbourhood

    own, other = (readable_host(node.site) for node in found.nodes[:2])
    alternative = said(
        "{own} and {other} with {sites} sites around them and {lines} connections. The table"
        " below it names each.",
        own=own,
        other=other,
        sites=len(found.nodes) - 2,
        lines=len(found.lines),
    )
    paint = partial(paint_neighbourhood, found=found)
    return vector(paint, WIDTH, height_of(found), name, language.text(alternative))
