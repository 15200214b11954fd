"""Scores as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence

from bench.placement.scores import (
    Answers,
    Label,
    Score,
    content_scores,
    region_scores,
    scores_by_kind,
)


def print_report(name: str, labels: Sequence[Label], answers: Answers) -> None:
    """Print content, kinds of pages and regions, the latter by who set them."""
    content, macro = content_scores(labels, answers)
    print(f"\n{name}\n  content {_triple(content)}, macro-F1 {macro:.3f}")
    kinds = scores_by_kind(labels, answers)
    print("  by kind:", ", ".join(f"{kind} {score.f1:.2f}" for kind, score in kinds.items()))
    for people in (True, False):
        who = "people" if people else "markup"
        some = [label for label in labels if label.by_people == people]
        if not any(label.region for label in some):
            continue
        strict, mean_strict = region_scores(some, answers, lenient=False)
        lenient, mean_lenient = region_scores(some, answers, lenient=True)
        print(
            f"  regions set by {who}: macro-F1 {mean_strict:.3f} strict, {mean_lenient:.3f} lenient"
        )
        for region, score in strict.items():
            print(f"    {region:11} strict {_triple(score)} | lenient {_triple(lenient[region])}")


def _triple(score: Score) -> str:
    return f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
