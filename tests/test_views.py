"""Both views of a page are kept apart."""

from __future__ import annotations

from linkcrawl.items import Page
from linkcrawl.page.read import read_page
from linkcrawl.page.views import both_views
from linkcrawl.vocabulary import Presence

URL = "https://partner.example/page"


def view(body: str) -> Page:
    return read_page(f"<html><body>{body}</body></html>".encode(), URL)


def presences(raw: str, rendered: str) -> list[tuple[str, str]]:
    page = both_views(view(raw), view(rendered))

    assert page.rendered
    assert [link.position for link in page.links] == list(range(len(page.links)))
    return [(link.anchor_text, link.presence) for link in page.links]


def test_a_link_in_both_views_is_in_both():
    assert presences("<a href=/a>A</a>", "<a href=/a>A</a>") == [("A", Presence.RAW_AND_RENDERED)]


def test_a_link_that_a_script_adds_is_rendered_only():
    assert presences("<div id=app></div>", "<a href=/a>A</a>") == [("A", Presence.RENDERED_ONLY)]


def test_a_link_that_a_script_takes_away_is_kept_as_removed():
    assert presences("<a href=/a>A</a><a href=/b>B</a>", "<a href=/b>B</a>") == [
        ("B", Presence.RAW_AND_RENDERED),
        ("A", Presence.REMOVED_BY_SCRIPT),
    ]


def test_a_second_link_of_the_same_words_counts_by_itself():
    assert presences("<a href=/a>A</a>", "<a href=/a>A</a><a href=/a>A</a>") == [
        ("A", Presence.RAW_AND_RENDERED),
        ("A", Presence.RENDERED_ONLY),
    ]


def test_a_link_in_noscript_stays_one_in_noscript():
    html = "<noscript><a href=/a>A</a></noscript>"
    assert presences(html, html) == [("A", Presence.IN_NOSCRIPT)]
