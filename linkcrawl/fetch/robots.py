"""robots.txt: read before anything else of a site is, and obeyed (RFC 9309)."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from linkcrawl.fetch.content_type import ANY_TYPE
from linkcrawl.fetch.errors import (
    NETWORK_ERRORS,
    RedirectLimit,
    RobotsDisallowed,
    RobotsUnreachable,
    TooLarge,
)
from linkcrawl.fetch.robots_text import rules_in
from linkcrawl.fetch.slots import slow_down, waiting_in_slot
from linkcrawl.urls import site_of

_BEFORE_EVERYTHING = 1000
# In a request's meta: which of the big search engines' crawlers may not read the page.
BOTS_KEPT_OUT = "linkcrawl_bots_kept_out"
# In a request's meta: the sitemaps that its site's robots.txt names.
SITEMAPS = "linkcrawl_sitemaps"
_SITEMAPS_MAX = 10
_SEARCH_BOTS = ("googlebot", "bingbot")
# In a request's meta: the site whose robots.txt does not hold for it, as its user decided.
EXEMPTED = "linkcrawl_exempted"
# What a page in the browser waits for at most before it goes without one of its parts.
_MOMENT = 3.0


class RobotsMiddleware:
    """Hold every request of a site until its robots.txt is read, then obey it.

    Scrapy 2.14 to 2.19 lets requests pass that arrive while robots.txt is being fetched; here
    all of them await the same task, and fail alike if it fails. A request with EXEMPTED in its
    meta waits as well, and is let through on that site.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._delay_max = crawler.settings.getfloat("LINKCRAWL_CRAWL_DELAY_MAX")
        self._reading: dict[str, asyncio.Task[ProtegoRobotParser | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Return when *request* is allowed; raise RobotsDisallowed or RobotsUnreachable."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        exempted = is_exempted(request, request.url)
        try:
            rules = await self._rules_for(request)
        except RobotsUnreachable:
            if exempted:
                return
            raise
        request.meta[BOTS_KEPT_OUT] = tuple(
            bot for bot in _SEARCH_BOTS if rules is not None and not rules.allowed(request.url, bot)
        )
        if SITEMAPS in request.meta and rules is not None:
            request.meta[SITEMAPS] = tuple(islice(rules.rp.sitemaps, _SITEMAPS_MAX))
        if not exempted and rules is not None and not rules.allowed(request.url, self._agent):
            self._crawler.stats.inc_value("linkcrawl/robots/disallowed")
            raise RobotsDisallowed("disallowed by robots.txt")

    async def allows(self, url: str) -> bool:
        """Say whether a browser may load *url*, a part of a page.

        Not where its robots.txt cannot be read, or not within a moment.
        """
        try:
            async with asyncio.timeout(_MOMENT):
                rules = await asyncio.shield(self._reading_of(url))
        except (IgnoreRequest, TimeoutError, ValueError):
            return False
        return rules is None or rules.allowed(url, self._agent)

    async def _rules_for(self, request: Request) -> ProtegoRobotParser | None:
        reading = self._reading_of(request.url)
        if reading.done():
            return reading.result()
        with waiting_in_slot(self._crawler, request):
            # Shielded: a request that is given up must not take the answer from the others.
            return await asyncio.shield(reading)

    def _reading_of(self, url: str) -> asyncio.Task[ProtegoRobotParser | None]:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        reading = self._reading.get(origin)
        if reading is None:
            reading = asyncio.ensure_future(self._read(origin, parts.hostname or ""))
            # Whoever asked may be gone by the time that it fails.
            reading.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._reading[origin] = reading
        return reading

    async def _read(self, origin: str, host: str) -> ProtegoRobotParser | None:
        """The rules of a site, None where all is free."""
        request = Request(
            f"{origin}/robots.txt",
            priority=_BEFORE_EVERYTHING,
            # A slot of its own: pages in the browser wait for it, and fill the host's.
            meta={
                "dont_obey_robotstxt": True,
                ANY_TYPE: True,
                "download_slot": f"robots.txt {host}",
            },
            callback=NO_CALLBACK,
        )
        self._crawler.stats.inc_value("linkcrawl/robots/read")
        try:
            response = await self._crawler.engine.download_async(request)
        except RedirectLimit:
            return None  # RFC 9309, 2.3.1.2: more than five redirects count as absent
        except (*NETWORK_ERRORS, TooLarge) as error:
            self._crawler.stats.inc_value("linkcrawl/robots/unreachable")
            raise RobotsUnreachable("robots.txt could not be read") from error
        return self._rules_in(response, host)

    def _rules_in(self, response: Response, host: str) -> ProtegoRobotParser | None:
        # RFC 9309, 2.3.1: 5xx forbids all, 4xx allows all. A site that answers 429 is asking
        # for less, not for more, so it is treated like 5xx.
        if response.status >= 500 or response.status == 429:
            self._crawler.stats.inc_value("linkcrawl/robots/unreachable")
            raise RobotsUnreachable(f"robots.txt answered {response.status}", response.status)
        if response.status >= 300:
            return None
        rules = rules_in(response.body)
        delay = rules.crawl_delay(self._agent)
        if delay:
            slow_down(self._crawler, host, min(delay, self._delay_max))
        return rules


def is_exempted(request: Request, url: str) -> bool:
    """Say whether the user exempts *url*, the address of *request* or a part of its page."""
    site = request.meta.get(EXEMPTED)
    return bool(site) and site_of(url) == site
