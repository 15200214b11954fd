"""What is known of a pair → the relationship, with signals, answers and verdict."""

from __future__ import annotations

from linkcrawl.judge.verdicts.messages import draft_of
from linkcrawl.judge.verdicts.questions import answer_all
from linkcrawl.judge.verdicts.relationship import Relationship
from linkcrawl.judge.verdicts.signals.all import signals_of
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.judge.verdicts.steps import steps_for
from linkcrawl.judge.verdicts.verdicts import conclude


def relate(known: Known, own_name: str) -> Relationship:
    """The relationship of a pair; *own_name* is how messages to the partner are signed."""
    signals = signals_of(known)
    answers = answer_all(signals)
    conclusion = conclude(known, signals, answers)
    pair = known.pair
    return Relationship(
        own=pair.own,
        other=pair.other,
        role=pair.relation,
        reciprocity=known.reciprocity,
        ring=known.ring,
        links_in=len(pair.links_in),
        links_out=len(pair.links_out),
        followed_in=pair.followed_in,
        followed_out=pair.followed_out,
        relevance=known.relevance,
        signals=signals,
        answers=answers,
        verdict=conclusion.verdict,
        reasons=conclusion.reasons,
        steps=steps_for(known, conclusion.verdict, signals),
        draft=draft_of(known, conclusion.verdict, own_name),
    )
