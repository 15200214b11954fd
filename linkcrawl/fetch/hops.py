"""The redirects that a browser follows by itself: each is asked of robots.txt before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from playwright.async_api import Browser, CDPSession, Error

from linkcrawl.fetch.parts import Parts

# What may draw a link. Pictures, fonts and films are refused when they are first asked for.
_KINDS = ("Document", "Script", "Stylesheet", "XHR", "Fetch", "Other")
_PATTERNS = [{"urlPattern": "*", "resourceType": kind} for kind in _KINDS]


class Hops:
    """Stands behind all pages of a browser, where Playwright's own interception does not.

    Playwright lets go of a request once it is on its way, wherever it is redirected. Which page
    a redirect belongs to is not told, so each of *pages* learns of one that was refused.
    """

    def __init__(self) -> None:
        self.pages: set[Parts] = set()
        self._running: set[asyncio.Task[None]] = set()

    async def watch(self, browser: Browser) -> None:
        """Stand before every redirect of *browser*, for as long as it lives."""
        session = await browser.new_browser_cdp_session()

        def paused(event: Mapping[str, Any]) -> None:
            answer = asyncio.ensure_future(self._answer(session, event))
            self._running.add(answer)
            answer.add_done_callback(self._running.discard)

        session.on("Fetch.requestPaused", paused)
        await session.send("Fetch.enable", {"patterns": _PATTERNS})

    async def _answer(self, session: CDPSession, event: Mapping[str, Any]) -> None:
        identity = {"requestId": event["requestId"]}
        # The page, or the browser, may be gone meanwhile.
        with suppress(Error):
            if "redirectedRequestId" not in event or await self._allows(event["request"]["url"]):
                await session.send("Fetch.continueRequest", identity)
            else:
                refusal = {**identity, "errorReason": "BlockedByClient"}
                await session.send("Fetch.failRequest", refusal)

    async def _allows(self, url: str) -> bool:
        pages = list(self.pages)
        if not pages or any([await page.allows(url) for page in pages]):
            return True
        for page in pages:
            page.refuse(url)
        return False
