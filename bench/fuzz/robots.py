"""robots.txt, robots directives and other headers: whatever strangers write into them."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from bench.fuzz.page import URL, check_page
from bench.fuzz.promise import promise
from linkcrawl.fetch.content_type import is_html_type
from linkcrawl.fetch.politeness import retry_after
from linkcrawl.fetch.robots_text import rules_in
from linkcrawl.page.head import said_words
from linkcrawl.page.read import read_page

TEXT_WORDS = (
    "User-agent:", "linkcrawl", "*", "Disallow:", "Allow:", "Crawl-delay:", "Sitemap:", "/", "$",
    "%2F", "%", "#", "Request-rate:", "Visit-time:", "Useragent", "\r", "inf", "nan", "-1", "1/1",
)  # fmt: skip
HEADER_WORDS = (
    "noindex", "nofollow", "none", "googlebot:", "unavailable_after:", "max-snippet:-1", ",", ";",
    "</a>; rel=", 'rel="canonical"', "text/html; charset=", "120", "Wed, 21 Oct 2015 07:28:00 GMT",
)  # fmt: skip
_PATHS = ("/", "/a", "/a?b=c", "/%61", "/%", "/ä", "/*", "/$", "/robots.txt")
_HEADERS = ("x-robots-tag", "link", "content-type", "content-language", "retry-after")


def check_text(data: bytes) -> None:
    """Read *data* as a robots.txt."""
    rules = rules_in(data)
    for agent in ("linkcrawl", "googlebot", ""):
        for path in _PATHS:
            answer = rules.allowed(f"https://example.com{path}", agent)
            promise(isinstance(answer, bool), "yes or no", answer)
        delay = rules.crawl_delay(agent)
        fine = delay is None or (math.isfinite(delay) and delay >= 0)
        promise(fine, "a delay that can be waited", delay)
    if b"disallow" not in data.lower() and b"llow" not in data.lower():
        promise(rules.allowed("https://example.com/a", "linkcrawl"), "what nobody forbids is free")
    for sitemap in rules.rp.sitemaps:
        promise(isinstance(sitemap, str), "an address", sitemap)


def check_headers(data: bytes) -> None:
    """Read *data* as the values of headers, one a line, in turn."""
    values = [line.decode("latin-1") for line in data.split(b"\n")]
    headers: dict[str, list[str]] = {}
    for number, value in enumerate(values):
        headers.setdefault(_HEADERS[number % len(_HEADERS)], []).append(value)
    page = read_page(b"<a href=/>x</a>", URL, headers=headers)
    check_page(page, b"<a href=/>x</a>")
    promise(len(page.robots) == len(headers["x-robots-tag"]), "a directive for each header")
    for directive in page.robots:
        promise(said_words(directive.value) == directive.value, "written once", directive)
        promise(directive.agent == directive.agent.strip().lower(), "an agent", directive)
    for value in values:
        is_html_type(value)
        wait = retry_after(value, datetime(2026, 11, 21, tzinfo=UTC))
        promise(wait is None or (math.isfinite(wait) and wait >= 0), "a wait that ends", wait)
