"""Events as sentences."""

from __future__ import annotations

from dataclasses import dataclass

from linkcrawl.store.read import StoredEvent
from linkcrawl.urls import is_web
from reports.visible import cut
from reports.wording import FETCH, rel_words, words

_GAIN, _LOSS, _CHANGE = "gain", "loss", "change"


@dataclass(frozen=True, slots=True)
class Change:
    """An event told: *words* is a whole sentence, *urls* are its pages, named.

    *tone* is "gain", "loss" or "change".
    """

    at: str
    kind: str
    partner: str
    words: str
    tone: str
    urls: tuple[tuple[str, str], ...]


def change_of(event: StoredEvent) -> Change:
    """The sentence for an event, and the pages that it speaks of."""
    urls = [("on", event.source_url), ("to", event.target_url)]
    if event.kind in ("moved", "target", "canonical"):
        urls += [("before", event.before), ("now", event.after)]
        urls = [pair for pair in urls if pair[0] in _OWN_URLS[event.kind]]
    sentence, tone = _sentence(event)
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
        case "index" if after == "noindex":
            return "The page now asks search engines not to index it.", _LOSS
        case "index":
            return "Search engines may index the page again.", _GAIN
        case "canonical":
            return "The page names another page as the original now.", _CHANGE
        case "robots" if after.startswith("robots_disallowed"):
            return "robots.txt now asks crawlers not to read the page.", _CHANGE
        case _:
            return f"The page answers differently: before, {_told(before)}; now, {_told(after)}.", (
                _GAIN if after.startswith("ok") else _CHANGE
            )


def _quoted(text: str) -> str:
    return f"“{cut(text, 120)}”" if text.strip() else "without text"


def _told(answer: str) -> str:
    """The words for an answer as events keep it: how the visit went, then the status."""
    fetch, _, status = answer.partition(" ")
    told = FETCH.get(fetch)  # type: ignore[call-overload]
    if told is None:
        return answer
    return told if fetch == "ok" or not status or status in told else f"{told} ({status})"
