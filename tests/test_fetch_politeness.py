"""Sites that ask for peace get it, and so do those that do not answer."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import NamedTuple

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, Route
from scrapy import Request, signals
from scrapy.crawler import Crawler


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


class LetGo(NamedTuple):
    """When a request was let go, which a busy server would not see at once; the pause that was
    kept before it, and how long its answer took.
    """

    at: float
    pause: float
    took: float


def watching(requests: list[LetGo]) -> type[FetchSpider]:
    """A spider that notes its *requests*, robots.txt first, one at a time."""

    class Watching(FetchSpider):
        @classmethod
        def from_crawler(cls, crawler: Crawler, *args: object, **kwargs: object) -> Watching:
            def note(request: Request) -> None:
                slot = crawler.engine.downloader.slots[request.meta["download_slot"]]
                took = request.meta["download_latency"]
                requests.append(LetGo(slot.lastseen, slot.delay, took))

            crawler.signals.connect(note, signals.response_downloaded, weak=False)
            return super().from_crawler(crawler, *args, **kwargs)

    return Watching


def answers_after(seconds: list[float]) -> Route:
    """A page that takes the next of *seconds* each time."""
    left = iter(seconds)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        threading.Event().wait(next(left))
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>")

    return answer


@pytest.mark.parametrize(
    ("delay", "rule", "seconds", "apart"),
    [
        # Twice as long as answers took, robots.txt's too, the last counting half: .4 s, .2 s, .1 s.
        (0.05, "", [0.8, 0, 0, 0], [0.8, 0.4, 0.2]),
        (0.3, "", [0, 0, 0], [0.3, 0.3]),
        (0.05, "Crawl-delay: 0.5", [0.6, 0, 0], [0.6, 0.5]),
    ],
)
def test_a_slow_site_gets_longer_pauses(
    crawl: Crawl, serve: Serve, delay: float, rule: str, seconds: list[float], apart: list[float]
) -> None:
    requests: list[LetGo] = []
    pages = [f"/{number}" for number in range(len(seconds))]
    robots = Answer(f"User-agent: *\n{rule}".encode(), headers={"Content-Type": "text/plain"})
    site = serve({"/robots.txt": robots} | dict.fromkeys(pages, answers_after(seconds)))
    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": delay, "DOWNLOAD_DELAY_JITTER": 0,
    }  # fmt: skip

    crawl(watching(requests), settings, urls=[site.url + page for page in pages])

    read, *asked = requests
    pauses = [later.at - earlier.at for earlier, later in pairwise(asked)]
    # A timer of the event loop may ring a little early.
    assert all(pause > least - 0.02 for pause, least in zip(pauses, apart, strict=True))
    least, took = (0.5 if rule else delay), read.took
    for earlier, later in pairwise(asked):
        took = (took + earlier.took) / 2
        assert later.pause == pytest.approx(max(least, 2 * took))


def test_without_a_delay_nobody_waits(crawl: Crawl, serve: Serve) -> None:
    requests: list[LetGo] = []
    site = serve(dict.fromkeys(["/1", "/2"], answers_after([0.3, 0])))
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    crawl(watching(requests), settings, urls=[f"{site.url}/1", f"{site.url}/2"])

    assert [request.pause for request in requests] == [0, 0, 0]
