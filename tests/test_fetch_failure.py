"""Each answer, and each lack of one, has its word."""

from __future__ import annotations

import socket
import ssl

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from playwright.async_api import Error as BrowserError
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy.http import HtmlResponse, Response

from linkcrawl.fetch.errors import RateLimited, RobotsUnreachable, SiteLeftAlone
from linkcrawl.fetch.failure import (
    fetch_of_failure,
    fetch_of_response,
    is_challenge,
    is_cut_short,
)

URL = "https://example.org/"


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (200, "ok"),
        (203, "ok"),
        (204, "not_html"),
        (301, "moved"),
        (304, "moved"),
        (400, "http_4xx"),
        (401, "login"),
        (402, "http_4xx"),
        (403, "blocked"),
        (404, "http_4xx"),
        (407, "refused"),
        (410, "gone"),
        (429, "rate_limited"),
        (451, "blocked"),
        (500, "http_5xx"),
        (503, "http_5xx"),
        (522, "http_5xx"),
        (999, "blocked"),
    ],
)
def test_statuses(status: int, word: str) -> None:
    assert fetch_of_response(HtmlResponse(URL, status=status, body=b"<p>x</p>")) == word


@pytest.mark.parametrize(
    ("content_type", "word"),
    [
        ("text/html", "ok"),
        ("TEXT/HTML;charset=latin-1", "ok"),
        ("application/xhtml+xml", "ok"),
        ("text/plain", "not_html"),
        ("application/json", "not_html"),
        ("text/xml", "not_html"),
        ("image/svg+xml", "not_html"),
    ],
)
def test_content_types(content_type: str, word: str) -> None:
    response = HtmlResponse(URL, headers={"Content-Type": content_type}, body=b"<p>x</p>")

    assert fetch_of_response(response) == word


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, {"cf-mitigated": "challenge"}, b"<title>Just a moment...</title>"),
        (503, {}, b"<script>window._cf_chl_opt={}</script>"),
        (202, {"x-amzn-waf-action": "challenge"}, b""),
        (200, {}, b'<iframe src="/_Incapsula_Resource?x=1"></iframe>'),
        (200, {}, b'<script src="https://ct.captcha-delivery.com/c.js"></script>'),
    ],
)
def test_a_test_for_humans_is_not_the_page(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    response = HtmlResponse(URL, status=status, headers=headers, body=body)

    assert is_challenge(response)
    assert fetch_of_response(response) == "blocked"


def test_a_page_about_such_tests_is_a_page() -> None:
    article = b"<p>How _cf_chl_opt works.</p>" + b"<p>Many words.</p>" * 2000

    assert fetch_of_response(HtmlResponse(URL, body=article)) == "ok"


def test_a_body_that_ends_early_is_known() -> None:
    assert is_cut_short(HtmlResponse(URL, flags=["dataloss"]))
    assert not is_cut_short(HtmlResponse(URL, flags=["partial"]))


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "word", "words"),
    [
        (RobotsUnreachable("robots.txt answered 503", 503), "http_5xx", "robots.txt answered 503"),
        (
            caused(RobotsUnreachable("robots.txt could not be read"), BrowserTimeout("x")),
            "timeout",
            "robots.txt could not be read: not rendered in time",
        ),
        (
            caused(SiteLeftAlone("failed 5 times in a row"), ConnectionResetError("reset by peer")),
            "refused",
            "failed 5 times in a row",
        ),
        (RateLimited("asked to be left alone"), "rate_limited", "asked to be left alone"),
        (BrowserError("net::ERR_NAME_NOT_RESOLVED at x"), "dns", "the browser says ERR_NAME_"),
        (BrowserError("net::ERR_CERT_DATE_INVALID at x"), "tls", "the browser says ERR_CERT_"),
        (
            BrowserError("net::ERR_TUNNEL_CONNECTION_FAILED"),
            "refused",
            "the browser says ERR_TUNNEL_",
        ),
        (ZeroDivisionError(), "refused", "ZeroDivisionError"),
        (ValueError("a\nb" + "c" * 1000), "refused", "a bccc"),
    ],
)
def test_failures(error: Exception, word: str, words: str) -> None:
    fetch, said = fetch_of_failure(error)

    assert fetch == word
    assert said.startswith(words)
    assert len(said) <= 200
    assert "\n" not in said


def test_a_port_where_nobody_listens(crawl: Crawl) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    [got] = crawl(FetchSpider, urls=[f"http://127.0.0.1:{port}/"]).items

    assert got.fetch == "refused"
    assert got.words == "robots.txt could not be read: the server refuses connections"


def test_a_server_that_does_not_speak_tls(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/": "<p>x</p>"})

    [got] = crawl(FetchSpider, urls=[f"https://{site.host}/"]).items

    assert got.fetch == "tls"
    assert got.words == "robots.txt could not be read: no encrypted connection could be made"


def test_a_bad_certificate_does_not_hide_the_page(
    crawl: Crawl, serve: Serve, expired_certificate: ssl.SSLContext
) -> None:
    site = serve({"/": "<p>still here</p>"}, tls=expired_certificate)

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert (got.fetch, got.body) == ("ok", b"<p>still here</p>")


def test_binary_without_a_type_is_no_page() -> None:
    assert fetch_of_response(Response(URL, body=b"\0\1\2")) == "not_html"
