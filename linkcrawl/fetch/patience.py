"""Time limits for what a browser does, which the work of this process does not use up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_TICK = 0.1


@dataclass(slots=True)
class Patience:
    """The seconds that are left."""

    left: float


@asynccontextmanager
async def at_most(seconds: float) -> AsyncIterator[Patience]:
    """A limit as :func:`asyncio.timeout` sets it, to the time in which answers could come.

    What the browser says and loads passes through this process. While that reads a large page,
    nothing moves; such a pause counts as one tick, however long it was.
    """
    loop = asyncio.get_running_loop()
    patience = Patience(seconds)
    handle: asyncio.Handle
    async with asyncio.timeout(None) as limit:

        def tick(passed: float) -> None:
            nonlocal handle
            patience.left = max(0.0, patience.left - passed)
            if patience.left:
                passed = min(_TICK, patience.left)
                handle = loop.call_later(passed, tick, passed)
            else:
                limit.reschedule(loop.time())

        handle = loop.call_soon(tick, 0.0)
        try:
            yield patience
        finally:
            handle.cancel()
