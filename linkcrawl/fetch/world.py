"""Our scripts in a page and its frames, where the page's own scripts cannot reach them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import CDPSession, Error

from linkcrawl.urls import site_of

_PARTS = ("flatten.js", "sight.js", "drawn.js", "closed.js", "press.js", "main.js")
_MOST_FRAMES = 20
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """A document of a page: the page's own, or that of a frame of the same site."""

    id: str
    children: tuple[Frame, ...] = ()


class World:
    """Our scripts in one frame. What they return is what JSON can say."""

    def __init__(self, session: CDPSession, context: int) -> None:
        self._session = session
        self._context = context

    @classmethod
    async def enter(cls, session: CDPSession, frame: Frame) -> World:
        made = await session.send(
            "Page.createIsolatedWorld", {"frameId": frame.id, "worldName": "linkcrawl"}
        )
        world = cls(session, made["executionContextId"])
        await world._evaluate(f"(() => {{ {script(*_PARTS)} }})()")
        return world

    async def call(self, name: str, *arguments: object) -> Any:
        """What the function *name* of our scripts returns."""
        answer = await self._call(name, [{"value": one} for one in arguments], by_value=True)
        return answer.get("value")

    async def call_with_frame(self, name: str, frame: Frame, *arguments: object) -> Any:
        """The same with the element that holds *frame* as its first argument."""
        owner = await self._session.send("DOM.getFrameOwner", {"frameId": frame.id})
        element = await self._session.send(
            "DOM.resolveNode",
            {"backendNodeId": owner["backendNodeId"], "executionContextId": self._context},
        )
        given = [{"objectId": element["object"]["objectId"]}, *({"value": a} for a in arguments)]
        return (await self._call(name, given, by_value=True)).get("value")

    async def nodes(self, name: str) -> list[int]:
        """The elements that the function *name* returns, by their ids in the DOM domain."""
        array = await self._call(name, [], by_value=False)
        listed = await self._session.send(
            "Runtime.getProperties", {"objectId": array["objectId"], "ownProperties": True}
        )
        found = []
        for entry in listed["result"]:
            object_id = entry.get("value", {}).get("objectId")
            if entry["name"].isdigit() and object_id:
                node = await self._session.send("DOM.requestNode", {"objectId": object_id})
                found.append(int(node["nodeId"]))
        return found

    async def _call(
        self, name: str, arguments: Sequence[Mapping[str, object]], *, by_value: bool
    ) -> dict[str, Any]:
        answer = await self._session.send(
            "Runtime.callFunctionOn",
            {
                "executionContextId": self._context,
                "functionDeclaration": f"(...given) => linkcrawl.{name}(...given)",
                "arguments": list(arguments),
                "returnByValue": by_value,
                "awaitPromise": True,
            },
        )
        return _result(answer)

    async def _evaluate(self, expression: str) -> dict[str, Any]:
        answer = await self._session.send(
            "Runtime.evaluate", {"contextId": self._context, "expression": expression}
        )
        return _result(answer)


async def frames_of(session: CDPSession) -> Frame:
    """The page's own frame, with those in it that belong to the same site."""
    tree = (await session.send("Page.getFrameTree"))["frameTree"]
    room = iter(range(_MOST_FRAMES))
    return _frame(tree, site_of(tree["frame"]["url"]), 0, room)


def _frame(tree: dict[str, Any], site: str, depth: int, room: Iterator[int]) -> Frame:
    children = []
    for child in tree.get("childFrames", ()) if depth < _DEEPEST else ():
        url: str = child["frame"]["url"]
        # A frame without an address of its own holds what the page wrote into it.
        if (url.startswith("about:") or site_of(url) == site) and next(room, None) is not None:
            children.append(_frame(child, site, depth + 1, room))
    return Frame(tree["frame"]["id"], tuple(children))


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise Error(str(details.get("exception", {}).get("description", details["text"]))[:300])
    result: dict[str, Any] = answer["result"]
    return result


@cache
def script(*parts: str) -> str:
    """The text of some of our scripts."""
    folder = files("linkcrawl.fetch") / "scripts"
    return "\n".join((folder / part).read_text("utf-8") for part in parts)
