"""What a page has of a site besides links."""

from __future__ import annotations

import pytest

from linkcrawl.page.read import parse
from linkcrawl.page.traces import Watched, find_traces
from linkcrawl.vocabulary import Presence

US = Watched(frozenset({"own.example"}), ("Oak & Ember",))
BASE = "https://partner.example/post"
LINK = '<a href="https://own.example/ovens">x</a>'


def traces(html: str, watched: Watched = US) -> list[tuple[Presence, str]]:
    return [(t.presence, t.url) for t in find_traces(parse(html), BASE, watched)]


OVENS = "https://own.example/ovens"


@pytest.mark.parametrize(
    ("html", "presence", "url"),
    [
        (f"<p><!-- {LINK} --></p>", Presence.COMMENTED_OUT, OVENS),
        (f"<!-- {LINK} --><html><p>x</p></html>", Presence.COMMENTED_OUT, OVENS),
        (f"<html><p>x</p></html><!-- {LINK} -->", Presence.COMMENTED_OUT, OVENS),
        (f"<template>{LINK}</template>", Presence.NOT_CLICKABLE, OVENS),
        (f"<textarea>{LINK}</textarea>", Presence.NOT_CLICKABLE, OVENS),
        (f"<b onclick=\"location='{OVENS}'\">x</b>", Presence.NOT_CLICKABLE, OVENS),
        (f"<b data-url='{OVENS}'>x</b>", Presence.NOT_CLICKABLE, OVENS),
        ("<b data-u='https%3A%2F%2Fown.example%2Fovens'>x</b>", Presence.NOT_CLICKABLE, OVENS),
        ("<b data-u='aHR0cHM6Ly9vd24uZXhhbXBsZS9vdmVucw=='>x</b>", Presence.NOT_CLICKABLE, OVENS),
        (f"<a href=\"javascript:open('{OVENS}')\">x</a>", Presence.NOT_CLICKABLE, OVENS),
        (f"<form action={OVENS}><button>x</button></form>", Presence.NOT_CLICKABLE, OVENS),
        (f"<iframe src={OVENS}></iframe>", Presence.IN_IFRAME, OVENS),
        (f"<svg><a xlink:href={OVENS}><text>x</text></a></svg>", Presence.RAW, OVENS),
        ("<p>See own.example/ovens for more</p>", Presence.MENTION_ONLY, ""),
        ("<p>See www.OWN.example.</p>", Presence.MENTION_ONLY, ""),
        ("<p>The people of oak &amp; ember</p>", Presence.MENTION_ONLY, ""),
    ],
)
def test_each_kind_of_trace(html: str, presence: Presence, url: str) -> None:
    assert traces(html) == [(presence, url)]


@pytest.mark.parametrize(
    "html",
    [
        LINK,
        f"<link rel=preconnect href={OVENS}>",
        f"<img src={OVENS}.jpg data-src={OVENS}.jpg>",
        f"<script>var a = '{OVENS}'</script>",
        f"<p title='{OVENS}'>x</p>",
        "<p>write to me@own.example or see notown.example and own.example.org</p>",
        "<p>Broak &amp; Embers</p>",
        "<!-- own.example was here -->",
    ],
)
def test_what_is_no_trace(html: str) -> None:
    assert traces(html) == []


def test_where_nobody_is_watched_nothing_is_looked_for() -> None:
    assert traces(f"<iframe src={OVENS}></iframe>", Watched()) == []
