"""Signals of substance: what the pages and the site that link are worth."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import cut
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import HoldingPage, Known
from linkcrawl.said import said
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
        said("No page that links has more than {words} words.", words=most),
        (Seen(page.url, said("{words} words", words=page.words)) for page in thin),
    )


def maintained(known: Known) -> Signal | None:
    kept = [page for page in _pages(known) if page.texts > 1]
    if not kept:
        return None
    best = max(kept, key=lambda page: (page.texts, page.url))
    return signal(
        "maintained",
        said(
            "The text was kept up to date: {versions} versions at {visits} visits.",
            versions=best.texts,
            visits=best.readings,
        ),
        (Seen(page.url, said("{versions} versions", versions=page.texts)) for page in kept),
    )


def everyone(known: Known) -> Signal | None:
    site = known.site
    if not site.links_to_everyone:
        return None
    return signal(
        "everyone",
        said(
            "{crowded} of {pages} pages link to ten other sites or more, {sites} sites in all.",
            crowded=site.crowded,
            pages=site.read,
            sites=site.sites,
        ),
        (Seen(site.crowded_url, said("one of these pages")),),
    )


def sells_links(known: Known) -> Signal | None:
    found = [cue for cue in known.cues if cue.sells]
    if not found:
        return None
    words = said("The site offers links for money: “{words}”.", words=cut(found[0].words))
    return signal("sells_links", words, (Seen(cue.url, cue.words) for cue in found))


def asks_for_links(known: Known) -> Signal | None:
    found = [cue for cue in known.cues if not cue.sells]
    if not found:
        return None
    words = said("The site invites guest posts or links: “{words}”.", words=cut(found[0].words))
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
        said("The page links to {sites} other sites in its text.", sites=others),
        (
            Seen(page.url, said("{sites} sites in its text", sites=page.sites_in_text))
            for page in found
        ),
    )


def _pages(known: Known) -> list[HoldingPage]:
    urls = dict.fromkeys(link.source_url for link in known.links)
    return [known.pages[url] for url in urls if url in known.pages]
