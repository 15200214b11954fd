"""What others say of links and sites: rows of an import, before they are stored.

Claims are never mixed with what was seen: they have tables of their own, and keep who
said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Source(StrEnum):
    """Who says it."""

    SEARCH_CONSOLE = "search_console"
    BING = "bing"
    AHREFS = "ahrefs"
    SEMRUSH = "semrush"
    MAJESTIC = "majestic"
    MOZ = "moz"
    BUZZSTREAM = "buzzstream"
    SCREAMING_FROG = "screaming_frog"
    COMMON_CRAWL = "common_crawl"
    ACCESS_LOG = "access_log"
    """The own web server."""
    GA4 = "ga4"
    LIST = "list"
    """The user's own list."""


class Metric(StrEnum):
    """What a figure counts; whose figure it is, its source says."""

    # Enum's own is written in Python, and asked for several times a row of an import.
    __hash__ = str.__hash__

    # Of a site
    RATING = "rating"
    """0 to 100: Domain Rating, Domain Authority, Trust Flow of the domain."""
    CITATION = "citation"
    """0 to 100: Citation Flow of the domain."""
    TRAFFIC = "traffic"
    """Visits from search a month."""
    REFERRING_DOMAINS = "referring_domains"
    LINKED_DOMAINS = "linked_domains"
    SPAM = "spam"
    """0 to 100: how much it looks like spam."""

    # Of a link, or of its source page
    PAGE_RATING = "page_rating"
    """0 to 100: UR, Page Authority, page score, Trust Flow of the page."""
    PAGE_CITATION = "page_citation"
    PAGE_TRAFFIC = "page_traffic"
    PAGE_REFERRING_DOMAINS = "page_referring_domains"
    PAGE_LINKED_DOMAINS = "page_linked_domains"
    EXTERNAL_LINKS = "external_links"
    """Links that leave the source page's site, on that page."""
    TOXICITY = "toxicity"

    # Of many links counted together
    LINKING_PAGES = "linking_pages"
    LINKING_SITES = "linking_sites"
    TARGET_PAGES = "target_pages"


NO_FIGURES: Mapping[Metric, float] = MappingProxyType({})


class Claim(NamedTuple):
    """A link, or several counted together, that a source says there is.

    "" is what the source does not say. Without *from_url* some page of *from_domain* links;
    without either, somebody does. *anchor* and *rel* are None where the source does not
    say, "" where it says that there is no text, that the link is followed. Days are
    ``2026-11-21``.
    """

    to_domain: str
    from_domain: str = ""
    from_url: str = ""
    to_url: str = ""
    anchor: str | None = None
    rel: str | None = None
    kind: str = ""
    """text, image, redirect, frame, form, canonical …"""
    first_seen: str = ""
    last_seen: str = ""
    lost: str = ""
    """The day on which the source found it gone."""
    figures: Mapping[Metric, float] = NO_FIGURES


class DomainFigure(NamedTuple):
    """A figure that a source gives for a whole site."""

    domain: str
    metric: Metric
    value: float


class Disavowed(NamedTuple):
    """What the user told Google to ignore: a host with all below it, or one page."""

    host: str
    url: str = ""
