"""robots.txt is read first, and obeyed."""

from __future__ import annotations

import threading

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer

PATHS = [f"/{number}" for number in range(8)]


def test_no_request_overtakes_robots_txt(crawl: Crawl, serve: Serve) -> None:
    release = threading.Event()

    def slow_robots(handler):
        release.wait(0.3)
        body = b"User-agent: *\nDisallow: /\n"
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site = serve({"/robots.txt": slow_robots, **dict.fromkeys(PATHS, "<p>secret")})

    result = crawl(
        FetchSpider, {"CONCURRENT_REQUESTS_PER_DOMAIN": 8}, urls=[site.url + p for p in PATHS]
    )

    assert site.pages() == []
    assert [got.fetch for got in result.items] == ["robots_disallowed"] * 8
    assert site.hits.count("/robots.txt") == 1
