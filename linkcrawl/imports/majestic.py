"""Majestic: bulk downloads, often packed with gzip, and exports of its interface."""

from __future__ import annotations

from linkcrawl.claims import Metric, Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

_TOPICS = tuple(
    f"{side}TopicalTrustFlow_{what}_{number}"
    for side in ("Source", "RefDomain", "Target")
    for what in ("Topic", "Value")
    for number in range(3)
)

FORMATS = (
    TableFormat(
        name="majestic-backlinks",
        title="Majestic: backlinks",
        source=Source.MAJESTIC,
        needs=(Meaning.FROM_URL, Meaning.TO_URL, Metric.PAGE_RATING),
        columns={
            Meaning.FROM_URL: ("Source URL", "SourceURL"),
            Meaning.TO_URL: ("Target URL", "TargetURL"),
            Meaning.ANCHOR: ("Anchor Text", "AnchorText"),
            Metric.PAGE_RATING: ("Source Trust Flow", "SourceTrustFlow"),
            Metric.PAGE_CITATION: ("Source Citation Flow", "SourceCitationFlow"),
            Metric.RATING: ("Domain Trust Flow", "RefDomainTrustFlow"),
            Metric.CITATION: ("Domain Citation Flow", "RefDomainCitationFlow"),
            Meaning.NOFOLLOW: ("Nofollow", "FlagNoFollow", "Flag NoFollow"),
            Meaning.IMAGE: ("Image Link", "FlagImageLink", "FlagImages", "Flag Image Link"),
            Meaning.REDIRECT: ("Redirect", "FlagRedirect", "Flag Redirect"),
            Meaning.FRAME: ("Frame", "FlagFrame", "Flag Frame"),
            Meaning.KIND: ("Link Type", "LinkType"),
            Meaning.FIRST_SEEN: (
                "Link First Indexed Date", "SourceFirstFoundDate", "FirstIndexedDate",
                "First Indexed Date",
            ),
            Meaning.LAST_SEEN: (
                "Link Last Seen Date", "LastSeenDate", "SourceCrawlDate", "Last Seen Date",
                "Source Crawl Date",
            ),
            Meaning.LOST: ("DateLost", "Date Lost", "Link Lost Date"),
            Meaning.LOST_FLAG: ("FlagDeleted", "Flag Deleted"),
            Meaning.OTHER: (
                "FlagOldCrawl", "FlagAltText", "FlagMention", "TargetCitationFlow",
                "TargetTrustFlow", "Target Citation Flow", "Target Trust Flow", "ReasonLost",
                "LinkSubType", "Link Sub Type", "Source Title", "Source Language",
                *_TOPICS,
            ),
        },
    ),
)  # fmt: skip
