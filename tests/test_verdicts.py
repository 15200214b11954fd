"""Keep, fix, remove or watch: the table, and what never happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relationship_facts import (
    OTHER,
    OWN,
    POST,
    agreement,
    checked,
    known,
    link,
    link_out,
)

from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.relate import relate
from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from linkcrawl.judge.verdicts.signals.known import Bar, Cue, Group, Known, OtherSite, Profile
from linkcrawl.policy import Policy, Rel, RelPolicy
from linkcrawl.vocabulary import AnchorType, Placement, Relation, State

PAIR = (POST, f"https://{OWN}/")
RELATED = {"related": True, "relevance": 0.6, "page_relevance": {PAIR: True}}
STRANGE = {"related": False, "relevance": 0.01, "page_relevance": {PAIR: False}}
FOOTER = {"placement": Placement.FOOTER, "in_prose": False, "sitewide": True}
KEYWORD = {"anchor_text": "wood-fired oven", "anchor_type": AnchorType.EXACT_MATCH}
FARM = {
    **STRANGE,
    "site": OtherSite(read=8, crowded=8, sites=13, crowded_url=POST),
    "cues": (Cue(POST, "Buy backlinks", sells=True),),
    "bars": (Bar(POST, sites=13, pages=8),),
    "operator": Group((OTHER, "casino.example"), "2 sites have one operator."),
}
BOTH = (link(), link_out())
TRADE = (agreement(),)


def states(theirs: State, ours: State = State.LIVE) -> dict[str, object]:
    """An exchange with its sides in these states."""
    checks = (checked(Side.THEIRS, theirs), checked(Side.OURS, ours))
    return {"agreements": TRADE, "checks": checks}


def verdict(facts: Known) -> Verdict:
    return relate(facts, "Ovens").verdict


TABLE = [
    ("a kept exchange of related sites, in their texts",
     known(*BOTH, **states(State.LIVE), **RELATED), Verdict.KEEP),
    ("a mutual link that nobody agreed on", known(*BOTH, **RELATED), Verdict.KEEP),
    ("an earned link, of a site not known otherwise", known(link()), Verdict.KEEP),
    ("a link of ours to a page that we quote", known(link_out()), Verdict.KEEP),
    ("the same, and nothing is known of what the sites are about",
     known(*BOTH, **states(State.LIVE)), Verdict.WATCH),
    ("kept, as far as anybody could look",
     known(*BOTH, **states(State.UNKNOWN), **RELATED), Verdict.KEEP),
    ("not due yet", known(link_out(), **states(State.PENDING), **RELATED), Verdict.WATCH),
    ("not due yet, and nothing there",
     known(agreements=TRADE, checks=(checked(Side.THEIRS, State.PENDING),)), Verdict.WATCH),
    ("never seen, and nobody could look", known(link_out(), **states(State.UNKNOWN), **RELATED),
     Verdict.WATCH),
    ("missing once", known(link_out(), **states(State.MISSING), **RELATED), Verdict.WATCH),
    ("lost", known(link_out(), **states(State.LOST), **RELATED), Verdict.FIX),
    ("overdue", known(link_out(), **states(State.OVERDUE), **RELATED), Verdict.FIX),
    ("changed", known(*BOTH, **states(State.CHANGED), **RELATED), Verdict.FIX),
    ("we owe them a link", known(link(), **states(State.LIVE, State.OVERDUE), **RELATED),
     Verdict.FIX),
    ("ended, and no link left",
     known(agreements=TRADE, checks=(checked(Side.THEIRS, State.ENDED),)), Verdict.WATCH),
    ("traded against our policy",
     known(*BOTH, **states(State.LIVE), **RELATED, policy=Policy(trade_links=False)), Verdict.FIX),
    ("earned, where we trade no links", known(link(), policy=Policy(trade_links=False)),
     Verdict.KEEP),
    ("our link to a competitor", known(link_out(), relation=Relation.COMPETITOR), Verdict.FIX),
    ("a competitor's link to us", known(link(), relation=Relation.COMPETITOR), Verdict.KEEP),
    ("agreed, and on a page of links",
     known(link(placement=Placement.LINKS_PAGE, in_prose=False), link_out(), **states(State.LIVE),
           **RELATED), Verdict.FIX),
    ("our own list of links, which nobody asked for",
     known(link_out(placement=Placement.LINKS_PAGE, in_prose=False), **RELATED), Verdict.WATCH),
    ("our link on a list, where they have one of ours in a text",
     known(link_out(placement=Placement.LINKS_PAGE), link(), **RELATED), Verdict.KEEP),
    ("our page on a social network, in our footer", known(link_out(**FOOTER), is_platform=True),
     Verdict.KEEP),
    ("not agreed, and in a footer: nobody can be asked",
     known(link(**FOOTER), **RELATED), Verdict.WATCH),
    ("unrelated, and that alone", known(*BOTH, **states(State.LIVE), related=False),
     Verdict.WATCH),
    ("a link farm that we trade with",
     known(link(**FOOTER, **KEYWORD), link_out(), **states(State.LIVE), **FARM), Verdict.REMOVE),
    ("a link farm that links to us unasked, with our keyword",
     known(link(**FOOTER, **KEYWORD), **FARM), Verdict.REMOVE),
    ("a link farm that links to us unasked, by our name", known(link(**FOOTER), **FARM),
     Verdict.WATCH),
    ("a link farm whose links do not count",
     known(link(**FOOTER, **KEYWORD, rel="nofollow"), **FARM), Verdict.WATCH),
    ("a link farm that the user protects",
     known(link(**FOOTER, **KEYWORD), **FARM, policy=Policy(protected=(OTHER,))), Verdict.WATCH),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "wanted"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_the_table(facts: Known, wanted: Verdict):
    found = relate(facts, "Ovens")

    assert found.verdict is wanted, found.reasons


@pytest.mark.parametrize(("facts", "wanted"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_every_verdict_has_a_reason_and_what_asks_for_deeds_says_which(
    facts: Known, wanted: Verdict
):
    found = relate(facts, "Ovens")

    assert found.reasons
    assert all(reason.endswith(".") for reason in found.reasons)
    assert bool(found.steps) or wanted in (Verdict.KEEP, Verdict.WATCH)


def test_nothing_is_removed_for_being_mutual():
    crowd = Profile(reciprocal_share=1.0, usual=0.3, domains=400)
    facts = known(*BOTH, **states(State.LIVE), **RELATED, profile=crowd, begun_with=40)

    assert "reciprocal_share" in {one.name for one in relate(facts, "Ovens").signals}
    assert verdict(facts) is not Verdict.REMOVE


def test_our_own_lapse_comes_first():
    found = relate(known(link(), **states(State.LOST, State.OVERDUE), **RELATED), "Ovens")

    assert found.reasons[0] == "Our link on /guide is overdue: it is overdue."
    assert found.reasons[1] == "Their link on /post is lost: it is lost."
    assert found.steps[0].startswith("Set the link that we promised")
    assert found.steps[1].startswith("Ask whether their link can come back")


def test_where_only_our_link_is_there_it_is_ours_to_mend():
    facts = known(
        link_out(**FOOTER), agreements=(agreement("customer", their_page="", our_target=""),)
    )

    assert relate(facts, "Ovens").steps == (
        "Move our link into the text of a related page: https://ovens.example/guide.",
    )


@pytest.mark.parametrize(
    ("wanted", "result"), [(Rel.ANY, Verdict.FIX), (Rel.NOFOLLOW, Verdict.KEEP)]
)
def test_a_rel_that_the_policy_asks_for_breaks_no_promise(wanted: Rel, result: Verdict):
    nofollow = link_out(rel="nofollow")
    checks = (
        checked(Side.THEIRS, State.LIVE),
        checked(Side.OURS, State.NO_CREDIT, found=nofollow),
    )
    policy = Policy(rel=RelPolicy(exchange=wanted))
    theirs = link(rel="nofollow")
    facts = known(theirs, nofollow, agreements=TRADE, checks=checks, policy=policy, **RELATED)

    assert verdict(facts) is result


def test_what_goes_begins_with_our_own_link():
    facts = known(link(**FOOTER, **KEYWORD), link_out(), **states(State.LIVE), **FARM)
    steps = relate(facts, "Ovens").steps

    assert steps[0].startswith("Take our link off: https://ovens.example/guide")
    assert "agreement ends" in steps[1]
    assert steps[2].startswith("Ask them to take their link off")


SINGLE_RISKS = [
    {"related": False},
    {"page_relevance": {PAIR: False}},
    {"bars": (Bar(POST, sites=13, pages=8),)},
    {"cues": FARM["cues"]},
    {"site": FARM["site"]},
    {"operator": FARM["operator"]},
    {"cluster": FARM["operator"]},
    {"begun_with": 9},
]


@pytest.mark.parametrize("risk", SINGLE_RISKS, ids=lambda risk: next(iter(risk)))
def test_one_risk_is_never_a_removal(risk: dict[str, object]):
    for base in (known(link(**KEYWORD)), known(*BOTH, **states(State.LIVE), **RELATED)):
        assert verdict(replace(base, **risk)) is not Verdict.REMOVE  # type: ignore[arg-type]


def some_links() -> st.SearchStrategy[list[object]]:
    one = st.builds(
        link,
        source_url=st.sampled_from([POST, f"{POST}/2", f"{POST}/3"]),
        anchor_type=st.sampled_from(AnchorType),
        placement=st.sampled_from(Placement),
        rel=st.sampled_from(["", "nofollow", "sponsored"]),
        hidden=st.booleans(),
        in_prose=st.booleans(),
        sitewide=st.sampled_from([None, True, False]),
    )
    return st.lists(one, max_size=6)


some_states = st.lists(st.sampled_from(State), max_size=4)
some_risks = st.lists(st.sampled_from(SINGLE_RISKS), max_size=5)


def facts_of(links: list[object], found: list[State], risks: list[dict[str, object]]) -> Known:
    checks = tuple(checked(Side.THEIRS, state) for state in found)
    facts = known(*links, link_out(), agreements=TRADE, checks=checks)  # type: ignore[arg-type]
    for risk in risks:
        facts = replace(facts, **risk)  # type: ignore[arg-type]
    return facts


BADNESS = [Verdict.KEEP, Verdict.WATCH, Verdict.FIX, Verdict.REMOVE]


@given(some_links(), some_states, some_risks)
def test_what_could_not_be_looked_at_never_makes_it_worse(
    links: list[object], found: list[State], risks: list[dict[str, object]]
):
    before = verdict(facts_of(links, found, risks))
    after = verdict(facts_of(links, [*found, State.UNKNOWN], risks))

    assert BADNESS.index(after) <= BADNESS.index(before)


@given(some_links(), some_states, some_risks)
def test_whoever_is_removed_gave_several_reasons(
    links: list[object], found: list[State], risks: list[dict[str, object]]
):
    judged: Relationship = relate(facts_of(links, found, risks), "Ovens")

    if judged.verdict is Verdict.REMOVE:
        assert sum(one.is_risk for one in judged.signals) >= 3
        assert judged.followed_in or judged.followed_out
