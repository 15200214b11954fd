"""When is a rendered page complete? When its clock, put forward, brings nothing more."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import CDPSession, Error, Page

from linkcrawl.fetch.patience import at_most

# What a reader waits for at most before looking elsewhere, in milliseconds of the page's clock.
_PATIENCE = 8_000
_AFTER_SCROLLING = 2_000
# What it takes lists and observers to act on a step of scrolling, and timers that wait for its end.
_AFTER_A_STEP = 500
_FOR_A_STEP = 0.5
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
        await self._pass(_PATIENCE, longest * _FOR_REQUESTS, longest * (1 - _FOR_REQUESTS))

    async def settle_again(self, longest: float) -> None:
        """The same for what scrolling or pointing has set off."""
        await self._pass(_AFTER_SCROLLING, longest * _FOR_REQUESTS, longest * (1 - _FOR_REQUESTS))

    async def step(self, hold: float) -> float:
        """The same for one step of scrolling: what is left of *hold*, the time for requests."""
        return await self._pass(_AFTER_A_STEP, hold, _FOR_A_STEP)

    async def _pass(self, milliseconds: int, hold: float, rest: float) -> float:
        left = await self._run("pauseIfNetworkFetchesPending", milliseconds, hold)
        if not left:
            # A request that is never answered must not keep timers from running.
            await self._run("advance", milliseconds, rest)
        return left

    async def _run(self, policy: str, milliseconds: int, seconds: float) -> float:
        """What is left of *seconds* when the page's time has passed, 0 if they did not do."""
        self._expired.clear()
        with suppress(TimeoutError, Error):
            async with at_most(seconds) as patience:
                await self._session.send(
                    "Emulation.setVirtualTimePolicy",
                    {"policy": policy, "budget": milliseconds,
                     "maxVirtualTimeTaskStarvationCount": 1000},
                )  # fmt: skip
                await self._expired.wait()
            return patience.left
        return 0.0
