"""Drafts: to whom, about what, in which language, how often, and what never gets into one."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import get_args

import pytest
from relationship_facts import OURS, POST, TODAY, agreement, checked, known, link, link_out

from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.messages import PAUSE, draft_of, issued
from linkcrawl.judge.verdicts.relationship import Draft, Verdict
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.policy import Policy
from linkcrawl.vocabulary import State

LANGUAGES = get_args(Policy.model_fields["language"].annotation)


def facts(state: State, language: str = "en", **contact: str) -> Known:
    agreed = agreement(**contact)
    return known(
        link_out(),
        agreements=(agreed,),
        checks=(checked(Side.THEIRS, state, agreed), checked(Side.OURS, State.LIVE, agreed)),
        policy=Policy(language=language),
    )


def draft(state: State, verdict: Verdict = Verdict.FIX, **more: str) -> Draft:
    found = draft_of(facts(state, **more), verdict, "Oak & Ember")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.OVERDUE, "reminder"),
        (State.LOST, "question"),
        (State.PAGE_GONE, "question"),
        (State.CHANGED, "question"),
        (State.NO_CREDIT, "question"),
        (State.ELSEWHERE, "question"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_cites_page_and_date(state: State, kind: str, language: str):
    found = draft(state, language=language)

    assert (found.kind, found.to) == (kind, "hester@mill.example")
    assert POST in found.text
    assert "20" in found.text
    assert "2026" in found.text
    assert "Hester Lane" in found.text
    assert "Oak & Ember" in found.text
    assert "$" not in found.text + found.subject
    assert 60 < len(found.text.split()) < 130


@pytest.mark.parametrize(
    "state", [State.MISSING, State.UNKNOWN, State.REVIEW, State.PENDING, State.LIVE, State.ENDED]
)
def test_nobody_is_written_to_about_what_is_not_sure(state: State):
    assert draft_of(facts(state), Verdict.FIX, "Ovens") is None


@pytest.mark.parametrize("verdict", [Verdict.KEEP, Verdict.WATCH])
def test_nobody_is_written_to_where_nothing_is_to_be_done(verdict: Verdict):
    assert draft_of(facts(State.OVERDUE), verdict, "Ovens") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_names_our_page_and_the_day(language: str):
    found = draft(State.LIVE, Verdict.REMOVE, language=language)

    assert found.kind == "removal"
    assert OURS in found.text
    assert "21" in found.text
    assert POST not in found.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_we_have_no_link_theirs_are_asked_to_go(language: str):
    agreed = agreement("sponsored")
    paid = known(link(), agreements=(agreed,), policy=Policy(language=language))
    found = draft_of(paid, Verdict.REMOVE, "Ovens")

    assert found is not None
    assert POST in found.text
    assert "$" not in found.text


def test_without_an_agreement_there_is_nobody_to_tell():
    assert draft_of(known(link(), link_out()), Verdict.REMOVE, "Ovens") is None


def test_dates_are_written_as_people_write_them():
    assert "by 1 November 2026" in draft(State.OVERDUE).text
    assert "bis zum 1. November 2026" in draft(State.OVERDUE, language="de").text


def test_a_partner_without_a_name_is_greeted_all_the_same():
    assert draft(State.LOST, contact_name="").text.startswith("Hello,\n")


def test_what_others_wrote_stays_one_line_and_no_placeholder():
    found = draft(
        State.LOST,
        contact_name="Eve\r\nBcc: all@x.example $own \u202e",
        contact_email="a@b.example\n",
    )

    assert found.text.splitlines()[0] == "Hello Eve Bcc: all@x.example $own,"
    assert found.to == "a@b.example"
    assert "\n" not in found.subject


@pytest.mark.parametrize(
    ("days", "day"),
    [(0, 0), (1, 1), (PAUSE.days - 1, PAUSE.days - 1), (PAUSE.days, 0), (30, 0)],
)
def test_a_draft_keeps_its_day_until_the_next_may_be_sent(days: int, day: int):
    before = str(TODAY - timedelta(days=days))

    found = issued(draft(State.OVERDUE), before, TODAY)

    assert date.fromisoformat(found.issued) == TODAY - timedelta(days=day)


def test_a_first_draft_is_of_today():
    assert issued(draft(State.OVERDUE), "", TODAY).issued == str(TODAY)


def test_every_language_has_the_same_texts():
    texts = [
        tomllib.loads(
            files("linkcrawl.judge.verdicts.letters")
            .joinpath(f"{language}.toml")
            .read_text("utf-8")
        )
        for language in LANGUAGES
    ]
    shapes = [{key: sorted(v) if isinstance(v, dict) else type(v) for key, v in text.items()}
              for text in texts]  # fmt: skip

    assert len(shapes) > 1
    assert all(shape == shapes[0] for shape in shapes)
