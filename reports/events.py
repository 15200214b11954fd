"""Events as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from linkcrawl.judge.verdicts.relationship import Verdict
from linkcrawl.said import marked, said, said_all
from linkcrawl.store.read import StoredEvent
from linkcrawl.urls import is_web
from linkcrawl.vocabulary import Fetch, Placement, Presence, State
from reports.visible import cut
from reports.vocabulary import word
from reports.wording import FETCH, rel_words

_LONGEST = 120
_GAIN, _LOSS, _CHANGE = "gain", "loss", "change"


@dataclass(frozen=True, slots=True)
class Change:
    """An event told: *words* is a whole sentence, *urls* are its pages, named.

    *tone* is "gain", "loss" or "change". *others* are further pages of which the same is to
    be told: a link in a footer comes and goes with a hundred pages.
    """

    at: str
    kind: str
    partner: str
    words: str
    tone: str
    urls: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()


def changes_of(events: Iterable[StoredEvent]) -> tuple[Change, ...]:
    """The sentences for *events* in their order, each said once a day, link and partner."""
    told: dict[tuple[str, ...], tuple[Change, list[str]]] = {}
    for event in events:
        change = change_of(event)
        pages = (event.target_url,) if change.kind not in _OWN_URLS else _flat(change.urls)
        key = (change.at[:10], change.partner, change.kind, change.words, *pages)
        if key in told:
            told[key][1].append(event.source_url)
        else:
            told[key] = (change, [])
    return tuple(replace(change, others=tuple(others)) for change, others in told.values())


def change_of(event: StoredEvent) -> Change:
    """The sentence for an event, and the pages that it speaks of."""
    urls = [("on", event.source_url), ("to", event.target_url)]
    if event.kind in ("moved", "target", "canonical"):
        urls += [("before", event.before), ("now", event.after)]
        urls = [pair for pair in urls if pair[0] in _OWN_URLS[event.kind]]
    sentence, tone = _sentence(event)
    if event.note:
        whole = event.kind == "verdict"
        note = event.note if whole else said("That is: {note}.", note=event.note)
        sentence = said_all(" ", (sentence, note))
    return Change(
        event.at, event.kind, event.partner, sentence, tone,
        tuple((_WHERE[name], url) for name, url in urls if is_web(url)),
    )  # fmt: skip


_WHERE = {"on": said("on"), "to": said("to"), "before": said("before"), "now": said("now")}
_OWN_URLS = {
    "moved": ("before", "now", "to"),
    "target": ("on", "before", "now"),
    "canonical": ("on", "before", "now"),
}


def _sentence(event: StoredEvent) -> tuple[str, str]:
    before, after = event.before, event.after
    match event.kind:
        case "removed" if not before.strip():
            return said("The link without text was removed."), _LOSS
        case "removed":
            return said("The link “{text}” was removed.", text=cut(before, _LONGEST)), _LOSS
        case "added":
            return said("A new link appeared: {text}.", text=_quoted(after)), _GAIN
        case "moved":
            return said("The link moved to another page."), _CHANGE
        case "target":
            return said("The link points to another page now."), _CHANGE
        case "state":
            return said("The agreement was {before} and is {after} now.", **_words(event)), _LOSS
        case kind if kind in _CHANGED:
            return said(_CHANGED[kind], **_words(event)), _CHANGE
        case _:
            return _page_sentence(event)


_CHANGED = {
    "anchor": marked("The anchor changed from {before} to {after}."),
    "rel": marked("The link was {before} and is {after} now."),
    "placement": marked("The link moved from {before} to {after}."),
    "presence": marked("The link was {before} and is {after} now."),
    "verdict": marked("The verdict was {before} and is {after} now."),
}


def _words(event: StoredEvent) -> dict[str, str]:
    """What was before and what is now, in words of the vocabulary that the event is about."""
    told: Callable[[str], str]
    match event.kind:
        case "anchor":
            told = _quoted
        case "rel":
            told = rel_words
        case "presence":
            told = _seen
        case kind:
            told = partial(_word, {"state": State, "verdict": Verdict}.get(kind, Placement))
    return {"before": told(event.before), "after": told(event.after)}


def _word(vocabulary: type[StrEnum], value: str) -> str:
    return word(vocabulary(value) if value in list(vocabulary) else value)


def _page_sentence(event: StoredEvent) -> tuple[str, str]:
    after = event.after
    match event.kind:
        case "index" if after == "noindex":
            return said("The page now asks search engines not to index it."), _LOSS
        case "index":
            return said("Search engines may index the page again."), _GAIN
        case "canonical":
            return said("The page names another page as the original now."), _CHANGE
        case "robots" if after.startswith("keeps out"):
            bots = after.removeprefix("keeps out ").replace(" and ", ", ")
            return said("robots.txt now keeps out {bots}.", bots=bots), _CHANGE
        case "robots" if after.startswith("lets in"):
            return said("robots.txt now lets search engines in."), _CHANGE
        case "robots" if after.startswith("robots_disallowed"):
            return said("robots.txt now asks crawlers not to read the page."), _CHANGE
        case _:
            sentence = said(
                "The page answers differently: before, {before}; now, {after}.",
                before=_told(event.before),
                after=_told(after),
            )
            return sentence, _GAIN if after.startswith("ok") else _CHANGE


def _flat(urls: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(url for _, url in urls)


def _seen(presence: str) -> str:
    """How a link is on its page, in a few words."""
    if presence in (Presence.RAW, Presence.RAW_AND_RENDERED):
        return said("in the HTML")
    return _word(Presence, presence)


def _quoted(text: str) -> str:
    return said("“{text}”", text=cut(text, _LONGEST)) if text.strip() else said("no text")


def _told(answer: str) -> str:
    """The words for an answer as events keep it: how the visit went, then the status."""
    fetch, _, status = answer.partition(" ")
    if fetch not in list(Fetch):
        return answer
    told = FETCH[Fetch(fetch)]
    plain = not status or fetch == Fetch.OK
    return told if plain else said("{told} ({status})", told=told, status=status)
