"""Signals of relevance: sites and pages about related things, or not."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.judge.verdicts.signals.tellings import DIFFERENT_PAGES, RELATED_PAGES
from linkcrawl.said import Said, marked, said
from linkcrawl.store.read import StoredLink


def unrelated_site(known: Known) -> Signal | None:
    if known.related is not False:
        return None
    return signal("unrelated_site", _sentence(known, _UNRELATED))


def related_site(known: Known) -> Signal | None:
    if not known.related:
        return None
    return signal("related_site", _sentence(known, _RELATED))


def unrelated_page(known: Known) -> Signal | None:
    """All pages that could be compared are about other things than their targets."""
    answers = _compared(known)
    if not answers or any(answers.values()) or answers.keys().isdisjoint(known.followed):
        return None
    sentence = DIFFERENT_PAGES.of(len(answers), len(answers))
    return signal("unrelated_page", sentence, map(_seen, answers))


def related_page(known: Known) -> Signal | None:
    related = [link for link, answer in _compared(known).items() if answer]
    if not related:
        return None
    sentence = RELATED_PAGES.of(len(related), len(_compared(known)))
    return signal("related_page", sentence, map(_seen, related))


def _compared(known: Known) -> dict[StoredLink, bool]:
    pairs = known.page_relevance
    return {
        link: pairs[link.source_url, link.target_url]
        for link in known.links
        if (link.source_url, link.target_url) in pairs
    }


def _sentence(known: Known, words: tuple[str, str]) -> Said:
    """What is known of the sites, without or with the figure behind it."""
    plain, with_figure = words
    if known.relevance is None:
        return said(plain)
    return said(with_figure, relevance=known.relevance)


_UNRELATED = (
    marked("The sites have little to do with each other."),
    marked("The sites have little to do with each other (relevance {relevance:.2f} of 1)."),
)
_RELATED = (
    marked("The sites are about related things."),
    marked("The sites are about related things (relevance {relevance:.2f} of 1)."),
)


def _seen(link: StoredLink) -> Seen:
    return Seen(link.source_url, said("links to {url}", url=link.target_url))
