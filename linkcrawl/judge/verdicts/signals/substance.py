"""Signals of substance: what the pages and the site that link are worth."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import cut
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import HoldingPage, Known
from linkcrawl.vocabulary import Placement

_THIN = 75
_PEERS = 2


def thin_page(known: Known) -> Signal | None:
    """All holding pages whose words were counted have few; a page of one map has none to give."""
    counted = [page for page in _pages(known) if page.words is not None]
    thin = [page for page in counted if (page.words or 0) < _THIN]
    if not thin or len(thin) < len(counted) or not known.followed:
        return None
    most = max(page.words or 0 for page in thin)
    return signal(
        "thin_page",
        f"No page that links has more than {most} words.",
        (Seen(page.url, f"{page.words} words") for page in thin),
    )


def maintained(known: Known) -> Signal | None:
    kept = [page for page in _pages(known) if page.texts > 1]
    if not kept:
        return None
    best = max(kept, key=lambda page: (page.texts, page.url))
    return signal(
        "maintained",
        f"The text was kept up to date: {best.texts} versions at {best.readings} visits.",
        (Seen(page.url, f"{page.texts} versions") for page in kept),
    )


def everyone(known: Known) -> Signal | None:
    site = known.site
    if not site.links_to_everyone:
        return None
    return signal(
        "everyone",
        f"{site.crowded} of {site.read} pages link to ten other sites or more,"
        f" {site.sites} sites in all.",
        (Seen(site.crowded_url, "one of these pages"),),
    )


def sells_links(known: Known) -> Signal | None:
    found = [cue for cue in known.cues if cue.sells]
    if not found:
        return None
    words = f"The site offers links for money: “{cut(found[0].words)}”."
    return signal("sells_links", words, (Seen(cue.url, cue.words) for cue in found))


def asks_for_links(known: Known) -> Signal | None:
    found = [cue for cue in known.cues if not cue.sells]
    if not found:
        return None
    words = f"The site invites guest posts or links: “{cut(found[0].words)}”."
    return signal("asks_for_links", words, (Seen(cue.url, cue.words) for cue in found))


def links_to_peers(known: Known) -> Signal | None:
    """The pages that have our link in their text link to others in their text too."""
    in_text = {
        link.source_url
        for link in known.links
        if link.in_prose and link.placement is Placement.CONTENT and not link.sitewide
    }
    found = [
        page
        for page in _pages(known)
        if page.url in in_text and (page.sites_in_text or 0) >= _PEERS + 1
    ]
    if not found:
        return None
    others = (found[0].sites_in_text or 0) - 1
    return signal(
        "links_to_peers",
        f"The page links to {others} other sites in its text.",
        (Seen(page.url, f"{page.sites_in_text} sites in its text") for page in found),
    )


def _pages(known: Known) -> list[HoldingPage]:
    urls = dict.fromkeys(link.source_url for link in known.links)
    return [known.pages[url] for url in urls if url in known.pages]
