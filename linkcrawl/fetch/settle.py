"""When is a rendered page complete? When its clock, put forward, brings nothing more."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import CDPSession, Error, Page

# What a reader waits for at most before looking elsewhere, in milliseconds of the page's clock.
_PATIENCE = 8_000
_AFTER_SCROLLING = 2_000
# The share of the real time that the page's requests may hold up its clock.
_FOR_REQUESTS = 0.8


class PageClock:
    """The clock of one page: it runs as fast as the page's scripts allow, and then stands.

    https://chromedevtools.github.io/devtools-protocol/tot/Emulation/#method-setVirtualTimePolicy
    """

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._session = session
        self._expired = asyncio.Event()
        session.on("Emulation.virtualTimeBudgetExpired", lambda _: self._expired.set())
        # A page that is gone has no more time to pass.
        page.on("close", lambda _: self._expired.set())

    async def settle(self, longest: float) -> None:
        """Let timers run and requests be answered, for at most *longest* real seconds."""
        await self._pass(_PATIENCE, longest)

    async def settle_again(self, longest: float) -> None:
        """The same for what scrolling or pointing has set off."""
        await self._pass(_AFTER_SCROLLING, longest)

    async def _pass(self, milliseconds: int, longest: float) -> None:
        waits = (
            ("pauseIfNetworkFetchesPending", longest * _FOR_REQUESTS),
            # A request that is never answered must not keep timers from running.
            ("advance", longest * (1 - _FOR_REQUESTS)),
        )
        for policy, seconds in waits:
            self._expired.clear()
            with suppress(TimeoutError, Error):
                async with asyncio.timeout(seconds):
                    await self._session.send(
                        "Emulation.setVirtualTimePolicy",
                        {"policy": policy, "budget": milliseconds,
                         "maxVirtualTimeTaskStarvationCount": 1000},
                    )  # fmt: skip
                    await self._expired.wait()
                    return
