"""What partners do and how they cheat: each case of tests/sites/cheats, crawled and judged."""

from __future__ import annotations

import pytest
from sites.cheats.case import Case
from sites.cheats.cases import CASES, GROUPS
from sites.cheats.run import Run, facets, run_suite
from sites.cheats.table import published, table

from linkcrawl.vocabulary import State

BROKEN = (State.MISSING, State.LOST, State.PAGE_GONE)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_suite(tmp_path_factory.mktemp("cheats"), CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_is_found_as_it_is(run: Run, case: Case) -> None:
    check = run.first[case.name]

    assert (facets(check, case.expected), check.reasons) == (case.expected, check.reasons)


@pytest.mark.parametrize("case", [case for case in CASES if case.then], ids=lambda case: case.name)
def test_each_case_is_found_as_it_became(run: Run, case: Case) -> None:
    check = run.second[case.name]
    assert case.then is not None

    assert (facets(check, case.then), check.reasons) == (case.then, check.reasons)


def test_no_honest_partner_is_said_to_have_taken_a_link_away(run: Run) -> None:
    honest = GROUPS["Kept, in odd but honest ways"]

    assert [c.name for c in honest if run.first[c.name].state is not State.LIVE] == []


def test_no_page_that_could_not_be_read_is_a_broken_promise(run: Run) -> None:
    unread = GROUPS["Not to be read: never a broken promise"]

    assert [c.name for c in unread if run.first[c.name].state is not State.UNKNOWN] == []


def test_an_absent_link_says_what_stands_in_its_place(run: Run) -> None:
    said = run.first["commented"].reasons

    assert "commented out" in said[1]
    assert "kilnhouse.example/ovens" in said[1]


def test_all_links_that_may_be_meant_are_listed_the_best_first(run: Run) -> None:
    check = run.first["twice"]

    assert [link.rel for link in check.links] == ["", "nofollow"]
    assert check.links[0] == check.link


def test_an_orphaned_page_is_noticed(run: Run) -> None:
    assert "no page of the site that was read links to this one" in run.first["orphan"].reasons


def test_nothing_went_wrong_on_the_way(run: Run) -> None:
    assert [line for log in run.logs for line in log.splitlines() if " ERROR" in line] == []


def test_a_change_of_rel_says_what_became_of_the_other_links(run: Run) -> None:
    notes = {event.partner: event.note for event in run.told if event.kind == "rel"}

    assert notes["only-ours.example"].startswith("only this link: none of the 4 others")
    assert notes["all-links.example"].startswith("all 4 other links")


def test_what_was_not_changed_is_no_event(run: Run) -> None:
    changed = {case.host for case in CASES if case.later is not None and case.later != case.pages}

    # Conclusions turn with the agreements, too, of which the second crawl has fewer.
    states = [event for event in run.told if event.kind == "state"]
    seen = [event for event in run.told if event.kind not in ("state", "verdict")]
    assert {event.partner for event in seen} <= changed
    assert {event.after for event in states} == {"lost", "page_gone"}


def test_the_published_table_is_that_of_this_run(run: Run) -> None:
    assert table(run) == published()
