"""What the report says, before it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_sample import CONFIG, TODAY, link, row, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.judge.run import Judgement
from linkcrawl.store.crawls import StoredCrawl
from linkcrawl.store.read import StoredEvent
from linkcrawl.vocabulary import Placement, State
from reports.partner import file_name
from reports.summary import Summary, summarise
from reports.wording import (
    ANSWERS,
    CREDIT,
    FETCH,
    NEEDS_YOU,
    PRESENCE,
    QUESTIONS,
    RECIPROCITY,
    ROLES,
    STATES,
    TARGET,
    VERDICTS,
    next_step,
)

EMPTY = Judgement((), (), ())


def crawl(number: int, spider: str, at: str) -> StoredCrawl:
    return StoredCrawl(number, spider, f"{at}:00+00:00", "", "finished", 10, 9)


def of_states(*states: State) -> Judgement:
    rows = tuple(
        row(Agreement(f"p{i}.example", their_page="https://p.example/"), state, "why", None)
        for i, state in enumerate(states)
    )
    return Judgement(rows, (), ())


def told(judgement: Judgement, *crawls: StoredCrawl, limit: int = 160) -> Summary:
    return summarise(judgement, (), crawls, CONFIG, TODAY, limit=limit)


def test_attention_goes_to_what_a_person_can_mend_the_worst_first() -> None:
    summary = sample_summary()
    assert [standing.check.state for standing in summary.attention.rows] == [
        State.LOST, State.PAGE_GONE, State.OVERDUE, State.MISSING, State.NO_CREDIT, State.CHANGED,
        State.ELSEWHERE, State.REVIEW,
    ]  # fmt: skip
    assert summary.headline == "8 of 13 agreed links need you today."


def test_what_could_not_be_looked_at_is_no_broken_promise() -> None:
    summary = told(
        of_states(State.UNKNOWN, State.UNKNOWN), crawl(1, "partners", "2026-11-20T09:00")
    )
    assert (summary.attention.total, summary.unchecked.total) == (0, 2)
    assert summary.headline == "Nothing needs you today."


@pytest.mark.parametrize(
    ("judgement", "crawls", "headline"),
    [
        (EMPTY, 1, "There are no agreements yet."),
        (of_states(State.UNKNOWN), 0, "Nothing has been crawled yet, so nothing is known."),
        (of_states(State.LOST), 1, "1 of 1 agreed links needs you today."),
        (of_states(State.LIVE, State.ENDED), 1, "Nothing needs you today."),
    ],
)
def test_the_headline_is_the_answer(judgement: Judgement, crawls: int, headline: str) -> None:
    begun = [crawl(1, "partners", "2026-11-20T09:00")][:crawls]
    assert told(judgement, *begun).headline == headline


@pytest.mark.parametrize(
    ("crawls", "since"),
    [
        ([], ""),
        ([crawl(1, "partners", "2026-11-14T09:00")], ""),
        ([crawl(2, "own", "2026-11-14T10:00"), crawl(1, "partners", "2026-11-14T09:00")], ""),
        (
            [crawl(2, "partners", "2026-11-20T09:00"), crawl(1, "partners", "2026-11-14T09:00")],
            "2026-11-20T09:00:00+00:00",
        ),
        (
            [
                crawl(4, "own", "2026-11-20T23:00"), crawl(3, "partners", "2026-11-20T22:00"),
                crawl(2, "own", "2026-11-19T23:00"), crawl(1, "partners", "2026-11-19T22:00"),
            ],
            "2026-11-20T22:00:00+00:00",
        ),
        (
            [
                crawl(3, "partners", "2026-11-20T09:00"), crawl(2, "own", "2026-03-01T09:00"),
                crawl(1, "partners", "2026-02-01T09:00"),
            ],
            "2026-11-20T09:00:00+00:00",
        ),
    ],
)  # fmt: skip
def test_changes_are_those_of_the_newest_run(crawls: list[StoredCrawl], since: str) -> None:
    before = StoredEvent("2026-01-01T00:00:00+00:00", "added", "a.example", "", "", "", "x")
    after = replace(before, at="2026-11-21T00:00:00+00:00")
    summary = summarise(EMPTY, (after, before), crawls, CONFIG, TODAY)
    assert summary.since == since
    assert [change.at for change in summary.changes.rows] == ([after.at] if since else [])


def test_each_state_counts_both_sides() -> None:
    live = next(each for each in sample_summary().states if each.state is State.LIVE)
    assert (live.theirs, live.ours, live.standings.total) == (1, 1, 2)


def test_every_state_is_listed_and_explained() -> None:
    assert {each.state for each in sample_summary().states} == set(State)
    assert all(each.meaning.endswith(".") for each in sample_summary().states)


@pytest.mark.parametrize(
    "vocabulary",
    [
        STATES, FETCH, PRESENCE, TARGET, CREDIT, VERDICTS, ANSWERS, QUESTIONS, RECIPROCITY, ROLES,
    ],
)  # fmt: skip
def test_every_word_of_a_vocabulary_is_explained(vocabulary: dict[str, str]) -> None:
    (kind,) = {type(word) for word in vocabulary}
    assert set(vocabulary) == set(kind)  # type: ignore[call-overload]


def test_every_state_that_needs_a_person_says_what_to_do_next() -> None:
    for state in State:
        needed = state in NEEDS_YOU
        assert bool(next_step(state, True, "Jo")) is bool(next_step(state, False, "Jo")) is needed


def test_a_live_link_never_shows_a_difference() -> None:
    found = link("p.example/", "ovens.example/", anchor_text="oven's", placement=Placement.FOOTER)
    agreed = Agreement("p.example", anchor="ovens", placement=Placement.CONTENT, rel=("ugc",))
    for state, differences in ((State.LIVE, 0), (State.CHANGED, 3)):
        summary = told(Judgement((row(agreed, state, "why", found),), (), ()))
        (standing,) = summary.partners[0].standings.rows
        assert sum(fact.differs for fact in standing.facts) == differences


def test_links_are_counted_while_they_are_live() -> None:
    (brick,) = (p for p in sample_summary().partners if p.domain == "brick.example")
    assert (brick.live_in, brick.pages, brick.links_in.total) == (3, 3, 4)
    assert [(share.name, share.count) for share in brick.placements] == [
        ("content", 2), ("footer", 1),
    ]  # fmt: skip
    assert not brick.links_in.rows[-1].link.live


def test_the_same_link_on_many_pages_is_one_row() -> None:
    footer = [link(f"p.example/{i}", "ovens.example/", after="in a footer") for i in range(30)]
    alone = link("p.example/post", "ovens.example/", after="in a sentence of its own")
    rows = (row(Agreement("p.example"), State.LIVE, "as agreed", alone),)
    (partner,) = told(Judgement(rows, (*footer, alone), ())).partners
    assert [len(group.others) for group in partner.links_in.rows] == [29, 0]
    assert partner.live_in == 31


def test_partners_are_listed_as_people_look_them_up() -> None:
    domains = ("zoo.example", "xn--mhle-0ra.example", "mill.example")
    rows = tuple(row(Agreement(domain), State.LIVE, "as agreed", None) for domain in domains)
    listed = [partner.name for partner in told(Judgement(rows, (), ())).partners]
    assert listed == ["mill.example", "mühle.example", "zoo.example"]


def test_sites_without_an_agreement_are_listed_apart() -> None:
    summary = sample_summary()
    assert [other.domain for other in summary.others.rows] == ["stranger.example"]
    assert "stranger.example" not in {partner.domain for partner in summary.partners}


def test_long_lists_are_cut_and_say_so() -> None:
    summary = told(of_states(*[State.LOST] * 7), limit=5)
    assert (len(summary.attention.rows), summary.attention.more) == (5, 2)


def test_evidence_beyond_a_cut_list_is_the_page_of_the_partner() -> None:
    rows = tuple(
        row(Agreement("p.example", their_page=f"https://p.example/{i}"), State.LOST, "why", None)
        for i in range(3)
    )
    summary = told(Judgement(rows, (), ()), limit=2)
    hrefs = list(summary.hrefs.values())
    assert [("#" in href) for href in hrefs] == [True, True, False]


def test_problems_are_told_without_the_folders_of_the_machine() -> None:
    (problem,) = sample_summary().problems
    assert problem.startswith("agreements.csv, line 7")


@pytest.mark.parametrize(
    "domain", ["con", "aux.example", "a/b", "..", "A.example", "a" * 300 + ".example", "[::1]"]
)
def test_file_names_are_safe_and_their_own(domain: str) -> None:
    name = file_name(domain)
    assert name not in (domain, "")
    assert len(name) <= 110
    assert not set(name) & set('/\\:*?"<>|')
    assert name != file_name(f"{domain}x")
