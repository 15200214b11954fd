"""Lists that a page prints the beginning of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The first rows of a list, and how many more there are."""

    rows: tuple[T, ...]
    more: int

    @property
    def total(self) -> int:
        return len(self.rows) + self.more


def cut_to(rows: Sequence[T], limit: int) -> Cut[T]:
    """At most *limit* rows, and the count of the others."""
    return Cut(tuple(rows[:limit]), max(0, len(rows) - limit))
