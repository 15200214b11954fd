"""Semrush: backlinks in its newer and older columns, the backlink audit, referring domains."""

from __future__ import annotations

from linkcrawl.claims import Metric, Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

_OTHER = (
    "Source title", "Internal links", "Page trust score", "Text", "Sitewide", "New link",
    "Toxic markers", "Response code", "Status", "Category",
)  # fmt: skip

FORMATS = (
    TableFormat(
        name="semrush-backlinks",
        title="Semrush: backlinks",
        source=Source.SEMRUSH,
        needs=(Meaning.FROM_URL, Meaning.TO_URL, Meaning.ANCHOR, Metric.EXTERNAL_LINKS),
        columns={
            Meaning.FROM_URL: ("Source url",),
            Meaning.TO_URL: ("Target url",),
            Meaning.ANCHOR: ("Anchor",),
            Metric.PAGE_RATING: ("Page ascore", "Page score"),
            Metric.EXTERNAL_LINKS: ("External links",),
            Metric.TOXICITY: ("Toxicity Score", "Toxic score"),
            Meaning.NOFOLLOW: ("Nofollow",),
            Meaning.SPONSORED: ("Sponsored",),
            Meaning.UGC: ("Ugc",),
            Meaning.IMAGE: ("Image",),
            Meaning.FRAME: ("Frame",),
            Meaning.FORM: ("Form",),
            Meaning.FIRST_SEEN: ("First seen",),
            Meaning.LAST_SEEN: ("Last seen",),
            Meaning.LOST_FLAG: ("Lost link",),
            Meaning.OTHER: _OTHER,
        },
    ),
    TableFormat(
        name="semrush-domains",
        title="Semrush: referring domains",
        source=Source.SEMRUSH,
        needs=(Meaning.FROM_DOMAIN, Metric.RATING, Metric.LINKING_PAGES),
        columns={
            Meaning.FROM_DOMAIN: ("Domain",),
            Metric.RATING: ("Domain ascore", "Domain score"),
            Metric.LINKING_PAGES: ("Backlinks",),
            Meaning.FIRST_SEEN: ("First seen",),
            Meaning.LAST_SEEN: ("Last seen",),
            Meaning.OTHER: ("Domain trust score", "IP Address", "Country", "New domain"),
        },
        about_site=True,
    ),
)
