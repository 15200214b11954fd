"""What a page in the browser loads: only what it needs, and what robots.txt allows it."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import Error, Page, Route
from playwright.async_api import Request as BrowserRequest
from scrapy import Request

from linkcrawl.fetch.render import RAW, is_unneeded
from linkcrawl.fetch.robots import RobotsMiddleware, is_exempted
from linkcrawl.fetch.shell import is_shell
from linkcrawl.urls import is_web, site_of

# In a rendered response's meta: whether robots.txt kept from the page what may draw its links.
KEPT_OUT = "linkcrawl_kept_out"

_DRAWING = frozenset({"document", "fetch", "script", "xhr"})


class Parts:
    """Asks robots.txt for each part of the page that *request* renders.

    As a search engine's renderer would: for scripts, stylesheets, data and frames alike, each by
    the rules of its own host.
    """

    def __init__(self, request: Request, robots: RobotsMiddleware | None) -> None:
        self._request = request
        self._robots = robots
        self._refused: list[str] = []

    async def watch(self, page: Page) -> None:
        """Stand before every request of *page*."""
        if self._robots is not None:
            await page.route("**", self._ask)

    def kept_out(self) -> bool:
        """Say whether a link that is not shown may be in a part that was not loaded.

        Parts of the page's own site count; of other sites only where the HTML by itself is an
        empty shell: most of them count visitors, or show what others say.
        """
        if not self._refused:
            return False
        site = site_of(self._request.url)
        return any(site_of(url) == site for url in self._refused) or is_shell(
            self._request.meta.get(RAW, b"")
        )

    async def _ask(self, route: Route, part: BrowserRequest) -> None:
        allowed = is_unneeded(part) or await self.allows(part.url)
        if not allowed and part.resource_type in _DRAWING:
            self.refuse(part.url)
        # The page may have been closed meanwhile.
        with suppress(Error):
            await (route.fallback() if allowed else route.abort("blockedbyclient"))

    def refuse(self, url: str) -> None:
        """Note that *url*, a part that may draw a link, was kept from the page."""
        self._refused.append(url)

    async def allows(self, url: str) -> bool:
        """Say whether *url* may be loaded for this page."""
        if self._robots is None or not is_web(url) or is_exempted(self._request, url):
            return True
        return await self._robots.allows(url)
