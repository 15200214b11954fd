"""Does the browser that was found open a page?"""

from __future__ import annotations

import asyncio

from playwright.async_api import Error

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.chromium import GuardedChromium
from linkcrawl.fetch.errors import BrowserUnavailable
from linkcrawl.fetch.hops import Hops

_SECONDS = 60
_PAGE = "data:text/html,<title>linkcrawl</title>"


def try_browser() -> str:
    """Open a page and return the browser's version; BrowserUnavailable says why it can't."""
    try:
        return asyncio.run(asyncio.wait_for(_open_a_page(), _SECONDS))
    except (Error, TimeoutError) as error:
        reason = str(error).partition("\n")[0]
        raise BrowserUnavailable(reason or f"no answer in {_SECONDS} seconds") from error


async def _open_a_page() -> str:
    provider = GuardedChromium(AddressPolicy(), Hops())
    await provider.start()
    try:
        chromium = await provider.launch_browser()
        page = await chromium.new_page()
        await page.goto(_PAGE)
        await chromium.close()
        return chromium.version
    finally:
        await provider.close()
