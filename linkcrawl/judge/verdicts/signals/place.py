"""Signals of placement: where the links stand, and whether readers see them."""

from __future__ import annotations

from linkcrawl.judge.details import detail
from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import quoted
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.said import marked_n, said, said_all, said_n
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement, Presence

_TEMPLATE = frozenset(
    {Placement.FOOTER, Placement.SIDEBAR, Placement.NAVIGATION, Placement.HEADER}
)  # fmt: skip
_MOSTLY = 0.5
_MANY_SITES = 5


def sitewide_link(known: Known) -> Signal | None:
    """A template's link; one known from a single page is nobody's template yet."""
    found = [link for link in known.followed if is_template(link)]
    if not found:
        return None
    places = sorted({link.placement for link in found})
    return signal(
        "sitewide_link",
        said_n(
            "{count} page has a followed link in the template of the site: {places}.",
            "{count} pages have a followed link in the template of the site: {places}.",
            len({link.source_url for link in found}),
            places=said_all(", ", places),
        ),
        map(_seen, found),
    )


def is_template(link: StoredLink) -> bool:
    """True for a link that repeats with the template, or on most pages from a bar."""
    repeats = bool(link.sitewide) or (link.boilerplate_ratio or 0) >= _MOSTLY
    return link.placement in _TEMPLATE and repeats


def link_bar(known: Known) -> Signal | None:
    """A block that joins many sites, unless most of them are about the site's own things."""
    bars = [
        bar
        for bar in known.bars
        if bar.sites >= _MANY_SITES and (bar.related is None or bar.related < _MOSTLY * bar.sites)
    ]
    if not bars or not known.followed:
        return None
    widest = max(bars, key=lambda bar: (bar.sites, bar.url))
    words = _TAKING_TURNS if widest.rotating else _SIDE_BY_SIDE
    return signal(
        "link_bar",
        said_n(*words, widest.pages, sites=widest.sites),
        (Seen(bar.url, said("{sites} sites in one block", sites=bar.sites)) for bar in bars),
    )


_TAKING_TURNS = marked_n(
    "The block that has our link joins {sites} sites taking turns, on {count} page.",
    "The block that has our link joins {sites} sites taking turns, on {count} pages.",
)
_SIDE_BY_SIDE = marked_n(
    "The block that has our link joins {sites} sites side by side, on {count} page.",
    "The block that has our link joins {sites} sites side by side, on {count} pages.",
)


def links_page(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.placement is Placement.LINKS_PAGE]
    if not found or any(_in_content(link) for link in known.links):
        return None
    return signal(
        "links_page",
        said_n(
            "{count} link from pages of links, and none from other content.",
            "{count} links from pages of links, and none from other content.",
            len(found),
        ),
        map(_seen, found),
    )


def user_text(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.placement is Placement.COMMENTS]
    if not found:
        return None
    return signal(
        "user_text",
        said_n(
            "{count} followed link in comments or other text of users.",
            "{count} followed links in comments or other text of users.",
            len(found),
        ),
        map(_seen, found),
    )


def hidden(known: Known) -> Signal | None:
    shown = {(link.source_url, link.target_url) for link in known.links if not link.hidden}
    found = [
        link
        for link in known.followed
        if link.hidden and (link.source_url, link.target_url) not in shown
    ]
    if not found:
        return None
    return signal(
        "hidden",
        said_n(
            "{count} followed link that readers do not see.",
            "{count} followed links that readers do not see.",
            len(found),
        ),
        (Seen(one.source_url, detail(one.sight) or _BY_STYLE) for one in found),
    )


_BY_STYLE = said("hidden by its style")


def engines_only(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.presence is Presence.REMOVED_BY_SCRIPT]
    if not found:
        return None
    return signal(
        "engines_only",
        said_n(
            "{count} link in the HTML that scripts take away before readers see it.",
            "{count} links in the HTML that scripts take away before readers see them.",
            len(found),
        ),
        map(_seen, found),
    )


def in_content(known: Known) -> Signal | None:
    found = [link for link in known.links if _in_content(link)]
    if not found:
        return None
    sentence = said_n(
        "{count} link in the content of a page.",
        "{count} links in the content of a page.",
        len(found),
    )
    return signal("in_content", sentence, map(_seen, found))


def in_text(known: Known) -> Signal | None:
    found = [link for link in known.links if _in_content(link) and link.in_prose]
    if not found:
        return None
    return signal(
        "in_text",
        said_n("{count} link within a sentence.", "{count} links within a sentence.", len(found)),
        (Seen(link.source_url, link.context) for link in found),
    )


def _in_content(link: StoredLink) -> bool:
    return link.placement is Placement.CONTENT and not link.hidden and not link.sitewide


def _seen(link: StoredLink) -> Seen:
    return Seen(link.source_url, quoted(link, link.placement))
