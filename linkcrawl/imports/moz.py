"""Moz: inbound links, with the lines that it writes above the headings, and top pages."""

from __future__ import annotations

from linkcrawl.claims import Metric, Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

FORMATS = (
    TableFormat(
        name="moz-links",
        title="Moz: inbound links",
        source=Source.MOZ,
        needs=(Meaning.FROM_URL, Meaning.TO_URL, Metric.PAGE_RATING),
        columns={
            Meaning.FROM_URL: ("URL", "Source URL", "Linking Page", "Linking Page URL"),
            Meaning.TO_URL: ("Target URL", "Target Page", "Target"),
            Meaning.ANCHOR: ("Anchor Text", "Link Text"),
            Metric.PAGE_RATING: ("Page Authority", "PA", "Source PA"),
            Metric.RATING: ("Domain Authority", "DA", "Source DA"),
            Metric.SPAM: ("Spam Score", "Source Spam Score"),
            Metric.REFERRING_DOMAINS: ("Number of Domains Linking to Domain", "Linking Domains"),
            Metric.EXTERNAL_LINKS: ("External Links", "External Links on Page"),
            Meaning.NOFOLLOW: ("Only rel=nofollow", "Nofollow"),
            Meaning.REDIRECT: ("301", "Redirect"),
            Meaning.FIRST_SEEN: ("First Crawled", "First Seen", "Date First Seen"),
            Meaning.LAST_SEEN: ("Last Crawled", "Last Seen", "Date Last Seen"),
            Meaning.LOST: ("Date Lost", "Lost"),
            Meaning.OTHER: (
                "Title", "Number of Domains Linking to this Page", "Origin", "Link Equity",
                "No Link Equity", "Only follow", "Link Type", "Linking Domains to Page",
            ),
        },
    ),
    TableFormat(
        name="moz-pages",
        title="Moz: top pages",
        source=Source.MOZ,
        needs=(Meaning.TO_URL, Metric.PAGE_RATING, Metric.LINKING_SITES),
        columns={
            Meaning.TO_URL: ("URL",),
            Metric.PAGE_RATING: ("PA", "Page Authority"),
            Metric.LINKING_PAGES: ("Total Links",),
            Metric.LINKING_SITES: ("Linking Domains to Page",),
            Meaning.OTHER: ("Title",),
        },
    ),
)  # fmt: skip
