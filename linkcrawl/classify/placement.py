"""Surroundings → placement: the part of the page that holds a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkcrawl.classify.placement_model import load_model
from linkcrawl.items import Placement, Surroundings
from linkcrawl.page.surroundings import MEASURES, SURROUNDINGS_VERSION

PLACEMENT_VERSION = 2
_CLASSES = (
    Placement.CONTENT, Placement.NAVIGATION, Placement.HEADER, Placement.FOOTER,
    Placement.SIDEBAR, Placement.COMMENTS,
)  # fmt: skip
_ENOUGH_FOR_CONTENT = 0.45
_WIDTH = 1 + len(MEASURES)


@dataclass(frozen=True, slots=True)
class PlacementAnswer:
    """A placement, how sure it is (0 to 1), and why."""

    placement: Placement
    confidence: float
    surroundings: Surroundings

    @property
    def evidence(self) -> str:
        return ""


def classify_placements(surroundings: Sequence[Surroundings]) -> list[PlacementAnswer]:
    """Name the part of the page that holds each link; all links of one page at once.

    Facts of another version are not judged: they answer "unknown".
    """
    facts = [one.features for one in surroundings]
    known = [
        n for n, one in enumerate(facts) if len(one) == _WIDTH and one[0] == SURROUNDINGS_VERSION
    ]
    answers = [PlacementAnswer(Placement.UNKNOWN, 0.0, one) for one in surroundings]
    if not known:
        return answers
    rows = np.frombuffer(b"".join(facts[n] for n in known), np.uint8).reshape(len(known), -1)
    likely = load_model().probabilities(rows[:, 1:])
    best = likely[:, 1:].argmax(axis=1) + 1
    best = np.where(likely[:, 0] >= _ENOUGH_FOR_CONTENT, 0, best)
    sure = likely[np.arange(len(best)), best]
    for n, kind, confidence in zip(known, best.tolist(), sure.tolist(), strict=True):
        answers[n] = PlacementAnswer(_CLASSES[kind], round(confidence, 2), surroundings[n])
    return answers
