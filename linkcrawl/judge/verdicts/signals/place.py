"""Signals of placement: where the links stand, and whether readers see them."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import count, cut
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
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
    places = ", ".join(sorted({link.placement.replace("_", " ") for link in found}))
    pages = len({link.source_url for link in found})
    return signal(
        "sitewide_link",
        f"{count(pages, 'page')} {'has' if pages == 1 else 'have'} a followed link in the"
        f" template of the site: {places}.",
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
    how = "taking turns" if widest.rotating else "side by side"
    return signal(
        "link_bar",
        f"The block that has our link joins {widest.sites} sites {how},"
        f" on {count(widest.pages, 'page')}.",
        (Seen(bar.url, f"{bar.sites} sites in one block") for bar in bars),
    )


def links_page(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.placement is Placement.LINKS_PAGE]
    if not found or any(_in_content(link) for link in known.links):
        return None
    return signal(
        "links_page",
        f"{count(len(found), 'link')} from pages of links, and none from other content.",
        map(_seen, found),
    )


def user_text(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.placement is Placement.COMMENTS]
    if not found:
        return None
    return signal(
        "user_text",
        f"{count(len(found), 'followed link')} in comments or other text of users.",
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
        f"{count(len(found), 'followed link')} that readers do not see.",
        (Seen(link.source_url, link.sight or "hidden by its style") for link in found),
    )


def engines_only(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.presence is Presence.REMOVED_BY_SCRIPT]
    if not found:
        return None
    return signal(
        "engines_only",
        f"{count(len(found), 'link')} in the HTML that scripts take away before readers see it.",
        map(_seen, found),
    )


def in_content(known: Known) -> Signal | None:
    found = [link for link in known.links if _in_content(link)]
    if not found:
        return None
    return signal(
        "in_content", f"{count(len(found), 'link')} in the content of a page.", map(_seen, found)
    )


def in_text(known: Known) -> Signal | None:
    found = [link for link in known.links if _in_content(link) and link.in_prose]
    if not found:
        return None
    return signal(
        "in_text",
        f"{count(len(found), 'link')} within a sentence.",
        (Seen(link.source_url, link.context) for link in found),
    )


def _in_content(link: StoredLink) -> bool:
    return link.placement is Placement.CONTENT and not link.hidden and not link.sitewide


def _seen(link: StoredLink) -> Seen:
    words = link.anchor_text or link.image_alt or "a link without text"
    return Seen(link.source_url, f"“{cut(words)}”, {link.placement.replace('_', ' ')}")
