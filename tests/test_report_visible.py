"""Text out of the wild shows what it is, in bounds."""

from __future__ import annotations

import pytest

from reports.markup import link, shown
from reports.visible import clickable, path_of, readable_host, readable_url, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain words", "plain words"),
        ("  many \n\t spaces ", "many spaces"),
        ("right\u202eto left", "right⟨U+202E⟩to left"),
        ("\u2067isolated\u2069", "⟨U+2067⟩isolated⟨U+2069⟩"),
        ("nothing\x00here\x1b[31m", "nothing⟨U+0000⟩here⟨U+001B⟩[31m"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("half\ud800", "half⟨U+D800⟩"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 4 + "⟨…⟩"),
        ("Zoë e\u0301 שלום 你好 👩‍🌾", "Zoë e\u0301 שלום 你好 👩‍🌾"),
    ],
)
def test_nothing_hides_in_a_text(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("keep", "seen"), [("start", "abcd…"), ("end", "…wxyz"), ("both", "abc…z")]
)
def test_a_long_text_is_cut_where_told(keep: str, seen: str) -> None:
    assert visible("abcdefghijklmnopqrstuvwxyz", 5, keep) == seen


@pytest.mark.parametrize(
    ("keep", "seen"),
    [("start", "the oven was built…"), ("end", "…Ovens of Penhale")],
)
def test_words_are_not_cut_where_their_ends_are_near(keep: str, seen: str) -> None:
    assert visible("the oven was built by the Ovens of Penhale", 20, keep) == seen


@pytest.mark.parametrize("character", ["a", "\u202e", "<", "\u0301", " ", "&"])
def test_a_megabyte_stays_small(character: str) -> None:
    assert len(shown(character * 1_000_000)) < 15_000


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://example.com/", True),
        ("http://example.com/a?b=c#d", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("mailto:jo@example.com", False),
        ("//example.com/", False),
        ("/relative", False),
        ("https://example.com/\n", False),
        ("https://example.com/" + "a" * 5000, False),
        ("", False),
    ],
)
def test_only_web_pages_become_links(url: str, may: bool) -> None:
    assert clickable(url) is may
    assert ("<a " in link(url)) is may


@pytest.mark.parametrize(
    "url",
    [
        'https://example.com/"onmouseover="alert(1)',
        "https://example.com/'><script>alert(1)</script>",
    ],
)
def test_a_url_stays_within_its_attribute(url: str) -> None:
    assert link(url).replace("<wbr>", "").count("<") == 2
    assert link(url).count('"') == 6


def test_a_link_tells_nobody_where_the_reader_came_from() -> None:
    assert 'rel="noopener noreferrer nofollow"' in link("https://example.com/")


@pytest.mark.parametrize(
    ("host", "read"),
    [
        ("example.com", "example.com"),
        ("xn--bckerei-5wa.example", "bäckerei.example"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("xn--pple-43d.example", "xn--pple-43d.example"),
        ("xn--!!.example", "xn--!!.example"),
    ],
)
def test_hosts_are_read_in_their_own_letters_unless_they_pretend(host: str, read: str) -> None:
    assert readable_host(host) == read


def test_a_long_url_keeps_its_host_and_its_end() -> None:
    read = readable_url("https://www.example.com/" + "a/" * 200 + "last.html", 40)
    assert (len(read), read[:15], read[-9:]) == (40, "www.example.com", "last.html")


@pytest.mark.parametrize(
    ("url", "path"),
    [("https://a.example", "/"), ("https://a.example/b?c=1#d", "/b?c=1"), ("http://[", "http://[")],
)
def test_paths_are_told_to_those_who_know_the_site(url: str, path: str) -> None:
    assert path_of(url) == path
