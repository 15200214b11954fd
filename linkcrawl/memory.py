"""What was met before: worth remembering, since it may be met once more."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")
_PLACES, _ENCOUNTERS = 1 << 20, 50_000


class Encounters:
    """Tells what comes again from what comes once, within so many others.

    Most of what pages have of their own is never seen again: remembered whole, it would take most
    of a memory.

    >>> encounters = Encounters()
    >>> encounters.again("menu"), encounters.again("menu")
    (False, True)
    """

    def __init__(self) -> None:
        self._met, self._count = bytearray(_PLACES), 0

    def again(self, key: Hashable) -> bool:
        """Whether *key* was met before, or one of the few with its place; it is from now on."""
        place = hash(key) % _PLACES
        if self._met[place]:
            return True
        if self._count >= _ENCOUNTERS:
            self._met, self._count = bytearray(_PLACES), 0
        self._met[place] = 1
        self._count += 1
        return False


class Memory(Generic[_K, _V]):
    """The values of keys that were asked for last; what is older is forgotten.

    It has two halves of so much *room*, of which *weigh* tells what a key takes. A full one becomes
    the older, and takes the place of what nobody has asked for since the last time. *newer* may be
    asked first, where time counts.

    >>> memory = Memory[str, int](room=1)
    >>> memory.keep("a", 1), memory.keep("b", 2), memory.get("a"), memory.keep("c", 3)
    (1, 2, 1, 3)
    >>> [memory.get(key) for key in "abc"]
    [1, None, 3]
    """

    def __init__(self, room: int, weigh: Callable[[_K], int] = lambda _: 1) -> None:
        self.newer: dict[_K, _V] = {}
        self._older: dict[_K, _V] = {}
        self._weigh = weigh
        self._room = self._left = room

    def get(self, key: _K) -> _V | None:
        """The value that was kept of *key*, if it is still known."""
        value = self.newer.get(key)
        return self.older(key) if value is None else value

    def older(self, key: _K) -> _V | None:
        """The value that was kept of *key* some time ago, where *newer* has none."""
        value = self._older.get(key)
        return None if value is None else self.keep(key, value)

    def keep(self, key: _K, value: _V) -> _V:
        """*value*, which is that of *key* from now on."""
        weight = self._weigh(key)
        self._left -= weight
        if self._left < 0:
            self._older, self.newer, self._left = self.newer, {}, self._room - weight
        self.newer[key] = value
        return value

    def clear(self) -> None:
        """Forget all."""
        self.newer, self._older, self._left = {}, {}, self._room
