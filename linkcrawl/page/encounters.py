"""What was met before: worth remembering, since it may be met once more."""

from __future__ import annotations

from collections.abc import Hashable

_ENCOUNTERS = 50_000


class Encounters:
    """Tells what comes again from what comes once, within so many others.

    Most of what pages have of their own is never seen again: remembered whole, it would take most
    of a memory.

    >>> encounters = Encounters()
    >>> encounters.again("menu"), encounters.again("menu")
    (False, True)
    """

    def __init__(self) -> None:
        self._met: set[int] = set()

    def again(self, key: Hashable) -> bool:
        """Whether *key* was met before, or another with its hash; it is from now on."""
        number = hash(key)
        if number in self._met:
            return True
        if len(self._met) >= _ENCOUNTERS:
            self._met.clear()
        self._met.add(number)
        return False
