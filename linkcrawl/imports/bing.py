"""Bing Webmaster Tools: its three tables of backlinks."""

from __future__ import annotations

from linkcrawl.claims import Metric, Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

FORMATS = (
    TableFormat(
        name="bing-pages",
        title="Bing: referring pages",
        source=Source.BING,
        needs=(Meaning.FROM_URL, Meaning.ANCHOR, Meaning.TO_URL),
        columns={
            Meaning.FROM_URL: ("Source Url",),
            Meaning.ANCHOR: ("Anchor text",),
            Meaning.TO_URL: ("Target Url",),
        },
    ),
    TableFormat(
        name="bing-domains",
        title="Bing: referring domains",
        source=Source.BING,
        needs=(Meaning.FROM_DOMAIN, Metric.LINKING_PAGES),
        columns={Meaning.FROM_DOMAIN: ("Domain",), Metric.LINKING_PAGES: ("Backlinks Count",)},
        about_site=True,
    ),
    TableFormat(
        name="bing-anchors",
        title="Bing: anchor texts",
        source=Source.BING,
        needs=(Meaning.ANCHOR, Metric.LINKING_PAGES),
        columns={
            Meaning.ANCHOR: ("Anchor", "Anchor text"),
            Metric.LINKING_PAGES: ("Backlinks Count",),
        },
        about_site=True,
    ),
)
