"""Four small sites of which each was made by hand, long ago, or by a building kit."""

from __future__ import annotations

from html import escape

from linkcrawl.demo.content import Entry
from linkcrawl.demo.site import Site


def _course(entry: Entry) -> str:
    return (
        f'<div class="summary-item"><a href="{entry.path}">{escape(entry.title)}</a> '
        f"{entry.price}<br>{entry.excerpt}</div>"
    )


# Served without a charset in its header; its <meta> says iso-8859-1 and means windows-1252,
# as such pages did and as browsers read them.
PENHALE_FORGE = Site(
    host="www.penhaleforge.example",
    name="penhale",
    charset="windows-1252",
    declare_charset=False,
    has_sitemap=False,
    images={"/map.svg": "forge"},
)

FOURNIL = Site(host="www.fournil-des-causses.example", name="fournil", charset="windows-1252")

BRAMBLE_COURT = Site(host="www.bramblecourt.example", name="bramblecourt", card=_course)

NORTHGATE = Site(host="www.northgateboilers.example", name="northgate")
