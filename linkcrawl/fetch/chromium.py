"""Chromium, started when the first page needs it, with no way out but the egress proxy."""

from __future__ import annotations

import asyncio
import os

from playwright.async_api import (
    Browser,
    BrowserContext,
    Error,
    Playwright,
    ProxySettings,
    async_playwright,
)
from scrapy.exceptions import NotSupported

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.browser import driver_problem, find_browser
from linkcrawl.fetch.egress import EgressProxy
from linkcrawl.fetch.errors import BrowserUnavailable
from linkcrawl.fetch.hops import Hops
from linkcrawl.fetch.remote_browser import RemoteBrowser, remote_browser

_START_TIMEOUT = 60_000  # milliseconds; no page waits for it but those that need it
_ARGUMENTS = [
    # What a browser says to its maker is no part of a crawl.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No picture holds a link; refusing each request for one costs as much as answering it.
    "--blink-settings=imagesEnabled=false",
    # WebRTC would go past the egress proxy.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # A page that allocates without end loses its own process, not the machine.
    "--js-flags=--max-old-space-size=256",
]


class GuardedChromium:
    """A browser provider for scrapy-playwright that starts nothing before it is needed."""

    def __init__(self, policy: AddressPolicy, hops: Hops) -> None:
        self._egress = EgressProxy(policy)
        self._hops = hops
        self._playwright: Playwright | None = None
        # What each context is told: how one that was not started here gets at the egress proxy.
        self.context: dict[str, ProxySettings] = {}

    async def start(self) -> None:
        """Do nothing yet: most crawls never need a browser."""

    async def launch_browser(self) -> Browser:
        if (remote := remote_browser()) is not None:
            return await self._connect(remote)
        path = find_browser()
        if path is None:
            raise BrowserUnavailable("no Chromium was found")
        if self._playwright is None:
            self._playwright = await _playwright()
            await self._egress.start()
        try:
            browser = await self._playwright.chromium.launch(
                executable_path=path,
                args=_ARGUMENTS,
                # Chromium refuses to run as root inside its sandbox.
                chromium_sandbox=os.geteuid() != 0,
                proxy={"server": f"http://127.0.0.1:{self._egress.port}"},
                # Scrapy decides what an interrupt ends, and when.
                handle_sigint=False,
                timeout=_START_TIMEOUT,
            )
            await self._hops.watch(browser)
            return browser
        except Error as error:
            raise BrowserUnavailable(f"{path} does not start") from error

    async def _connect(self, remote: RemoteBrowser) -> Browser:
        if self._playwright is None:
            here, there = remote.addresses()
            self._playwright = await _playwright()
            await self._egress.start(here, there)
            host = f"[{here}]" if ":" in here else here
            self.context["proxy"] = {"server": f"http://{host}:{self._egress.port}"}
        try:
            browser = await remote.connect(self._playwright)
            if not remote.shared:
                await self._hops.watch(browser)
            return browser
        except Error as error:
            raise BrowserUnavailable(f"{remote} does not answer") from error

    async def launch_persistent_context(self, options: object) -> BrowserContext:
        raise NotSupported("pages are rendered without a memory of earlier ones")

    async def close(self) -> None:
        if self._playwright is not None:
            await self._egress.stop()
            await self._playwright.stop()
            self._playwright = None


async def _playwright() -> Playwright:
    if problem := await asyncio.to_thread(driver_problem):
        raise BrowserUnavailable(f"Playwright does not start: {problem}")
    return await async_playwright().start()
