"""How well placements fit the labels: precision, recall and F1, links of a page capped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

CAP = 50
REGIONS = ("content", "links_page", "navigation", "header", "footer", "sidebar", "comments")
_IN_CONTENT = {"content", "links_page"}
Answers = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Label:
    """What people, or the page's author, say of one link. *accept* are fair answers too."""

    page: str
    link: int
    kind: str
    content: bool
    region: str | None
    accept: frozenset[str]
    by_people: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The usual three, of one class."""

    precision: float
    recall: float
    f1: float


def content_scores(labels: Sequence[Label], answers: Answers) -> tuple[Score, float]:
    """Content against the rest, and the mean F1 of both."""
    sure: defaultdict[tuple[bool, bool], float] = defaultdict(float)
    weights = _weights([(label.page, label.content) for label in labels])
    for label, weight in zip(labels, weights, strict=True):
        answer = answers.get((label.page, label.link), "missing")
        sure[label.content, answer in _IN_CONTENT] += weight
    yes = _score(sure[True, True], sure[False, True], sure[True, False])
    no = _score(sure[False, False], sure[True, False], sure[False, True])
    return yes, (yes.f1 + no.f1) / 2


def region_scores(
    labels: Iterable[Label], answers: Answers, *, lenient: bool
) -> tuple[dict[str, Score], float]:
    """Each region's score, and the mean F1 of those that occur."""
    labelled = [label for label in labels if label.region]
    right: defaultdict[str, float] = defaultdict(float)
    wrong: defaultdict[str, float] = defaultdict(float)
    missed: defaultdict[str, float] = defaultdict(float)
    weights = _weights([(label.page, label.region) for label in labelled])
    for label, weight in zip(labelled, weights, strict=True):
        region = str(label.region)
        answer = answers.get((label.page, label.link), "missing")
        if answer == region or (lenient and answer in label.accept):
            right[region] += weight
        else:
            missed[region] += weight
            wrong[answer] += weight
    found = {
        region: _score(right[region], wrong[region], missed[region])
        for region in REGIONS
        if right[region] + missed[region]
    }
    return found, sum(score.f1 for score in found.values()) / len(found)


def scores_by_kind(labels: Sequence[Label], answers: Answers) -> dict[str, Score]:
    """Content against the rest, for each kind of page that has content links."""
    kinds = sorted({label.kind for label in labels if label.content})
    return {
        kind: content_scores([label for label in labels if label.kind == kind], answers)[0]
        for kind in kinds
    }


def _weights(keys: Sequence[Hashable]) -> list[float]:
    """The links of one page and class weigh at most CAP together."""
    often = Counter(keys)
    return [min(1.0, CAP / often[key]) for key in keys]


def _score(right: float, wrong: float, missed: float) -> Score:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1)
