"""The download handler: Scrapy's with bounded headers, and one browser for both schemes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from typing import ClassVar

from playwright._impl._errors import TargetClosedError
from playwright.async_api import Error, Page
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Response, TextResponse
from scrapy.utils.httpobj import urlparse_cached
from scrapy_playwright.handler import BrowserContextWrapper, ScrapyPlaywrightDownloadHandler

from linkcrawl.fetch.chromium import GuardedChromium
from linkcrawl.fetch.contexts import Contexts
from linkcrawl.fetch.egress import REFUSED_HEADER
from linkcrawl.fetch.errors import AddressRefused, NotHtml, RobotsDisallowed, TooLarge
from linkcrawl.fetch.headers import bounded_factory
from linkcrawl.fetch.hops import Hops
from linkcrawl.fetch.parts import KEPT_OUT, Parts
from linkcrawl.fetch.render import LOOK, SIGHTS, WHOLE
from linkcrawl.fetch.resolver import policy_of, refused_address
from linkcrawl.fetch.robots import RobotsMiddleware
from linkcrawl.fetch.view import View, settled_view
from linkcrawl.fetch.watch import CLOSE_TIMEOUT, Watch, close
from linkcrawl.items import WINDOW_HEIGHT, WINDOW_WIDTH

# They warn of pages that are too large or do not render: facts of a visit, no news for a log.
_TALKATIVE = (
    "scrapy-playwright",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.httpcompression",
)
_LED_ASTRAY = "the browser was led to a page that robots.txt disallows"
_NEWS_TIME, _FORGET_TIME = 2.0, 0.2
_WATCH = "linkcrawl_watch"


class BoundedDownloadHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Fetches plainly, or in Chromium where ``playwright`` is set in a request's meta."""

    _made: ClassVar[dict[Crawler, BoundedDownloadHandler]] = {}

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
        settings = crawler.settings
        policy = policy_of(settings)
        self._pool._factory = bounded_factory(settings.getint("LINKCRAWL_HEADERS_MAXSIZE"))
        hops = self._hops = Hops()
        self.browser_provider_cls = lambda _config: GuardedChromium(policy, hops)
        self.config.target_closed_max_retries = 0
        self._contexts = Contexts(settings.getint("LINKCRAWL_RENDER_RECYCLE"))
        self._places = asyncio.Semaphore(settings.getint("LINKCRAWL_RENDER_PAGES"))
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._gone = asyncio.Event()
        self._settle = settings.getfloat("LINKCRAWL_RENDER_SETTLE")
        self._maxsize = settings.getint("DOWNLOAD_MAXSIZE")
        self._agent: str = settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BoundedDownloadHandler:
        # Scrapy makes a handler for each scheme, which would mean two browsers.
        if crawler not in cls._made:
            cls._made[crawler] = cls(crawler)
        return cls._made[crawler]

    async def close(self) -> None:
        """Close all that is open, on the first of the calls that Scrapy makes for each scheme."""
        if self._made.pop(self._crawler, None) is not None:
            await super().close()

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get("playwright"):
            return await self._fetch(request)
        async with self._places:
            gone = self._gone
            try:
                return await self._render(request)
            except TargetClosedError:
                # Both ways to learn that a browser is gone must have been taken; or a page is.
                with suppress(TimeoutError):
                    await asyncio.wait_for(gone.wait(), _NEWS_TIME)
                await asyncio.sleep(_FORGET_TIME)
                return await self._render(request)

    async def _browser_disconnected_callback(self) -> None:
        """Forget a browser that is gone; pages that it was to render are given up at once."""
        self.context_wrappers.clear()
        del self.browser
        gone, self._gone = self._gone, asyncio.Event()
        gone.set()

    async def _fetch(self, request: Request) -> Response:
        try:
            response: Response = await super().download_request(request)
        except CannotResolveHostError as error:
            # Told apart here, before a name that was refused is tried again.
            host = urlparse_cached(request).hostname or ""
            if (address := refused_address(host)) is None:
                raise
            raise AddressRefused(f"{host} is {address}, not a public address") from error
        return response

    async def _render(self, request: Request) -> Response:
        robots = self._crawler.get_downloader_middleware(RobotsMiddleware)
        parts = Parts(request, robots)
        watch = Watch(parts, look=bool(request.meta.get(LOOK)))
        # A browser that starts slowly takes no time from its first pages; and only one that is
        # there says how it gets out.
        await self._maybe_launch_browser()
        context = self._contexts.take()
        request.meta.update(self._instructions(context, watch))
        self._hops.pages.add(parts)
        try:
            response = await self._in_time(super().download_request(request))
            if watch.view is not None:
                request.meta[SIGHTS] = watch.view.sights
                request.meta[WHOLE] = watch.view.whole
            request.meta[KEPT_OUT] = parts.kept_out()
            # As a script may rewrite it.
            if not await parts.allows(response.url):
                raise RobotsDisallowed(_LED_ASTRAY)
            return self._checked(response, watch.view)
        except RuntimeError as error:
            if not watch.download:
                raise
            raise NotHtml("a download instead of a page") from error
        except Error as error:
            if "ERR_BLOCKED_BY_CLIENT" in str(error):
                raise RobotsDisallowed(_LED_ASTRAY) from error
            raise
        finally:
            self._hops.pages.discard(parts)
            for key in self._instructions(context, watch):
                del request.meta[key]
            await self._tidy(context, watch)

    async def _in_time(self, rendering: Awaitable[Response]) -> Response:
        """What *rendering* gives. It may never end by itself: neither page nor browser must."""
        task, gone = asyncio.ensure_future(rendering), asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait(
                {task, gone}, timeout=self._timeout, return_when=asyncio.FIRST_COMPLETED
            )
            if task.done():
                return task.result()
            if gone.done():
                raise TargetClosedError("the browser is gone")
            raise DownloadTimeoutError("not rendered in time")
        finally:
            gone.cancel()
            if task.cancel():
                await asyncio.wait({task}, timeout=CLOSE_TIMEOUT)

    def _instructions(self, context: str, watch: Watch) -> dict[str, object]:
        """What scrapy-playwright is told through a request's meta."""
        return {
            _WATCH: watch,
            "playwright_page_init_callback": watch.opened,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_context": context,
            "playwright_context_kwargs": {
                "accept_downloads": False,
                "ignore_https_errors": True,
                "service_workers": "block",
                "user_agent": self._agent,
                "viewport": {"width": WINDOW_WIDTH, "height": WINDOW_HEIGHT},
                # What fades in would be taken for hidden.
                "reduced_motion": "reduce",
            },
        }

    async def _create_browser_context(
        self, name: str, context_kwargs: dict[str, object] | None, spider: Spider | None = None
    ) -> BrowserContextWrapper:
        given = {**(context_kwargs or {}), **self.browser_provider.context}
        return await super()._create_browser_context(name, given, spider)

    async def _apply_page_methods(self, page: Page, request: Request, spider: object) -> None:
        # In place of scrapy-playwright's own, which then waits for the load event: a page with
        # one script that never arrives would be lost.
        watch: Watch = request.meta[_WATCH]
        watch.view = await settled_view(
            page, look=watch.look, longest=self._settle, size=self._maxsize
        )

    def _checked(self, response: Response, view: View | None) -> Response:
        """*response* in letters that mean the same in the charset that its headers declare.

        The browser hands out text, whatever the page was written in; so both views of a page
        can be read in the same way.
        """
        if response.headers.get(REFUSED_HEADER):
            raise AddressRefused("led to an address that is not public")
        if not isinstance(response, TextResponse):
            raise NotHtml("not a page in the browser")
        text = view.html if view else response.text
        if len(text) > self._maxsize:
            raise TooLarge(f"rendered page of {len(text)} letters")
        headers = response.headers.copy()
        if b"utf-16" in (headers.get(b"Content-Type") or b"").lower():
            headers[b"Content-Type"] = b"text/html"
        body = text.encode("ascii", "xmlcharrefreplace")
        return response.replace(headers=headers, body=body, encoding="utf-8")

    async def _tidy(self, context: str, watch: Watch) -> None:
        for page in watch.pages:
            if not page.is_closed():
                await close(page)
        wrapper = self.context_wrappers.get(context)
        if self._contexts.give_back(context) and wrapper is not None:
            await close(wrapper.context)
