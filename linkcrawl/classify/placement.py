"""Surroundings → placement: the part of the page that holds a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkcrawl.classify.links_page import is_links_page
from linkcrawl.classify.placement_evidence import evidence_of
from linkcrawl.classify.placement_model import load_model
from linkcrawl.items import Placement, Surroundings
from linkcrawl.page.measures import COLUMN, MEASURES, SURROUNDINGS_VERSION, Rows

PLACEMENT_VERSION = 2
CLASSES = (
    Placement.CONTENT, Placement.NAVIGATION, Placement.HEADER, Placement.FOOTER,
    Placement.SIDEBAR, Placement.COMMENTS,
)  # fmt: skip
# Where cross-validated F1 of content is highest.
ENOUGH_FOR_CONTENT = 0.45
_WIDTH = 1 + len(MEASURES)


@dataclass(frozen=True, slots=True)
class PlacementAnswer:
    """A placement and how sure it is (0 to 1)."""

    placement: Placement
    confidence: float
    surroundings: Surroundings

    @property
    def evidence(self) -> str:
        """Why, in words; made when it is asked for."""
        return evidence_of(self.placement, self.surroundings.features[1:])


def classify_placements(surroundings: Sequence[Surroundings]) -> list[PlacementAnswer]:
    """Name the part of the page that holds each link; give it all links of one page.

    Facts that another version measured are not judged: they answer "unknown".
    """
    facts = [one.features for one in surroundings]
    answers = [PlacementAnswer(Placement.UNKNOWN, 0.0, one) for one in surroundings]
    known = [
        n for n, one in enumerate(facts) if len(one) == _WIDTH and one[0] == SURROUNDINGS_VERSION
    ]
    if not known:
        return answers
    rows = np.frombuffer(b"".join(facts[n] for n in known), np.uint8).reshape(len(known), _WIDTH)
    measures = rows[:, 1:]
    likely = load_model().probabilities(measures)
    placements, sure = decide(likely, measures)
    for n, placement, confidence in zip(known, placements, sure.tolist(), strict=True):
        answers[n] = PlacementAnswer(placement, round(confidence, 2), surroundings[n])
    return answers


def decide(
    likely: npt.NDArray[np.float32], measures: Rows
) -> tuple[list[Placement], npt.NDArray[np.float32]]:
    """Placements out of the probabilities of CLASSES, one row a link of one page."""
    best = np.where(likely[:, 0] >= ENOUGH_FOR_CONTENT, 0, likely[:, 1:].argmax(axis=1) + 1)
    placements = [CLASSES[number] for number in best.tolist()]
    if is_links_page(measures[best == 0]):
        placements = [
            Placement.LINKS_PAGE if one is Placement.CONTENT else one for one in placements
        ]
    template = (best > 0) & (best != CLASSES.index(Placement.COMMENTS))
    for link in np.flatnonzero(_in_author_box(measures) & template):
        placements[link] = Placement.AUTHOR_BOX
    return placements, likely[np.arange(len(best)), best]


def _in_author_box(measures: Rows) -> npt.NDArray[np.bool_]:
    """Links in a small block that says it is about the author, and nothing else since."""
    author = np.maximum(measures[:, COLUMN["in.author"]], measures[:, COLUMN["in.person_item"]])
    others = measures[:, _OTHER_PARTS].max(axis=1)
    near: npt.NDArray[np.bool_] = (author >= _NEAR) & (author > others)
    return near


_NEAR = 26
_OTHER_PARTS = [
    COLUMN[f"in.{sign}"]
    for sign in ("comments", "comment_item", "nav", "nav_element", "footer", "footer_element",
                 "header", "header_element", "listing", "related")
]  # fmt: skip
