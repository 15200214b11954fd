"""What a browser shows of a page: its HTML with all that stands in it, and each link's sight."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from playwright._impl._errors import TargetClosedError
from playwright.async_api import CDPSession, Error, Page

from linkcrawl.fetch.patience import at_most
from linkcrawl.fetch.settle import PageClock
from linkcrawl.fetch.world import Frame, World, frames_of
from linkcrawl.items import Sight

logger = logging.getLogger(__name__)

_ATTEMPTS = 2
_SCROLL_HOLD = 2.0
_SCROLLED_TIME = 1.5
_LOOK_TIMEOUT = 5.0
_HOVER_TIME = 0.5
_POINTED_AT = ["hover", "focus-within"]


@dataclass(frozen=True, slots=True)
class View:
    """HTML whose links are numbered, by their numbers how they are seen, and if all could load."""

    html: str
    sights: Mapping[str, Sight] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a page, read: where our scripts are in it, and what they found."""

    frame: Frame
    world: World
    html: str
    children: tuple[_Part, ...]


async def settled_view(page: Page, *, look: bool, longest: float, size: int) -> View | None:
    """The page once it stands still, after at most *longest* seconds, None if it never does.

    *size* bounds its HTML. With *look*, it is scrolled through, in as many seconds again, and
    each link's sight is told.
    """
    session = await page.context.new_cdp_session(page)
    clock = PageClock(page, session)
    await clock.settle(longest)
    for _ in range(_ATTEMPTS):
        try:
            whole = not look or await _scroll_through(session, clock, longest)
            return replace(await _view(session, clock, size, look=look), whole=whole)
        except Error as error:
            if isinstance(error, TargetClosedError):
                raise
            # The page went to another address meanwhile.
            await clock.settle_again(longest)
    return None


async def _scroll_through(session: CDPSession, clock: PageClock, longest: float) -> bool:
    """Have loaded what loads when it comes into sight; false if its end was not reached in time."""
    world = await World.enter(session, await frames_of(session))
    hold = _SCROLL_HOLD
    reached = False
    with suppress(TimeoutError):
        async with at_most(longest):
            # Each part is drawn while the clock stands, and noticed once it runs.
            while await world.call("scrollOn"):
                hold = await clock.step(hold)
            reached = True
    await clock.settle_again(_SCROLLED_TIME)
    return reached


async def _view(session: CDPSession, clock: PageClock, size: int, *, look: bool) -> View:
    part = await _read(session, await frames_of(session), size, "")
    sights: dict[str, Sight] = {}
    if look:
        try:
            async with at_most(_LOOK_TIMEOUT):
                sights.update(await _sights(session, clock, part))
        except (TimeoutError, Error) as error:
            logger.debug("Not looked at: %s", error)
    await part.world.call("empty")
    return View(part.html, sights)


async def _read(session: CDPSession, frame: Frame, size: int, prefix: str) -> _Part:
    children = []
    for number, child in enumerate(frame.children):
        # A frame may go while it is read; the page is what matters.
        with suppress(Error):
            children.append(await _read(session, child, size // 4, f"{prefix}{number}f"))
    world = await World.enter(session, frame)
    for part in children:
        with suppress(Error):
            await world.call_with_frame("hold", part.frame, part.html)
    options = {"size": size, "prefix": prefix, "framed": bool(prefix)}
    html = await world.call("read", options)
    return _Part(frame, world, str(html), tuple(children))


async def _sights(session: CDPSession, clock: PageClock, page: _Part) -> dict[str, Sight]:
    found = await page.world.call("sights")
    if found["hidden"]:
        for mark in await _seen_when_pointed_at(session, clock, page.world):
            found["told"][mark] |= {"visible": True, "clickable": True, "why": _CLOSED}
    height = int(found["height"])
    sights = dict(_told(found["told"], height, {}))
    for child in page.children:
        with suppress(Error):
            sights.update(await _sights_in_frame(page.world, child, height))
    for part in (page, *page.children):
        for mark, url in (await part.world.call("press")).items():
            if mark in sights:
                sights[mark] = sights[mark]._replace(leads_to=str(url))
    return sights


_CLOSED = "in a closed part of the page"


async def _sights_in_frame(outer: World, part: _Part, height: int) -> dict[str, Sight]:
    """The sights of a frame's links, with those of the frames in it."""
    frame = await outer.call_with_frame("frameSight", part.frame)
    found = await part.world.call("sights")
    sights = dict(_told(found["told"], height, frame))
    for child in part.children:
        inner = await _sights_in_frame(part.world, child, height)
        sights.update((mark, _moved(sight, frame)) for mark, sight in inner.items())
    return sights


def _told(
    told: Mapping[str, Any], height: int, frame: Mapping[str, Any]
) -> Iterator[tuple[str, Sight]]:
    for mark, one in told.items():
        x, y, width, wide = (_pixels(number) for number in one["box"])
        sight = Sight(bool(one["visible"]), bool(one["clickable"]), str(one["why"]),
                      x, y, width, wide, height)  # fmt: skip
        yield mark, _moved(sight, frame) if frame else sight


def _moved(sight: Sight, frame: Mapping[str, Any]) -> Sight:
    """A link's sight as seen from outside the frame that it stands in."""
    hidden = str(frame["why"])
    return sight._replace(
        x=sight.x + _pixels(frame["x"]),
        y=sight.y + _pixels(frame["y"]),
        visible=sight.visible and not hidden,
        clickable=sight.clickable and not hidden,
        why=f"in a frame: {hidden}" if hidden else sight.why,
        in_frame=True,
    )


def _pixels(number: float | None) -> int:
    """A length that fits in a database, whatever a page makes of it."""
    return max(-(2**31), min(2**31 - 1, round(number or 0)))


async def _seen_when_pointed_at(session: CDPSession, clock: PageClock, world: World) -> list[str]:
    """The hidden links that show while a pointer rests on what stands around them."""
    for domain in ("DOM", "CSS"):
        await session.send(f"{domain}.enable")
    await session.send("DOM.getDocument", {"depth": 0})
    for node in await world.nodes("around"):
        await session.send(
            "CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": _POINTED_AT}
        )
    await clock.settle_again(_HOVER_TIME)
    marks: list[str] = await world.call("appeared")
    return marks
