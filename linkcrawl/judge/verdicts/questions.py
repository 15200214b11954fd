"""Signals → the four questions, each answered yes, no or unclear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from linkcrawl.judge.verdicts.relationship import Answer, Answered, Question, Signal
from linkcrawl.judge.verdicts.signals.kinds import KINDS
from linkcrawl.said import Said, said, said_as

# A question is answered where what speaks for and against adds up to this: one strong signal,
# or two weak ones.
CLEAR = 0.4
_TIE = 1e-9

_MISSING = {
    Question.WITHOUT_DEAL: said(
        "a link in the text of a related page, a business between the two, or"
        " visits that come over the link would say yes; a page of bought links would say no"
    ),
    Question.RELEVANT: said(
        "a crawl that reads enough of both sites to compare what they are about"
    ),
    Question.PLACEMENT: said(
        "a live link in the content of a page would say yes; one in the template"
        " or on a page of links would say no"
    ),
    Question.ANCHOR: said("a live link: its anchor and its rel answer this"),
}


def answer_all(signals: Sequence[Signal]) -> tuple[Answered, ...]:
    """The four questions in their order, out of the signals that bear on each."""
    return tuple(_answer(question, signals) for question in Question)


def _answer(question: Question, signals: Iterable[Signal]) -> Answered:
    bearing = [one for one in signals if question in KINDS[one.name].questions]
    total = sum(one.weight for one in bearing)
    answer = _said(total)
    return Answered(
        question,
        answer,
        tuple(one.sentence for one in bearing if not one.is_risk),
        tuple(one.sentence for one in bearing if one.is_risk),
        _would_change(question, answer, bearing, total),
    )


def _would_change(
    question: Question, answer: Answer, bearing: Sequence[Signal], total: float
) -> str:
    """What would have to be otherwise for another answer."""
    if answer is not Answer.UNCLEAR:
        return _without(bearing, total)
    if not bearing:
        return said("Nothing is known yet: {missing}.", missing=_MISSING[question])
    against = [one for one in bearing if one.is_risk]
    more = said("More is needed: {missing}.", missing=_MISSING[question])
    return _without(against, total) or more


def _said(total: float) -> Answer:
    if abs(total) < CLEAR - _TIE:
        return Answer.UNCLEAR
    return Answer.YES if total > 0 else Answer.NO


def _without(signals: Iterable[Signal], total: float) -> str:
    """The fewest signals, the heaviest first, whose absence would change the answer."""
    now, left, gone = _said(total), total, []
    for one in sorted(signals, key=lambda one: (-abs(one.weight), one.name)):
        if now is not Answer.UNCLEAR and one.is_risk == (now is Answer.YES):
            continue
        gone.append(said("“{signal}”", signal=said_as("signal", one.name.replace("_", " "))))
        left -= one.weight
        if _said(left) is not now:
            names = reduce(_and, gone)
            return said(
                "Without {signals} it would be {answer}.", signals=names, answer=_said(left)
            )
    return ""


def _and(some: Said, one: Said) -> Said:
    return said("{some} and {one}", some=some, one=one)
