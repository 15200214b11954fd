"""What needs a person, by partner, with the message to send, and verdicts that turned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from figures import parsed
from relationship_sample import relationship
from report_sample import CONFIG, TODAY, row, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.judge.run import Judgement
from linkcrawl.judge.verdicts.relationship import Draft, Relationship, Verdict
from linkcrawl.periods import Period, Window
from linkcrawl.store.read import StoredEvent
from linkcrawl.vocabulary import State
from reports.mailto import mailto
from reports.render import render
from reports.summary import Summary, summarise

AT = "2026-11-20T09:00:00Z"
EVENT = StoredEvent(
    AT, "verdict", "a.example", "https://a.example/", "https://ovens.example/", "keep", "fix"
)


def told(
    *states: tuple[str, State], limit: int = 160, found: tuple[Relationship, ...] = ()
) -> Summary:
    rows = tuple(
        row(Agreement(site, their_page=f"https://{site}/{number}"), state, "why", None)
        for number, (site, state) in enumerate(states)
    )
    return summarise(Judgement(rows, (), (), found), (), (), CONFIG, TODAY, limit=limit)


def test_a_partner_is_one_case_placed_by_its_worst_side() -> None:
    summary = told(
        ("a.example", State.CHANGED), ("b.example", State.MISSING), ("a.example", State.LOST),
        ("c.example", State.LIVE),
    )  # fmt: skip
    assert [
        (case.partner, [standing.check.state for standing in case.standings.rows])
        for case in summary.cases.rows
    ] == [("a.example", [State.LOST, State.CHANGED]), ("b.example", [State.MISSING])]


def test_long_cases_and_many_of_them_are_cut_and_say_so() -> None:
    many = [(f"p{n}.example", State.LOST) for n in range(9)] + [("p0.example", State.LOST)] * 9
    summary = told(*many, limit=16)
    first = summary.cases.rows[0]
    assert (len(first.standings.rows), first.standings.total) == (5, 10)
    assert (len(summary.cases.rows), summary.cases.total) == (4, 9)


def test_each_case_has_the_messages_of_its_relationships() -> None:
    drafts = [Draft("question", "", "Our link", f"Dear {n}") for n in range(2)]
    found = (
        relationship("a.example", Verdict.FIX, draft=drafts[0]),
        relationship("a.example", Verdict.FIX, draft=drafts[1], own="second.example"),
        relationship("b.example", Verdict.KEEP),
    )
    summary = told(("a.example", State.LOST), ("b.example", State.LOST), found=found)
    assert [case.drafts for case in summary.cases.rows] == [tuple(drafts), ()]


@pytest.mark.parametrize(
    "to",
    [
        "",
        "jo",
        "jo@mill",
        "jo@mill.example, all@mill.example",
        "jo@mill.example?bcc=all@mill.example",
        "jo@mill.example&cc=x@mill.example",
        "Jo <jo@mill.example>",
        "jo@mill.example\nBcc: all@mill.example",
        "javascript:alert(1)@mill.example",
        "jo%0abcc@mill.example",
    ],
)
def test_only_one_plain_address_can_be_written_to(to: str) -> None:
    assert mailto(to, "Our link", "Dear Jo") == ""


def test_a_message_comes_out_as_it_went_in() -> None:
    subject, text = 'A "link" & more?', "Dear Jo,\n\n- https://mill.example/a?b=1&c=2#d\n\nÜ 100 %"
    parts = urlsplit(mailto("jo@mühle.example", subject, text))
    assert (parts.scheme, parts.path) == ("mailto", "jo@xn--mhle-0ra.example")
    assert parse_qs(parts.query) == {"subject": [subject], "body": [text.replace("\n", "\r\n")]}


def test_a_text_that_is_too_long_for_an_address_is_left_to_be_copied(tmp_path: Path) -> None:
    long = Draft("question", "jo@a.example", "Our link", "Dear Jo, " * 300)
    found = (relationship("a.example", Verdict.FIX, draft=long),)
    assert "body" not in mailto(long.to, long.subject, long.text)
    html = render(told(("a.example", State.LOST), found=found), tmp_path).read_text("utf-8")
    assert "Its text is too long for that: copy it from here." in html


def test_the_message_is_one_click_away(tmp_path: Path) -> None:
    tree = parsed(render(sample_summary(), tmp_path))
    (case,) = (one for one in tree.iter("li") if "jo@brick.example" in "".join(one.itertext()))
    (address,) = (a.get("href", "") for a in case.iter("a") if "mailto:" in a.get("href", ""))
    (text,) = ("".join(pre.itertext()) for pre in case.iter("pre"))
    assert parse_qs(urlsplit(address).query)["body"] == [text.replace("\n", "\r\n")]


def turned(*events: StoredEvent, now: Verdict = Verdict.FIX) -> Summary:
    judgement = Judgement((), (), (), (relationship("a.example", now),))
    window = Window(Period.WEEK, "2026-11-14T00:00:00Z")
    return summarise(judgement, events, (), CONFIG, TODAY, window=window)


@pytest.mark.parametrize(
    ("events", "before"),
    [
        ([], []),
        ([EVENT], [Verdict.KEEP]),
        # Twice: what it was at first counts. Back again: nothing turned.
        ([replace(EVENT, before="watch"), EVENT], [Verdict.KEEP]),
        ([replace(EVENT, before="keep", after="fix"), replace(EVENT, before="fix")], []),
        ([replace(EVENT, at="2026-11-01T09:00:00Z")], []),
        ([replace(EVENT, target_url="https://other.example/")], []),
        ([replace(EVENT, before="<b>")], []),
    ],
)
def test_verdicts_that_turned_within_the_period_are_told_once(
    events: list[StoredEvent], before: list[Verdict]
) -> None:
    summary = turned(*events)
    assert [turn.before for turn in summary.turned.rows] == before
    assert summary.happened.total == 0
    assert summary.news == len(before)
