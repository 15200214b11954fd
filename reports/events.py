"""Events as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from linkcrawl.store.read import StoredEvent
from linkcrawl.urls import is_web
from linkcrawl.vocabulary import Fetch, Presence
from reports.visible import cut
from reports.wording import FETCH, rel_words, words

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
        sentence = f"{sentence} {event.note}" if whole else f"{sentence} That is: {event.note}."
    return Change(
        event.at, event.kind, event.partner, sentence, tone,
        tuple((name, url) for name, url in urls if is_web(url)),
    )  # fmt: skip


_OWN_URLS = {
    "moved": ("before", "now", "to"),
    "target": ("on", "before", "now"),
    "canonical": ("on", "before", "now"),
}


def _sentence(event: StoredEvent) -> tuple[str, str]:
    before, after = event.before, event.after
    match event.kind:
        case "removed":
            return f"The link {_quoted(before)} was removed.", _LOSS
        case "added":
            return f"A new link appeared: {_quoted(after)}.", _GAIN
        case "moved":
            return "The link moved to another page.", _CHANGE
        case "target":
            return "The link points to another page now.", _CHANGE
        case "anchor":
            return f"The anchor changed from {_quoted(before)} to {_quoted(after)}.", _CHANGE
        case "rel":
            return f"The link was {rel_words(before)} and is {rel_words(after)} now.", _CHANGE
        case "placement":
            return f"The link moved from {words(before)} to {words(after)}.", _CHANGE
        case "presence":
            return f"The link was {_seen(before)} and is {_seen(after)} now.", _CHANGE
        case "state":
            return f"The agreement was {words(before)} and is {words(after)} now.", _LOSS
        case "verdict":
            return f"The verdict was {words(before)} and is {words(after)} now.", _CHANGE
        case _:
            return _page_sentence(event)


def _page_sentence(event: StoredEvent) -> tuple[str, str]:
    before, after = event.before, event.after
    match event.kind:
        case "index" if after == "noindex":
            return "The page now asks search engines not to index it.", _LOSS
        case "index":
            return "Search engines may index the page again.", _GAIN
        case "canonical":
            return "The page names another page as the original now.", _CHANGE
        case "robots" if after.startswith(("keeps out", "lets in")):
            return f"robots.txt now {after.replace('lets in', 'lets search engines in')}.", _CHANGE
        case "robots" if after.startswith("robots_disallowed"):
            return "robots.txt now asks crawlers not to read the page.", _CHANGE
        case _:
            words_now = f"before, {_told(before)}; now, {_told(after)}."
            tone = _GAIN if after.startswith("ok") else _CHANGE
            return f"The page answers differently: {words_now}", tone


def _flat(urls: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(url for _, url in urls)


def _seen(presence: str) -> str:
    """How a link is on its page, in a few words."""
    if presence in (Presence.RAW, Presence.RAW_AND_RENDERED):
        return "in the HTML"
    return words(presence)


def _quoted(text: str) -> str:
    return f"“{cut(text, 120)}”" if text.strip() else "without text"


def _told(answer: str) -> str:
    """The words for an answer as events keep it: how the visit went, then the status."""
    fetch, _, status = answer.partition(" ")
    told = FETCH.get(fetch, answer)  # type: ignore[call-overload]
    return f"{told} ({status})" if status and told not in (answer, FETCH[Fetch.OK]) else told
