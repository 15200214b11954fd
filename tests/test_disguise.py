"""Pages that say OK and are none, and pages that only look so."""

from __future__ import annotations

import pytest

from linkcrawl.page.disguise import unmasked
from linkcrawl.page.read import read_page
from linkcrawl.page.traces import Watched
from linkcrawl.vocabulary import Fetch

US = Watched(frozenset({"own.example"}))
URL = "https://partner.example/post"
TEXT = "<p>" + "Bread is baked in the village oven on every Saturday of the year. " * 30 + "</p>"


def seen(html: str, watched: Watched = US, url: str = URL) -> Fetch:
    body = html.encode()
    return unmasked(read_page(body, url, asked_url=URL, watched=watched), body, watched).fetch


@pytest.mark.parametrize(
    ("html", "fetch"),
    [
        ("", Fetch.NOT_HTML),
        ("<title>404 Not Found</title><p>Sorry.</p>", Fetch.SOFT_404),
        ("<h1>Page introuvable</h1>", Fetch.SOFT_404),
        ("<h1>Página no encontrada</h1>", Fetch.SOFT_404),
        ("<title>Shop</title><p>This product is no longer available.</p>", Fetch.SOFT_404),
        (f"<title>Page not found</title><h1>404</h1>{TEXT}", Fetch.SOFT_404),
        ("<p>The domain partner.example is for sale. Make an offer on this name.</p>",
         Fetch.SOFT_404),
        ("<script src=//www.sedoparking.com/x.js></script><p>Ovens Kilns</p>", Fetch.SOFT_404),
        ("<p>Checking your browser before accessing partner.example</p>", Fetch.BLOCKED),
        ("<title>Access denied</title><p>Reference 18.2f</p>", Fetch.BLOCKED),
        ("<title>Sign in</title><input type=password>", Fetch.LOGIN),
        ("<p>Please log in to read this page.</p>", Fetch.LOGIN),
        ("<h1>Scheduled maintenance</h1><p>Come again tomorrow.</p>", Fetch.HTTP_5XX),
    ],
)  # fmt: skip
def test_what_a_page_that_says_ok_really_is(html: str, fetch: Fetch) -> None:
    assert seen(html) is fetch


@pytest.mark.parametrize(
    "html",
    [
        "<p>A short page about bread.</p>",
        f"<title>How to write a page not found</title>{TEXT}",
        f"<title>Access denied: a film</title>{TEXT}",
        f"<title>News</title>{TEXT}<form><input type=password> Log in</form>",
        f"<title>Domains for sale: what to pay</title>{TEXT * 3}",
        '<title>404 Not Found</title><a href="https://own.example/">us</a>',
    ],
)
def test_what_only_looks_so_is_a_page(html: str) -> None:
    assert seen(html) is Fetch.OK


@pytest.mark.parametrize(
    ("html", "fetch"),
    [
        (f"<p>{'x' * 100_000} Please log in to read this page.</p>", Fetch.OK),
        (f"<p>{'<i></i> ' * 10_000} Please log in to read this page.</p>", Fetch.LOGIN),
        (f"<p>Ovens</p>{' ' * 600_000}<script src=//www.sedoparking.com/x.js></script>", Fetch.OK),
        ("<title>Sign in</title><input <b type=password>", Fetch.OK),
    ],
    ids=["a long word", "much markup", "far down", "a tag in a tag"],
)
def test_a_hostile_page_is_told_by_its_beginning(html: str, fetch: Fetch) -> None:
    """All of a page of eight megabytes would be searched for seconds."""
    assert seen(html) is fetch


def test_a_page_where_nothing_is_looked_for_is_taken_at_its_word() -> None:
    assert seen("<title>404 Not Found</title>", Watched()) is Fetch.OK


def test_a_login_on_another_address_is_a_login() -> None:
    html = "<title>Welcome</title><input type=password>"

    assert seen(html, url="https://partner.example/login?next=/post") is Fetch.LOGIN
    assert seen(html) is Fetch.OK
