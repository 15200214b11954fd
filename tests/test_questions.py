"""The four questions: what makes a yes, a no, and neither."""

from __future__ import annotations

import pytest

from linkcrawl.judge.verdicts.questions import answer_all
from linkcrawl.judge.verdicts.relationship import Answer, Answered, Question
from linkcrawl.judge.verdicts.signals.kinds import signal

_DEAL, _RELEVANT = Question.WITHOUT_DEAL, Question.RELEVANT
_PLACEMENT, _ANCHOR = Question.PLACEMENT, Question.ANCHOR


def answered(question: Question, *names: str) -> Answered:
    answers = answer_all([signal(name, f"{name} was seen.") for name in names])
    return next(one for one in answers if one.question is question)


@pytest.mark.parametrize(
    ("question", "names", "answer"),
    [
        (_DEAL, ["related_page"], Answer.YES),
        (_DEAL, ["in_text", "one_way"], Answer.YES),
        (_DEAL, ["in_text"], Answer.UNCLEAR),
        (_DEAL, ["in_text", "related_page", "everyone"], Answer.UNCLEAR),
        (_DEAL, ["sells_links"], Answer.NO),
        (_RELEVANT, ["related_site"], Answer.YES),
        (_RELEVANT, ["related_site", "unrelated_page"], Answer.UNCLEAR),
        (_RELEVANT, ["unrelated_site", "unrelated_page"], Answer.NO),
        (_PLACEMENT, ["in_content"], Answer.YES),
        (_PLACEMENT, ["in_content", "in_text", "sitewide_link"], Answer.UNCLEAR),
        (_PLACEMENT, ["sitewide_link"], Answer.NO),
        (_ANCHOR, ["natural_anchor"], Answer.YES),
        (_ANCHOR, ["exact_anchor"], Answer.UNCLEAR),
        (_ANCHOR, ["exact_anchor", "repeated_anchor"], Answer.NO),
        # Honest words, but paid for and not marked.
        (_ANCHOR, ["natural_anchor", "rel_against_policy"], Answer.UNCLEAR),
    ],
)
def test_what_speaks_for_and_against_adds_up(question: Question, names: list[str], answer: Answer):
    assert answered(question, *names).answer is answer


@pytest.mark.parametrize("question", list(Question))
def test_without_evidence_no_question_is_answered(question: Question):
    found = answered(question)

    assert (found.answer, found.in_favour, found.against) == (Answer.UNCLEAR, (), ())
    assert found.would_change.startswith("Nothing is known yet:")


def test_all_four_are_answered_in_their_order():
    assert [one.question for one in answer_all([])] == list(Question)


def test_both_sides_are_told():
    found = answered(_PLACEMENT, "in_content", "sitewide_link")

    assert found.in_favour == ("in_content was seen.",)
    assert found.against == ("sitewide_link was seen.",)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["sells_links"], "Without “sells links” it would be unclear."),
        (["related_page"], "Without “related page” it would be unclear."),
        (["sells_links", "everyone"], "Without “sells links” and “everyone” it would be unclear."),
        (["in_text", "related_page", "everyone"], "Without “everyone” it would be yes."),
    ],
)
def test_it_says_what_would_change_the_answer(names: list[str], words: str):
    assert answered(_DEAL, *names).would_change == words


def test_where_nothing_speaks_against_it_says_what_is_missing():
    assert answered(_DEAL, "in_text").would_change.startswith("More is needed:")
