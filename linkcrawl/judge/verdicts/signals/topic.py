"""Signals of relevance: sites and pages about related things, or not."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import share
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.store.read import StoredLink


def unrelated_site(known: Known) -> Signal | None:
    if known.related is not False:
        return None
    return signal("unrelated_site", f"The sites have little to do with each other{_figure(known)}.")


def related_site(known: Known) -> Signal | None:
    if not known.related:
        return None
    return signal("related_site", f"The sites are about related things{_figure(known)}.")


def unrelated_page(known: Known) -> Signal | None:
    """All pages that could be compared are about other things than their targets."""
    answers = _compared(known)
    if not answers or any(answers.values()) or answers.keys().isdisjoint(known.followed):
        return None
    sentence = f"{share(len(answers), len(answers), 'joins', 'join')} pages about different things."
    return signal("unrelated_page", sentence, map(_seen, answers))


def related_page(known: Known) -> Signal | None:
    related = [link for link, answer in _compared(known).items() if answer]
    if not related:
        return None
    joined = share(len(related), len(_compared(known)), "joins", "join")
    return signal("related_page", f"{joined} pages about related things.", map(_seen, related))


def _compared(known: Known) -> dict[StoredLink, bool]:
    pairs = known.page_relevance
    return {
        link: pairs[link.source_url, link.target_url]
        for link in known.links
        if (link.source_url, link.target_url) in pairs
    }


def _figure(known: Known) -> str:
    return f" (relevance {known.relevance:.2f} of 1)" if known.relevance is not None else ""


def _seen(link: StoredLink) -> Seen:
    return Seen(link.source_url, f"links to {link.target_url}")
