"""Surroundings → placement: the part of the page that holds a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkcrawl.items import Placement, Surroundings

PLACEMENT_VERSION = 1
_WORDS = {
    "comment": Placement.COMMENTS, "footer": Placement.FOOTER, "aside": Placement.SIDEBAR,
    "sidebar": Placement.SIDEBAR, "nav": Placement.NAVIGATION, "header": Placement.HEADER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacementAnswer:
    """A placement, how sure it is (0 to 1), and why."""

    placement: Placement
    confidence: float
    evidence: str


def classify_placements(surroundings: Sequence[Surroundings]) -> list[PlacementAnswer]:
    """Name the part of the page that holds each link."""
    return [_answer(s.path) for s in surroundings]


def _answer(path: str) -> PlacementAnswer:
    for word, placement in _WORDS.items():
        if word in path:
            return PlacementAnswer(placement, 0.5, f"inside {word}")
    return PlacementAnswer(Placement.CONTENT, 0.5, "inside no named part of the page")
