"""When is a rendered page complete? When it stands still and nothing is on its way."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic

from playwright.async_api import Error, Page, Request

_QUIET = 0.3
# A page that shows no link yet has probably not begun.
_QUIET_EMPTY = 1.5
_STEP = 0.1
# What may still change the page. Images and fonts are not loaded; streams never end.
_AWAITED = frozenset({"document", "script", "xhr", "fetch", "stylesheet"})

# Half an emoji, as scripts leave it when they cut a text, cannot be sent as UTF-8.
_MAKE_WELL_FORMED = """() => {
  if (document.documentElement.outerHTML.isWellFormed()) return;
  const nodes = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (node.data) node.data = node.data.toWellFormed();
    for (const attribute of node.attributes ?? [])
      attribute.value = attribute.value.toWellFormed();
  }
}"""
_SIZE = "() => [document.links.length, document.body ? document.body.textContent.length : 0]"


class Settling:
    """Watches what *page* loads from the moment that this is made."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._loading: set[Request] = set()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def _begun(self, request: Request) -> None:
        if request.resource_type in _AWAITED:
            self._loading.add(request)

    def _ended(self, request: Request) -> None:
        self._loading.discard(request)

    async def wait(self, longest: float) -> None:
        """Return once links and text stood still with nothing loading, or after *longest*."""
        end = monotonic() + longest
        size: list[int] | None = None
        since = monotonic()
        while (now := monotonic()) < end:
            quiet = _QUIET if size and size[0] else _QUIET_EMPTY
            if not self._loading and now - since > quiet:
                break
            await asyncio.sleep(_STEP)
            seen = await self._size()
            if seen != size:
                size, since = seen, monotonic()
        with suppress(Error):
            await self._page.evaluate(_MAKE_WELL_FORMED)

    async def _size(self) -> list[int] | None:
        try:
            size: list[int] = await self._page.evaluate(_SIZE)
        except Error:
            # The page is moving to another address: nothing stands still yet.
            return None
        return size
