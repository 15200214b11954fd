"""Candidates held against the criteria, scored, and told apart: good ones and bad ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from candidates_web import copied
from test_criteria import GOOD

from linkcrawl.criteria import Criteria, Outcome
from linkcrawl.judge.candidates.candidacies import candidates_of
from linkcrawl.judge.candidates.candidates import Candidate, Links, candidate_of, in_order
from linkcrawl.judge.criteria.criteria import SiteFigures
from linkcrawl.judge.run import judge
from linkcrawl.judge.verdicts.signals.known import Cue, OtherSite
from linkcrawl.store.database import open_existing
from linkcrawl.workspace import load_workspace

CRITERIA = Criteria.model_validate({})
SELLS = Cue("https://partner.example/prices", "Buy a link", True)
ASKS = Cue("https://partner.example/write", "Write for us", False)


@pytest.mark.parametrize(
    ("links", "failed"),
    [
        (Links(), []),
        (Links(cues=(ASKS,)), []),
        (Links(cues=(SELLS,)), ["sells_links"]),
        (Links(OtherSite(read=10, crowded=9, crowded_url="https://a.example/")), ["network"]),
        (Links(network="It stands in a dense group."), ["network"]),
        (Links(rival="rival.example"), ["competitor"]),
    ],
)
def test_what_its_links_tell_counts_like_a_criterion(links: Links, failed: list[str]) -> None:
    found = candidate_of(GOOD, links, CRITERIA)

    assert [one.name for one in found.failed] == failed
    assert found.qualified is (Outcome.FAIL if failed else Outcome.PASS)


def test_a_score_comes_after_the_criteria_and_never_without_its_parts() -> None:
    good = candidate_of(GOOD, Links(), CRITERIA)
    failing = candidate_of(replace(GOOD, words=3.0), Links(), CRITERIA)

    assert {part.name: round(part.value, 2) for part in good.parts} == {
        "relevance": 0.8, "substance": 0.9, "restraint": 0.88, "freshness": 0.99, "authority": 0.6,
    }  # fmt: skip
    assert sum(part.weight for part in good.parts) == pytest.approx(1)
    assert good.score == 84
    assert failing.score is None


def test_what_is_not_known_moves_no_score() -> None:
    known = candidate_of(replace(GOOD, relevance=0.9, substance=0.9), Links(), CRITERIA)
    less = SiteFigures("b.example", relevance=0.9, substance=0.9, pages=9)

    assert candidate_of(less, Links(), CRITERIA).score == 90
    assert known.score is not None
    assert candidate_of(SiteFigures("c.example"), Links(), CRITERIA).score is None


def test_those_that_qualify_come_first() -> None:
    sites = [
        candidate_of(replace(GOOD, site="fails.example", words=1.0), Links(), CRITERIA),
        candidate_of(SiteFigures("unread.example"), Links(), CRITERIA),
        candidate_of(replace(GOOD, site="b.example", relevance=0.5), Links(), CRITERIA),
        candidate_of(replace(GOOD, site="a.example", relevance=0.9), Links(), CRITERIA),
    ]

    assert [one.domain for one in in_order(sites)] == [
        "a.example", "b.example", "unread.example", "fails.example",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Candidate]:
    folder: Path = copied(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("judged"))
    workspace = load_workspace(folder)
    db = open_existing(workspace.database)
    found = judge(db, workspace, date.today())
    links = (*found.links_in, *found.links_out)
    return {
        one.domain: one for one in candidates_of(db, workspace, found.graph, links, date.today())
    }


@pytest.mark.parametrize(
    ("site", "failed"),
    [
        ("backhaus.example", set()),
        ("farm.example", {"outbound_domains", "links_pages", "sells_links"}),
        ("dead.example", {"newest_days", "updates"}),
        ("onepage.example", {"pages", "words", "substance"}),
        ("rival.eu", {"competitor"}),
    ],
)
def test_good_sites_and_bad_ones_are_told_apart(
    judged: dict[str, Candidate], site: str, failed: set[str]
) -> None:
    assert {one.name for one in judged[site].failed} >= failed
    assert (judged[site].qualified is Outcome.PASS) is not bool(failed)


def test_the_best_site_in_another_language_gets_a_proposal(judged: dict[str, Candidate]) -> None:
    best = next(iter(judged.values()))

    assert best.domain == "backhaus.example"
    assert best.proposal.for_us is not None
    assert best.proposal.for_us.target.url.startswith("http://backhaus.example/blog/")
    assert best.proposal.for_us.host.url.startswith("http://own.example/")
    assert best.draft is not None
    assert best.draft.to == "post@backhaus.example"


def test_nothing_is_proposed_to_a_site_that_fails(judged: dict[str, Candidate]) -> None:
    drafts = {site: one.draft for site, one in judged.items() if one.qualified is Outcome.FAIL}

    assert set(drafts.values()) == {None}
