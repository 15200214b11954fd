"""URLs: which page is this, whose site is it, and where does a link lead?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.urls import (
    Match,
    compare,
    domain_of,
    is_web,
    looks_like_page,
    page_key,
    page_of,
    resolve,
    site_of,
)

HOME = "https://example.com/"


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        (HOME, "https://example.com/", Match.EXACT),
        ("https://example.com/a", "https://example.com/a#top", Match.EXACT),
        (HOME, "https://example.com", Match.EQUIVALENT),
        (HOME, "http://example.com/", Match.EQUIVALENT),
        (HOME, "HTTPS://EXAMPLE.com/", Match.EQUIVALENT),
        (HOME, "https://www.example.com/", Match.EQUIVALENT),
        (HOME, "https://example.com./", Match.EQUIVALENT),
        (HOME, "https://example.com:443/", Match.EQUIVALENT),
        ("http://example.com:80/", HOME, Match.EQUIVALENT),
        (HOME, "https://example.com/index.html", Match.EQUIVALENT),
        (HOME, "https://example.com/default.aspx", Match.EQUIVALENT),
        ("https://example.com/a", "https://example.com/a/", Match.EQUIVALENT),
        (
            "https://example.com/a",
            "https://example.com/a?utm_source=news&fbclid=1",
            Match.EQUIVALENT,
        ),
        ("https://example.com/?a=1&b=2", "https://example.com/?b=2&a=1", Match.EQUIVALENT),
        ("https://example.com/~jo", "https://example.com/%7Ejo", Match.EQUIVALENT),
        ("https://example.com/a%2fb", "https://example.com/a%2Fb", Match.EQUIVALENT),
        ("https://example.com/b%C3%A4r", "https://example.com/bär", Match.EQUIVALENT),
        ("https://bäckerei.example/", "https://xn--bckerei-5wa.example/", Match.EQUIVALENT),
        ("http:/example.com", HOME, Match.EQUIVALENT),
        ("https:example.com", HOME, Match.EQUIVALENT),
        ("https://example.com/a/../b", "https://example.com/b", Match.EQUIVALENT),
        (HOME, "https://example.com/a", Match.DIFFERENT),
        (HOME, "https://blog.example.com/", Match.DIFFERENT),
        (HOME, "https://example.org/", Match.DIFFERENT),
        (HOME, "https://example.com:8443/", Match.DIFFERENT),
        ("https://example.com/A", "https://example.com/a", Match.DIFFERENT),
        ("https://example.com/a?page=1", "https://example.com/a?page=2", Match.DIFFERENT),
        ("https://example.com/a?page=1", "https://example.com/a", Match.DIFFERENT),
        ("https://example.com/#/a", "https://example.com/#/b", Match.DIFFERENT),
        ("https://example.com/#!a", HOME, Match.DIFFERENT),
    ],
)
def test_two_urls_are_one_page_or_another(one: str, other: str, match: Match) -> None:
    assert compare(one, other) is match
    assert compare(other, one) is match


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        ("a", "https://example.com/x/y", "https://example.com/x/a"),
        ("/a", "https://example.com/x/y", "https://example.com/a"),
        ("../a", "https://example.com/x/y/z", "https://example.com/x/a"),
        ("?q=1", "https://example.com/x", "https://example.com/x?q=1"),
        ("//other.example/a", "http://example.com/", "http://other.example/a"),
        (" \n/a\t ", HOME, "https://example.com/a"),
        ("/a\nb", HOME, "https://example.com/ab"),
        ("/a b", HOME, "https://example.com/a%20b"),
        ("\\a", HOME, "https://example.com/a"),
        ("https:a", HOME, "https://example.com/a"),
        ("HTTPS://EXAMPLE.COM/A", HOME, "https://example.com/A"),
        ("https://example.com:443/", HOME, HOME),
        ("https://bäckerei.example/", HOME, "https://xn--bckerei-5wa.example/"),
        ("mailto:jo@example.com", HOME, "mailto:jo@example.com"),
        ("javascript:void(0)", HOME, "javascript:void(0)"),
        ("", "https://example.com/x", "https://example.com/x"),
        ("http://[::1", HOME, ""),
        ("http://exa mple.com/", HOME, ""),
        ("http://example.com:99999/", HOME, ""),
    ],
)
def test_a_link_leads_where_a_browser_would_go(href: str, base: str, url: str) -> None:
    assert resolve(href, base) == url


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.com/a", "example.com"),
        ("https://a.b.example.co.uk/", "example.co.uk"),
        ("https://someone.github.io/", "someone.github.io"),
        ("https://shop.example.com.br/", "example.com.br"),
        ("https://EXAMPLE.com./", "example.com"),
        ("http://xn--bckerei-5wa.example/", "xn--bckerei-5wa.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://localhost/", "localhost"),
        ("mailto:jo@example.com", ""),
        ("not a url", ""),
    ],
)
def test_a_url_belongs_to_a_registrable_domain(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("example.com", "example.com"),
        (" Example.COM ", "example.com"),
        ("www.example.com", "example.com"),
        ("https://www.example.com/about?x=1", "example.com"),
        ("example.com/about", "example.com"),
        ("bäckerei.example", "xn--bckerei-5wa.example"),
        ("someone.github.io", "someone.github.io"),
    ],
)
def test_people_name_domains_in_many_ways(text: str, domain: str) -> None:
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    "text",
    ["", "partner", "10.0.0.1", "[::1]", "two words.example", "...", "foo.09..", "a..example"],
)
def test_what_names_no_domain_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no domain"):
        domain_of(text)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://example.com/a", True),
        ("https://example.com/a.html", True),
        ("https://example.com/a.php?file=x.pdf", True),
        ("https://example.com/v1.2/notes", True),
        ("https://example.com/a.pdf", False),
        ("https://example.com/a.JPG", False),
        ("https://example.com/a.zip?download=1", False),
        ("https://example.com/a.css", False),
    ],
)
def test_pictures_and_documents_are_no_pages(url: str, page: bool) -> None:
    assert looks_like_page(url) is page


@pytest.mark.parametrize(
    ("url", "web"),
    [
        (HOME, True),
        ("http://example.com/", True),
        ("ftp://example.com/", False),
        ("javascript:alert(1)", False),
        ("//example.com/", False),
        ("", False),
    ],
)
def test_only_http_and_https_are_the_web(url: str, web: bool) -> None:
    assert is_web(url) is web


@given(st.text(max_size=60))
def test_no_text_breaks_what_reads_urls(text: str) -> None:
    resolved = resolve(text, HOME)

    assert page_of(resolved) == page_of(page_of(resolved))
    assert compare(resolved, resolved) is Match.EXACT
    assert isinstance(site_of(text), str)
    assert page_key(resolved) == page_key(resolved)


@given(st.text(alphabet="ab/%2.?=&#:@é ", max_size=30))
def test_resolving_twice_changes_nothing(text: str) -> None:
    resolved = resolve(text, HOME)

    assert resolve(resolved, HOME) == (resolved or HOME)
