"""Surroundings → placement: the part of the page that holds a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from linkcrawl.classify.links_page import is_links_page
from linkcrawl.classify.placement_evidence import evidence_of
from linkcrawl.classify.placement_model import Floats, load_model
from linkcrawl.items import Surroundings
from linkcrawl.page.measures import COLUMN, MEASURES, SURROUNDINGS_VERSION, Rows
from linkcrawl.page.topics import PAGE_KINDS
from linkcrawl.vocabulary import Placement

PLACEMENT_VERSION = 2
CLASSES = (
    Placement.CONTENT, Placement.NAVIGATION, Placement.HEADER, Placement.FOOTER,
    Placement.SIDEBAR, Placement.COMMENTS,
)  # fmt: skip
ENOUGH_FOR_CONTENT = 0.5
_COMMENTS = CLASSES.index(Placement.COMMENTS)
FORUM = PAGE_KINDS.index("forum") + 1
# Bytes that the facts of one link take: the version of the measures, and the measures.
WIDTH = 1 + len(MEASURES)


class PlacementAnswer(NamedTuple):
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
    known = [one for one in surroundings if _is_known(one.features)]
    if not known:
        return [PlacementAnswer(Placement.UNKNOWN, 0.0, one) for one in surroundings]
    rows = np.frombuffer(b"".join([one.features for one in known]), np.uint8)
    measures = rows.reshape(len(known), WIDTH)[:, 1:]
    placements, sure = decide(load_model().probabilities(measures), measures)
    answers = map(PlacementAnswer, placements, sure.astype(float).round(2).tolist(), known)
    if len(known) == len(surroundings):
        return list(answers)
    return [
        next(answers) if _is_known(one.features) else PlacementAnswer(Placement.UNKNOWN, 0.0, one)
        for one in surroundings
    ]


def _is_known(features: bytes) -> bool:
    return len(features) == WIDTH and features[0] == SURROUNDINGS_VERSION


def decide(likely: Floats, measures: Rows) -> tuple[list[Placement], Floats]:
    """Placements out of the probabilities of CLASSES, one row a link of one page."""
    likely = _posts_are_content(likely, measures)
    best = np.where(likely[:, 0] >= ENOUGH_FOR_CONTENT, 0, likely[:, 1:].argmax(axis=1) + 1)
    placements = [CLASSES[number] for number in best.tolist()]
    if is_links_page(measures[best == 0]):
        placements = [
            Placement.LINKS_PAGE if one is Placement.CONTENT else one for one in placements
        ]
    template = (best > 0) & (best != _COMMENTS)
    for link in np.flatnonzero(_in_author_box(measures) & template):
        placements[link] = Placement.AUTHOR_BOX
    return placements, likely[np.arange(len(best)), best]


def _posts_are_content(likely: Floats, measures: Rows) -> Floats:
    """In a forum what looks like comments are posts, and posts are what the page is for."""
    if measures[0, COLUMN["page.address"]] != FORUM:
        return likely
    likely = likely.copy()
    likely[:, 0] += likely[:, _COMMENTS]
    likely[:, _COMMENTS] = 0
    return likely


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
