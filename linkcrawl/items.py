"""What travels through linkcrawl: a page with its links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from linkcrawl.vocabulary import (
    AnchorType,
    CertificateFlaw,
    Fetch,
    FootprintKind,
    Placement,
    Presence,
    Relation,
)

WINDOW_WIDTH, WINDOW_HEIGHT = 1366, 768


class Footprint(NamedTuple):
    """An account's id as a page's scripts name it, or the address of its server."""

    kind: FootprintKind
    value: str


class Surroundings(NamedTuple):
    """Where a link stands, as far as its page tells: the facts that placement is judged by.

    *path* names the elements around the link, outermost first, without positions, so that
    the same block has the same path on every page of a site. *features* are measures of
    those elements, one byte each; linkcrawl/page/measures.py says which.
    """

    path: str = ""
    features: bytes = b""


@dataclass(frozen=True, slots=True)
class Directive:
    """One robots directive of a page: ``<meta name="robots">`` or ``X-Robots-Tag``.

    *agent* is "robots" where it holds for all; *source* is "meta" or "header".
    """

    agent: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a page has of a watched site besides links: a mention, a link that is none.

    *presence* says of which kind, *url* where it leads or "", *words* what stands there.
    """

    presence: Presence
    url: str
    words: str


class Sight(NamedTuple):
    """What a reader's browser makes of a link: whether it is seen and can be clicked, and where.

    *why* says in words why not, or what else there is to say. The box is in CSS pixels from
    the top left of a page of *page_height*, in a window of 1366 by 768. *leads_to* is the
    address that the page's scripts put in the place of the link's own when it is pressed.
    """

    visible: bool
    clickable: bool
    why: str
    x: int
    y: int
    width: int
    height: int
    page_height: int
    in_frame: bool = False
    leads_to: str = ""


class Link(NamedTuple):
    """One ``<a href>`` or ``<area href>``: what the page says, then what we call it.

    A named tuple, since there are a hundred on a page and a frozen dataclass takes four
    times as long to replace.
    """

    position: int
    """What a link that a site repeats has of its own on each page: all else is the same."""
    tag: str
    href: str
    url: str
    site: str
    """The registrable domain that *url* belongs to, "" where it is no web page."""
    anchor_text: str = ""
    image_alt: str | None = None
    title: str = ""
    rel: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    surroundings: Surroundings = Surroundings()
    hidden: bool = False
    presence: Presence = Presence.RAW
    sight: Sight | None = None
    """How a browser shows it, where the page was looked at so closely."""
    raw_rel: tuple[str, ...] | None = None
    """The rel of the HTML, where a script changed it."""
    ruled: Placement | None = None
    """What the user's own rule for this site says of its placement."""

    in_prose: bool = False
    placement: Placement = Placement.UNKNOWN
    placement_confidence: float = 0.0
    placement_evidence: str = ""
    anchor_type: AnchorType = AnchorType.DESCRIPTIVE
    image_alt_type: AnchorType | None = None
    anchor_reason: str = ""
    relation: Relation = Relation.OTHER


class Topic(NamedTuple):
    """What the main text of a page is about, as far as *words* words tell.

    *vector* can be compared with others of the same *version*; it is b"" where the text is too
    short or in a language that linkcrawl has no words of.
    """

    words: int
    language: str
    version: int
    vector: bytes


class Publication(NamedTuple):
    """What a page tells of its making: the days of its content, its author, and how to write.

    *days* are as in 2026-11-21, the newest first: of a page one at most, of a feed or a sitemap
    those of its newest entries. *has_form* tells a form with room for a message. *passages* are
    the first paragraphs of the main text.
    """

    days: tuple[str, ...] = ()
    author: str = ""
    has_form: bool = False
    passages: tuple[str, ...] = ()


NOT_TOLD = Publication()


@dataclass(frozen=True, slots=True)
class Page:
    """One visit to one page: how it was got, what it declares, and its links in order.

    *url* is the address asked for, *final_url* the one that answered. *links* is empty
    unless *fetch* is OK, and then says nothing about the links of other visits.
    """

    url: str
    final_url: str
    fetched_at: datetime
    fetch: Fetch = Fetch.OK
    status: int | None = None
    failure: str = ""
    """What went wrong; of a page that was read, why no browser showed it though one should have."""
    rendered: bool = False
    took: float | None = None
    """Seconds until the server began to answer, where that was measured."""
    certificate: tuple[CertificateFlaw, ...] = ()
    """What is wrong with the server's certificate, where it has one."""

    content_type: str = ""
    charset: str = ""
    title: str = ""
    h1: str = ""
    language: str = ""
    base_url: str = ""
    canonical: str = ""
    canonical_header: str = ""
    refresh: str = ""
    robots: tuple[Directive, ...] = ()
    text_digest: str = ""
    word_count: int = 0
    main_text: str = ""
    """The beginning of what the page has to say, without menus and footers, where wanted."""
    main_words: int = 0
    """How many words all of that has."""
    topic: Topic | None = None
    truncated: bool = False
    traces: tuple[Trace, ...] = ()
    """Of agreed pages only: what they have of the other side besides links."""
    bots_kept_out: tuple[str, ...] = ()
    """The big search engines' crawlers that robots.txt keeps from this page."""
    idle_rules: frozenset[str] = frozenset()
    """The selectors of the user's rules for this site that found nothing on this page."""
    footprints: tuple[Footprint, ...] = ()
    """What the HTML, without what scripts made of it, tells of who runs the site."""
    publication: Publication = NOT_TOLD
    links: tuple[Link, ...] = ()
