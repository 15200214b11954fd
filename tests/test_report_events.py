"""Events are told as sentences, with the pages that they speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkcrawl.store.read import StoredEvent
from reports.events import change_of, changes_of

PAGE, TARGET, OTHER = "https://a.example/p", "https://b.example/t", "https://a.example/o"


@pytest.mark.parametrize(
    ("kind", "before", "after", "words", "tone"),
    [
        ("removed", "Ovens", "", "The link “Ovens” was removed.", "loss"),
        ("removed", "", "", "The link without text was removed.", "loss"),
        ("added", "", "Ovens", "A new link appeared: “Ovens”.", "gain"),
        ("anchor", "Ovens", "here", "The anchor changed from “Ovens” to “here”.", "change"),
        ("rel", "", "nofollow", "The link was followed and is nofollow now.", "change"),
        ("rel", "ugc", "noopener", "The link was ugc and is followed now.", "change"),
        (
            "placement", "content", "author_box",
            "The link moved from content to author box.", "change",
        ),
        ("presence", "raw", "hidden", "The link was in the HTML and is hidden now.", "change"),
        ("state", "pending", "overdue", "The agreement was pending and is overdue now.", "loss"),
        (
            "robots", "lets in", "keeps out googlebot",
            "robots.txt now keeps out googlebot.", "change",
        ),
        ("verdict", "keep", "fix", "The verdict was keep and is fix now.", "change"),
        ("index", "index", "noindex", "The page now asks search engines not to index it.", "loss"),
        ("index", "noindex", "index", "Search engines may index the page again.", "gain"),
        (
            "robots", "ok 200", "robots_disallowed",
            "robots.txt now asks crawlers not to read the page.", "change",
        ),
        (
            "status", "ok 200", "gone 410",
            "The page answers differently: before, the page was read; now, the page is gone for"
            " good (410).", "change",
        ),
        (
            "status", "timeout", "ok 200",
            "The page answers differently: before, no answer in time; now, the page was read.",
            "gain",
        ),
        ("status", "a word of later", "x", "The page answers differently: before, a word of"
         " later; now, x.", "change"),
    ],
)  # fmt: skip
def test_each_kind_has_its_sentence(
    kind: str, before: str, after: str, words: str, tone: str
) -> None:
    change = change_of(StoredEvent("2026-11-20", kind, "a.example", PAGE, TARGET, before, after))
    assert (change.words, change.tone) == (words, tone)
    assert change.urls == (("on", PAGE), ("to", TARGET))


def test_what_else_is_known_of_a_change_is_told() -> None:
    event = StoredEvent("2026-11-20", "rel", "a.example", PAGE, TARGET, "", "ugc", "only ours")

    assert change_of(event).words == "The link was followed and is ugc now. That is: only ours."


@pytest.mark.parametrize(
    ("kind", "before", "after", "urls"),
    [
        ("moved", OTHER, PAGE, (("to", TARGET), ("before", OTHER), ("now", PAGE))),
        ("target", OTHER, TARGET, (("on", PAGE), ("before", OTHER), ("now", TARGET))),
        ("canonical", "", OTHER, (("on", PAGE), ("now", OTHER))),
        ("moved", "javascript:alert(1)", PAGE, (("to", TARGET), ("now", PAGE))),
    ],
)
def test_addresses_that_changed_are_shown(
    kind: str, before: str, after: str, urls: tuple[tuple[str, str], ...]
) -> None:
    told = change_of(StoredEvent("2026-11-20", kind, "a.example", PAGE, TARGET, before, after))
    assert told.urls == urls


def test_the_same_on_many_pages_is_told_once() -> None:
    first = StoredEvent("2026-11-20T09:00", "added", "a.example", PAGE, TARGET, "", "Ovens")
    events = [
        first,
        replace(first, source_url=OTHER, at="2026-11-20T09:01"),
        replace(first, after="other words"),
        replace(first, partner="c.example"),
        replace(first, at="2026-11-13T09:00"),
    ]
    told = changes_of(events)
    assert [change.others for change in told] == [(OTHER,), (), (), ()]
    assert told[0].at == first.at


def test_links_that_moved_are_told_one_by_one() -> None:
    first = StoredEvent("2026-11-20T09:00", "moved", "a.example", PAGE, TARGET, OTHER, PAGE)
    assert len(changes_of([first, replace(first, before=TARGET)])) == 2


def test_a_long_anchor_does_not_make_a_long_sentence() -> None:
    told = change_of(StoredEvent("2026-11-20", "added", "", PAGE, TARGET, "", "x" * 1_000_000))
    assert len(told.words) < 200
