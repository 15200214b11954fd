"""When is a rendered page complete? When it stands still and nothing is on its way."""

from __future__ import annotations

import asyncio
from time import monotonic

from playwright.async_api import Error, Page, Request

_QUIET = 0.3
_STEP = 0.1
# What may still change the page. Images and fonts are not loaded; streams never end.
_AWAITED = frozenset({"document", "script", "xhr", "fetch", "stylesheet"})

_SIZE = "() => [document.links.length, document.body ? document.body.textContent.length : 0]"


class Settling:
    """Watches what *page* loads from the moment that this is made."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._loading: set[Request] = set()
        page.on("request", self._begun)
        page.on("requestfinished", self._loading.discard)
        page.on("requestfailed", self._loading.discard)

    def _begun(self, request: Request) -> None:
        if request.resource_type in _AWAITED:
            self._loading.add(request)

    async def wait(self, longest: float) -> None:
        """Return once links and text stood still with nothing loading, or after *longest*."""
        end = monotonic() + longest
        size: object = None
        since = monotonic()
        while (now := monotonic()) < end and (self._loading or now - since < _QUIET):
            await asyncio.sleep(_STEP)
            seen = await self._size()
            if seen != size:
                size, since = seen, monotonic()

    async def _size(self) -> object:
        try:
            return await self._page.evaluate(_SIZE)
        except Error:
            # The page is moving to another address: nothing stands still yet.
            return None
