"""A history of states → bands on a line of time, measured in per cent of its length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from linkcrawl.judge.promises.history import History
from linkcrawl.vocabulary import State

# A band is never narrower than its icon, however short its state was.
_LEAST, _ALL_LEAST = 6.0, 60.0
# On a phone a band as wide as this has room for a letter of its name more.
_LETTER, _MARGIN = 2.3, 9.0


@dataclass(frozen=True, slots=True)
class Band:
    """A state from a moment on: where it begins and how wide it is, in per cent."""

    state: State
    since: str
    left: float
    width: float

    @property
    def signed(self) -> bool:
        """True where its icon has room."""
        return self.width >= _LEAST

    def holds(self, name: str) -> bool:
        """True where its icon and a name have room, on a phone too."""
        return self.width >= _MARGIN + _LETTER * len(name)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bands from left to right, and below them where somebody looked, in per mille."""

    bands: tuple[Band, ...]
    until: str
    read: tuple[int, ...]
    unread: tuple[int, ...]

    @property
    def since(self) -> str:
        return self.bands[0].since

    @property
    def of_one_day(self) -> bool:
        """True where the days of its ends do not tell them apart."""
        return self.since[:10] == self.until[:10]


def timeline_of(history: History | None) -> Timeline | None:
    """The picture of a history; None where there is nothing to see: fewer than two looks."""
    looks = sorted((*history.read, *history.unread)) if history else []
    if not history or len(looks) < 2 or not history.stretches[0].since:
        return None
    begins = [one.since for one in history.stretches]
    ends = [*begins[1:], max(looks[-1], begins[-1])]
    widths = _widths([_seconds(a, b) for a, b in zip(begins, ends, strict=True)])
    edges = [round(sum(widths[:number]), 2) for number in range(len(widths) + 1)]
    bands = tuple(
        Band(one.state, one.since, left, round(right - left, 2))
        for one, (left, right) in zip(history.stretches, pairwise(edges), strict=True)
    )

    def marks(moments: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({_mark(at, begins, ends, edges) for at in moments}))

    return Timeline(bands, ends[-1], marks(history.read), marks(history.unread))


def _widths(lengths: Sequence[float]) -> list[float]:
    """Shares of the whole line by length, none below the least."""
    least = min(_LEAST, _ALL_LEAST / len(lengths))
    whole = sum(lengths) or 1.0
    room = 100 - least * len(lengths)
    return [least + room * (length / whole if sum(lengths) else 1 / len(lengths))
            for length in lengths]  # fmt: skip


def _mark(at: str, begins: Sequence[str], ends: Sequence[str], edges: Sequence[float]) -> int:
    """Where on the line a moment is, in per mille; a band is stretched as a whole."""
    number = max((n for n, begin in enumerate(begins) if begin <= at), default=0)
    whole = _seconds(begins[number], ends[number])
    share = min(1.0, max(0.0, _seconds(begins[number], at) / whole)) if whole else 0.0
    left, right = edges[number], edges[number + 1]
    return min(997, max(3, round(10 * (left + share * (right - left)))))


def _seconds(one: str, other: str) -> float:
    return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds()
