"""Each signal: what raises it, what does not, and that nothing is held against the unknown."""

from __future__ import annotations

import pytest
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
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.judge.verdicts.signals.all import SIGNALS, signals_of
from linkcrawl.judge.verdicts.signals.kinds import KINDS
from linkcrawl.judge.verdicts.signals.known import (
    Bar,
    Cue,
    Group,
    HoldingPage,
    Known,
    OtherSite,
    Profile,
)
from linkcrawl.policy import Policy, Rel, RelPolicy
from linkcrawl.vocabulary import AnchorType, Placement, Presence, Relation, State

FOOTER = {"placement": Placement.FOOTER, "in_prose": False, "sitewide": True}
KEYWORD = {"anchor_text": "wood-fired oven", "anchor_type": AnchorType.EXACT_MATCH}
NOFOLLOW = {"rel": "nofollow"}
PAIR = (POST, f"https://{OWN}/")
ON_POST = {POST: HoldingPage(POST, words=700, sites_in_text=4, texts=2, readings=5)}
BLANK_POST = {POST: HoldingPage(POST)}
THIN_POST = {POST: HoldingPage(POST, words=30)}
NETWORK = Group((OTHER, "casino.example"), "3 sites link to each other without a reason.")
THEIRS_LOST = (checked(Side.THEIRS, State.LOST), checked(Side.OURS, State.LIVE))
THEIRS_UNKNOWN = (checked(Side.THEIRS, State.UNKNOWN), checked(Side.OURS, State.LIVE))
EXCHANGE = (agreement(),)


def paid(rel: str, relationship: str = "sponsored", policy: Policy | None = None) -> Known:
    agreed, found = agreement(relationship), link(rel=rel)
    check = checked(Side.THEIRS, State.LIVE, agreed, found)
    return known(found, agreements=(agreed,), checks=(check,), policy=policy)


RAISED = {
    "unrelated_site": known(link(), related=False, relevance=0.02),
    "unrelated_page": known(link(), page_relevance={PAIR: False}),
    "sitewide_link": known(link(**FOOTER)),
    "link_bar": known(link(**FOOTER), bars=(Bar(POST, sites=9, pages=40),)),
    "links_page": known(link(placement=Placement.LINKS_PAGE)),
    "thin_page": known(link(), pages=THIN_POST),
    "user_text": known(link(placement=Placement.COMMENTS)),
    "hidden": known(link(hidden=True)),
    "engines_only": known(link(presence=Presence.REMOVED_BY_SCRIPT)),
    "exact_anchor": known(link(**KEYWORD)),
    "repeated_anchor": known(
        link(**KEYWORD), link_out(), repeated={"wood-fired oven": ("a.example", "b.example", OTHER)}
    ),
    "rel_against_policy": paid(""),
    "one_sided": known(link_out(), agreements=EXCHANGE, checks=THEIRS_LOST),
    "unfulfilled": known(link_out(), agreements=EXCHANGE, checks=THEIRS_LOST),
    "everyone": known(link(), site=OtherSite(read=8, crowded=8, sites=13, crowded_url=POST)),
    "sells_links": known(link(), cues=(Cue(POST, "Buy backlinks", sells=True),)),
    "asks_for_links": known(link(), cues=(Cue(POST, "Write for us", sells=False),)),
    "ring": known(link(), reciprocity=Reciprocity.RING, ring=(OWN, "a.example", OTHER)),
    "cluster": known(link(), cluster=NETWORK),
    "one_operator": known(link(), operator=NETWORK),
    "competitor": known(link_out(), relation=Relation.COMPETITOR),
    "reciprocal_share": known(link(), link_out(), profile=Profile(0.6, 0.3, domains=50)),
    "burst": known(link(), begun_with=6),
    "in_content": known(link(in_prose=False)),
    "in_text": known(link()),
    "related_site": known(link(), related=True, relevance=0.6),
    "related_page": known(link(), page_relevance={PAIR: True}),
    "natural_anchor": known(link()),
    "anchor_mix": known(
        link(),
        link(anchor_type=AnchorType.NAKED_URL, anchor_text="ovens.example"),
        link(anchor_type=AnchorType.DESCRIPTIVE, anchor_text="the people with the ovens"),
    ),
    "marked": paid("sponsored"),
    "one_way": known(link()),
    "real_business": known(link(), agreements=(agreement("supplier"),)),
    "links_to_peers": known(link(), pages=ON_POST),
    "many_pages": known(
        *(
            link(source_url=f"https://{OTHER}/{number}", target_url=f"https://{OWN}/{number % 2}")
            for number in range(3)
        )
    ),
    "referral_visits": known(link(), referrals=12),
    "maintained": known(link(), pages=ON_POST),
    "steady_growth": known(link(), profile=Profile(steady=True)),
    "mostly_one_way": known(link(), profile=Profile(0.05, 0.3, domains=50)),
}
NOT_RAISED = [
    ("unrelated_site", known(link(), related=True)),
    ("unrelated_page", known(link(), page_relevance={PAIR: True})),
    ("sitewide_link", known(link(**FOOTER, **NOFOLLOW))),
    ("sitewide_link", known(link(placement=Placement.FOOTER, sitewide=False))),
    ("link_bar", known(link(**FOOTER), bars=(Bar(POST, sites=3, pages=40),))),
    # A trade association's bar of members.
    ("link_bar", known(link(**FOOTER), bars=(Bar(POST, sites=9, pages=40, related=8),))),
    ("links_page", known(link(placement=Placement.LINKS_PAGE), link())),
    ("thin_page", known(link(), pages=ON_POST)),
    ("user_text", known(link(placement=Placement.COMMENTS, rel="ugc nofollow"))),
    # The same link, shown in another place of the page.
    ("hidden", known(link(hidden=True), link())),
    ("hidden", known(link(hidden=True, **NOFOLLOW))),
    ("engines_only", known(link(presence=Presence.RAW))),
    ("exact_anchor", known(link(**KEYWORD), link())),
    ("repeated_anchor", known(link(**KEYWORD), link_out(), repeated={"wood-fired oven": (OTHER,)})),
    # Nothing was exchanged: people do say the same words.
    (
        "repeated_anchor",
        known(link(**KEYWORD), repeated={"wood-fired oven": ("a", "b", OTHER)}),
    ),
    ("rel_against_policy", paid("nofollow")),
    ("rel_against_policy", paid("", "reseller")),
    ("one_sided", known(link_out(), link(), agreements=EXCHANGE, checks=THEIRS_LOST)),
    ("one_sided", known(link_out())),
    ("everyone", known(link(), site=OtherSite(read=200, crowded=12, sites=300, crowded_url=POST))),
    ("everyone", known(link(), site=OtherSite(read=2, crowded=2, sites=30, crowded_url=POST))),
    ("sells_links", known(link(), cues=(Cue(POST, "Write for us", sells=False),))),
    ("ring", known(link(), link_out(), ring=(OWN, "a.example", OTHER))),
    ("competitor", known(link(), relation=Relation.COMPETITOR)),
    (
        "competitor",
        known(link_out(), relation=Relation.COMPETITOR, policy=Policy(link_to_competitors=True)),
    ),
    ("reciprocal_share", known(link(), link_out(), profile=Profile(0.2, 0.3, domains=50))),
    ("reciprocal_share", known(link(), link_out(), profile=Profile(1.0, 0.3, domains=3))),
    ("reciprocal_share", known(link(), profile=Profile(0.6, 0.3, domains=50))),
    ("burst", known(link(), begun_with=3)),
    ("in_content", known(link(sitewide=True))),
    ("in_content", known(link(hidden=True))),
    ("natural_anchor", known(link(**KEYWORD))),
    ("natural_anchor", known(link(anchor_text="", anchor_type=AnchorType.EMPTY))),
    ("anchor_mix", known(link(), link(source_url=f"https://{OTHER}/2"))),
    ("marked", paid("")),
    ("one_way", known(link(), link_out())),
    ("one_way", known(link(), agreements=EXCHANGE)),
    ("real_business", known(link(), agreements=EXCHANGE)),
    ("many_pages", known(*(link(source_url=f"{POST}{n}", **FOOTER) for n in range(9)))),
    ("mostly_one_way", known(link(), profile=Profile(0.2, 0.3, domains=50))),
    ("steady_growth", known(link(), profile=Profile(steady=False))),
    ("maintained", known(link(), pages=THIN_POST)),
    ("links_to_peers", known(link(), pages=THIN_POST)),
]
UNKNOWN = known(
    link(placement=Placement.UNKNOWN, in_prose=False, sitewide=None, boilerplate_ratio=None),
    link_out(placement=Placement.UNKNOWN, in_prose=False),
    agreements=EXCHANGE,
    checks=THEIRS_UNKNOWN,
    pages=BLANK_POST,
)


def names(facts: Known) -> set[str]:
    return {one.name for one in signals_of(facts)}


def test_every_kind_of_signal_has_a_case_that_raises_it():
    assert set(RAISED) == set(KINDS) == set(SIGNALS)


@pytest.mark.parametrize("name", RAISED)
def test_it_is_raised(name: str):
    found = SIGNALS[name](RAISED[name])

    assert found is not None
    assert (found.name, found.weight, found.source) == (name, KINDS[name].weight, found.source)
    assert found.sentence.endswith(".")


@pytest.mark.parametrize(("name", "facts"), NOT_RAISED, ids=lambda v: v if type(v) is str else "")
def test_it_is_not_raised(name: str, facts: Known):
    assert SIGNALS[name](facts) is None


def test_nothing_speaks_against_what_is_not_known():
    assert names(UNKNOWN) == {"natural_anchor"}


def test_of_two_sites_without_a_link_nothing_is_said():
    assert signals_of(known()) == ()


def test_a_link_that_search_engines_must_not_count_is_no_risk():
    everything = link(**FOOTER, **KEYWORD, **NOFOLLOW, hidden=True)
    risks = {one.name for one in signals_of(known(everything, pages=THIN_POST)) if one.is_risk}

    assert risks == set()


def test_a_signal_names_the_page_where_it_was_seen():
    found = SIGNALS["sitewide_link"](known(link(**FOOTER)))

    assert found is not None
    assert [page.url for page in found.seen] == [POST]


def test_a_hundred_pages_are_told_as_a_number():
    pages = [link(source_url=f"{POST}/{number}", **FOOTER) for number in range(100)]
    found = SIGNALS["sitewide_link"](known(*pages))

    assert found is not None
    assert found.sentence.startswith("100 pages")
    assert len(found.seen) == 10


def test_a_policy_may_want_followed_links():
    wants = Policy(rel=RelPolicy(customer=Rel.FOLLOW))

    assert "rel_against_policy" in names(paid("nofollow", "customer", wants))
    assert "rel_against_policy" not in names(paid("", "customer", wants))
    assert "marked" not in names(paid("", "customer", wants))


def test_what_nobody_could_look_at_makes_no_deal_one_sided():
    facts = known(link_out(), agreements=EXCHANGE, checks=THEIRS_UNKNOWN)

    assert names(facts).isdisjoint({"one_sided", "unfulfilled"})


def test_signals_come_with_the_heaviest_first():
    weights = [abs(one.weight) for one in signals_of(known(link(**FOOTER), related=False))]

    assert weights == sorted(weights, reverse=True)
