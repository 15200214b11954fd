"""Sites that ask for peace get it, and so do those that do not answer."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, Route


def busy_once(status: int, retry_after: str) -> Route:
    """A page that answers *status* to the first request, and itself to the next."""
    asked: list[int] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(1)
        body = b"<p>here I am</p>"
        handler.send_response(status if len(asked) == 1 else 200)
        handler.send_header("Retry-After", retry_after)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_a_site_never_sees_more_requests_at_a_time_than_allowed(crawl: Crawl, serve: Serve) -> None:
    at_once: list[int] = []
    lock = threading.Lock()
    present = 0

    def count(handler: BaseHTTPRequestHandler) -> None:
        nonlocal present
        with lock:
            present += 1
            at_once.append(present)
        everyone.wait(0.05)
        with lock:
            present -= 1
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>")

    everyone = threading.Event()
    pages = [f"/{number}" for number in range(8)]
    site = serve(dict.fromkeys(pages, count))
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 2}

    result = crawl(FetchSpider, settings, urls=[site.url + page for page in pages])

    assert [got.fetch for got in result.items] == ["ok"] * 8
    assert max(at_once) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(crawl: Crawl, serve: Serve, status: int) -> None:
    site = serve({"/": busy_once(status, "1")})

    result = crawl(FetchSpider, urls=[f"{site.url}/"])

    [got] = result.items
    assert (got.fetch, site.pages()) == ("ok", ["/", "/"])
    assert result.stats["elapsed_time_seconds"] > 1


def test_the_whole_site_waits(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/a": busy_once(429, "1"), "/b": "<p>b</p>", "/c": "<p>c</p>"})
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    result = crawl(FetchSpider, settings, urls=[f"{site.url}/{page}" for page in "abc"])

    assert [got.fetch for got in result.items] == ["ok"] * 3
    assert result.stats["linkcrawl/politeness/pauses"] == 1
    assert result.stats["elapsed_time_seconds"] > 1


def test_a_site_that_asks_for_too_long_is_left_for_another_run(crawl: Crawl, serve: Serve) -> None:
    pages = [f"/{number}" for number in range(10)]
    site = serve(dict.fromkeys(pages, Answer(b"", 429, {"Retry-After": "3600"})))
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    result = crawl(FetchSpider, settings, urls=[site.url + page for page in pages])

    assert [got.fetch for got in result.items] == ["rate_limited"] * 10
    assert len(site.pages()) <= 2  # the next one has begun when the answer is read


def test_429_without_a_date_is_not_asked_again(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/": Answer(b"", 429)})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert (got.fetch, site.pages()) == ("rate_limited", ["/"])


def test_a_site_that_keeps_failing_is_left_alone(crawl: Crawl, serve: Serve) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    pages = [f"/{number}" for number in range(20)]
    site = serve(dict.fromkeys(pages, hang_up))
    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "RETRY_TIMES": 0,
        "LINKCRAWL_FAILURES_MAX": 4,
    }

    result = crawl(FetchSpider, settings, urls=[site.url + page for page in pages])

    assert {got.fetch for got in result.items} == {"refused"}
    assert len(result.items) == 20
    assert 4 <= len(set(site.pages())) <= 6
    assert any("failed 4 times in a row" in got.words for got in result.items)


def test_a_site_that_fails_now_and_then_is_not(crawl: Crawl, serve: Serve) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    pages = [f"/{number}" for number in range(8)]
    site = serve({page: hang_up if i % 2 else "<p>well</p>" for i, page in enumerate(pages)})
    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "RETRY_TIMES": 0,
        "LINKCRAWL_FAILURES_MAX": 3,
    }

    result = crawl(FetchSpider, settings, urls=[site.url + page for page in pages])

    assert [got.fetch for got in result.items].count("ok") == 4
    assert set(site.pages()) == set(pages)
