"""What the browser opened for one request: its pages, what they showed and what they offered."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import BrowserContext, Error, Page
from scrapy import Request

from linkcrawl.fetch.parts import Parts
from linkcrawl.fetch.view import View
from linkcrawl.fetch.world import script

CLOSE_TIMEOUT = 5.0


class Watch:
    """The pages that were opened for one request, what they showed, what they offered.

    *look* says whether the page is looked at closely, *parts* what it may load.
    """

    def __init__(self, parts: Parts, *, look: bool) -> None:
        self.parts = parts
        self.look = look
        self.pages: list[Page] = []
        self.download = False
        self.view: View | None = None

    async def opened(self, page: Page, request: Request) -> None:
        """Take over *page* before it goes anywhere."""
        self.pages.append(page)
        page.on("popup", close)
        # Whatever is asked of a page that crashed is answered when it is closed.
        page.on("crash", close)
        page.on("download", self._offered)
        await self.parts.watch(page)
        await page.add_init_script(script("opened.js"))

    def _offered(self, _download: object) -> None:
        self.download = True


async def close(closable: Page | BrowserContext) -> None:
    """Close a page or context that may be gone, or may never answer."""
    with suppress(Error, TimeoutError):
        async with asyncio.timeout(CLOSE_TIMEOUT):
            await closable.close()
