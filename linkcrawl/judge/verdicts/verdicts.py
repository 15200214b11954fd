"""Answers, states of agreements and the user's policy → keep, fix, remove or watch.

docs/verdicts.md says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkcrawl.judge.promises.promises import Side, promises_of
from linkcrawl.judge.verdicts.relationship import (
    Answer,
    Answered,
    Question,
    Signal,
    Verdict,
)
from linkcrawl.judge.verdicts.signals.deals import has_trade, is_broken
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.judge.verdicts.steps import where
from linkcrawl.said import marked, said, said_all
from linkcrawl.vocabulary import State

# Nothing is removed for less: so many risks, which outweigh what speaks for it by so much, and
# two questions answered no.
FEWEST_RISKS = 3
HEAVY = -1.0
_CLEAR_YES = 3
# A lapse in keeping a deal is mended, a large share of exchanges is nobody's fault: neither is
# a reason to end a relationship.
_NO_GROUNDS = frozenset({"unfulfilled", "one_sided", "reciprocal_share", "burst", "ring"})
_STRONG = 0.4


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A verdict and what it rests on, the strongest reason first."""

    verdict: Verdict
    reasons: tuple[str, ...]


def conclude(known: Known, signals: Sequence[Signal], answers: Sequence[Answered]) -> Conclusion:
    """The first that fits of: remove, fix, watch, keep."""
    if known.is_platform and not known.pair.agreements:
        return Conclusion(Verdict.KEEP, (said("A platform on which everybody may have a page."),))
    answered = {one.question: one.answer for one in answers}
    risks = tuple(one.sentence for one in signals if one.is_risk)
    if _is_to_go(known, signals, answered):
        return Conclusion(Verdict.REMOVE, risks)
    if amiss := tuple(_amiss(known, signals, answered)):
        return Conclusion(Verdict.FIX, tuple(dict.fromkeys((*amiss, *risks))))
    if doubts := tuple(_doubts(known, answered)):
        return Conclusion(Verdict.WATCH, (*doubts, *risks))
    health = tuple(one.sentence for one in signals if not one.is_risk)
    return Conclusion(Verdict.KEEP, (*health, *risks))


def _is_to_go(known: Known, signals: Sequence[Signal], answered: dict[Question, Answer]) -> bool:
    """True for followed links that several things speak against, whichever way they go."""
    if known.pair.other in known.policy.protected:
        return False
    if not (known.pair.followed_in or known.pair.followed_out):
        return False
    risks = [one for one in signals if one.is_risk and one.name not in _NO_GROUNDS]
    nos = {question for question, answer in answered.items() if answer is Answer.NO}
    # A link that nobody asked for, with a brand for an anchor, is at most a nuisance.
    if not known.is_traded and not known.pair.links_out and answered[Question.ANCHOR] is Answer.YES:
        return False
    return (
        len(nos) > 1
        and bool(nos & {Question.WITHOUT_DEAL, Question.RELEVANT})
        and len(risks) >= FEWEST_RISKS
        and sum(one.weight for one in signals) <= HEAVY
    )


def _amiss(
    known: Known, signals: Sequence[Signal], answered: dict[Question, Answer]
) -> Iterator[str]:
    """What is to be mended: our own lapses first, then theirs, then what policy asks for."""
    for side, whose in ((Side.OURS, _OURS), (Side.THEIRS, _THEIRS)):
        for check in known.pair.checks:
            if check.promise.side is side and is_broken(known, check):
                reason, at = check.reasons[0], where(check.promise)
                yield said(whose[check.state], where=at, reason=reason)
    yield from (one.sentence for one in signals if one.name in ("rel_against_policy", "competitor"))
    if not known.policy.trade_links and has_trade(known):
        yield said("Your policy trades no links, and this is an exchange.")
    # Only where somebody can be asked.
    if known.is_traded:
        for question in (Question.PLACEMENT, Question.ANCHOR):
            if answered[question] is Answer.NO and _is_backed(signals):
                yield _NOT_WELL[question]


_OURS = {
    State.LOST: marked("Our link{where} is lost: {reason}."),
    State.PAGE_GONE: marked("Our link{where} went with its page: {reason}."),
    State.OVERDUE: marked("Our link{where} is overdue: {reason}."),
    State.NO_CREDIT: marked("Our link{where} has no credit: {reason}."),
    State.CHANGED: marked("Our link{where} has changed: {reason}."),
    State.ELSEWHERE: marked("Our link{where} is elsewhere: {reason}."),
}
_THEIRS = {
    State.LOST: marked("Their link{where} is lost: {reason}."),
    State.PAGE_GONE: marked("Their link{where} went with its page: {reason}."),
    State.OVERDUE: marked("Their link{where} is overdue: {reason}."),
    State.NO_CREDIT: marked("Their link{where} has no credit: {reason}."),
    State.CHANGED: marked("Their link{where} has changed: {reason}."),
    State.ELSEWHERE: marked("Their link{where} is elsewhere: {reason}."),
}
_NOT_WELL = {
    Question.PLACEMENT: said("The link is not well placed."),
    Question.ANCHOR: said("The anchor is not natural, or the rel not honest."),
}


def _is_backed(signals: Sequence[Signal]) -> bool:
    """True where the risks are two, or one that is strong."""
    risks = [one for one in signals if one.is_risk]
    return len(risks) > 1 or any(abs(one.weight) >= _STRONG for one in risks)


def _doubts(known: Known, answered: dict[Question, Answer]) -> Iterator[str]:
    """Why it is too early to say: what nobody could look at is no doubt about anybody."""
    waiting = [check for check in known.pair.checks if check.state in _UNSETTLED]
    yield from (said(_UNSETTLED[c.state], where=where(c.promise)) for c in waiting)
    if not known.links:
        yield _nothing_there(known)
        return
    if not known.pair.links_in and _awaits_theirs(known):
        yield said("No link of theirs has been seen yet.")
    for question, answer in answered.items():
        if answer is Answer.NO:
            yield _NO[question]
    clear = sum(answer is Answer.YES for answer in answered.values())
    settled = answered[Question.RELEVANT] is Answer.YES or not known.is_traded
    if clear < _CLEAR_YES or not settled:
        unclear = [_IN_WORDS[q] for q, answer in answered.items() if answer is Answer.UNCLEAR]
        if unclear:
            yield said("Not clear yet: {questions}.", questions=said_all("; ", unclear))


def _awaits_theirs(known: Known) -> bool:
    """True where they promised a link, seen or not: asked of the agreement, not of visits."""
    return any(
        promise.side is Side.THEIRS and not (promise.end and promise.end < known.today)
        for agreement in known.pair.agreements
        for promise in promises_of(agreement)
    )


_UNSETTLED = {
    State.MISSING: marked(
        "A link was missing once{where}; the next check, a day later or more, decides."
    ),
    State.REVIEW: marked("What was found{where} does not settle it: a person should look."),
}
_IN_WORDS = {
    Question.WITHOUT_DEAL: said("would the link exist without the deal"),
    Question.RELEVANT: said("is it relevant"),
    Question.PLACEMENT: said("is it well placed"),
    Question.ANCHOR: said("is its anchor natural and its rel honest"),
}
_NO = {
    Question.WITHOUT_DEAL: said(
        "Would the link exist without the deal? No, but that alone decides nothing."
    ),
    Question.RELEVANT: said("Is it relevant? No, but that alone decides nothing."),
    Question.PLACEMENT: said("Is it well placed? No, but that alone decides nothing."),
    Question.ANCHOR: said(
        "Is its anchor natural and its rel honest? No, but that alone decides nothing."
    ),
}


def _nothing_there(known: Known) -> str:
    states = {check.state for check in known.pair.checks}
    if states == {State.ENDED}:
        return said("The agreement has ended, and no link is left.")
    if State.PENDING in states:
        return said("The deadline is still to come.")
    return said("Nothing could be looked at yet.")
