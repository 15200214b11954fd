"""One operator behind several sites: what proves it, and what proves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.items import Footprint
from linkcrawl.judge.graph.marks import (
    MOST_BRANDS,
    SiteMarks,
    Sort,
    shapes_of,
    shared_marks,
    site_marks,
)
from linkcrawl.judge.graph.operators import Operator, operator_of, operators
from linkcrawl.judge.verdicts.relationship import Seen
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.footprints import StoredFootprint
from linkcrawl.store.frontier import Limits
from linkcrawl.vocabulary import FootprintKind as Kind

LIMITS = Limits(
    pages_per_site=9, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
CASINO, LOANS, ESSAYS = "luckycasino.example", "swift-loans.example", "essaymill.example"
TEMPLATE = frozenset({"body>div.top", "body>div.menu>ul", "body>div.foot>p", "body>p"})
TITLES = {
    CASINO: [
        "Best offers for online casinos this month",
        "How to choose online casinos",
        "Ten tips about online casinos",
        "Contact Lucky Casino",
    ],
    LOANS: [
        "Best offers for payday loans this month",
        "How to choose payday loans",
        "Ten tips about payday loans",
        "Contact Swift Loans",
    ],
}


def account(*sites: str, value: str = "UA-40021188") -> list[StoredFootprint]:
    return [StoredFootprint(s, Kind.GOOGLE_ANALYTICS, value, f"https://{s}/a") for s in sites]


def address(*sites: str, value: str = "93.184.215.14") -> list[StoredFootprint]:
    return [StoredFootprint(site, Kind.ADDRESS, value, f"https://{site}/") for site in sites]


def template(*sites: str) -> Mapping[str, frozenset[str]]:
    return dict.fromkeys(sites, TEMPLATE)


def told(facts: SiteMarks) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(one.strength), one.sites) for one in operators(facts)]


BOTH = (CASINO, LOANS)
STRENGTHS: list[tuple[str, SiteMarks, str]] = [
    ("an account", SiteMarks(account(*BOTH)), "fair"),
    ("an account and a server", SiteMarks([*account(*BOTH), *address(*BOTH)]), "strong"),
    ("an account and a template", SiteMarks(account(*BOTH), template(*BOTH)), "strong"),
    ("two accounts", SiteMarks([*account(*BOTH), *account(*BOTH, value="G-7JH2K3LM9P")]), "fair"),
    ("a server and a template", SiteMarks(address(*BOTH), template(*BOTH)), "fair"),
    ("a template and titles", SiteMarks((), template(*BOTH), TITLES), "fair"),
    ("a server", SiteMarks(address(*BOTH)), "weak"),
    (
        "a token that Cloudflare puts in",
        SiteMarks([StoredFootprint(s, Kind.CLOUDFLARE_BEACON, "c0ffee") for s in BOTH]),
        "weak",
    ),
    ("a template", SiteMarks((), template(*BOTH)), "weak"),
    ("titles", SiteMarks((), {}, TITLES), "weak"),
]


@pytest.mark.parametrize(
    ("facts", "strength"), [s[1:] for s in STRENGTHS], ids=[s[0] for s in STRENGTHS]
)
def test_one_weak_mark_is_never_proof(facts: SiteMarks, strength: str):
    assert told(facts) == [(strength, BOTH)]


def many(count: int) -> list[str]:
    return [f"company{number}.example" for number in range(count)]


NOTHING: list[tuple[str, SiteMarks]] = [
    ("an account of one site", SiteMarks(account(CASINO))),
    ("a brand's country sites", SiteMarks(account("brand.de", "brand.fr", "br-and.co.uk"))),
    ("an account of everybody", SiteMarks(account(*many(MOST_BRANDS[Sort.ACCOUNT] + 1)))),
    ("a shared server", SiteMarks(address(*many(MOST_BRANDS[Sort.ADDRESS] + 1)))),
    ("a content delivery network", SiteMarks(address(*BOTH, value="104.16.1.1"))),
    ("a website builder's server", SiteMarks(address(*BOTH, value="198.185.159.144"))),
    ("a common theme", SiteMarks((), template(*many(MOST_BRANDS[Sort.TEMPLATE] + 1)))),
    ("a platform's own account", SiteMarks(account("wordpress.com", CASINO, LOANS))),
    ("a platform's account on its customers' sites", SiteMarks(account(*BOTH, value="UA-1778701"))),
    ("a platform's users", SiteMarks(account("one.blogspot.com", "other.blogspot.com"))),
    ("a template without names", SiteMarks((), dict.fromkeys(BOTH, frozenset({"body>p", "ul"})))),
    (
        "titles that everybody has",
        SiteMarks((), {}, {s: ["Contact", "About us", "Terms and conditions"] for s in BOTH}),
    ),
]


@pytest.mark.parametrize("facts", [case[1] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_what_proves_nothing(facts: SiteMarks):
    assert operators(facts) == ()


def test_country_sites_belong_to_the_operator_that_another_brand_gives_away():
    facts = SiteMarks(account("brand.de", "brand.fr", "other.example"))

    assert told(facts) == [("fair", ("brand.de", "brand.fr", "other.example"))]


def test_accounts_chain_sites_and_weak_marks_do_not():
    facts = SiteMarks(
        [
            *account(CASINO, LOANS),
            *account(LOANS, ESSAYS, value="GTM-K3J7XQ"),
            *address(ESSAYS, "mill.example"),
            *address("mill.example", "forge.example", value="93.184.215.15"),
        ]
    )

    assert told(facts) == [
        ("fair", (ESSAYS, CASINO, LOANS)),
        ("weak", (ESSAYS, "mill.example")),
        ("weak", ("forge.example", "mill.example")),
    ]


def test_the_evidence_names_what_is_shared_and_where_it_was_seen():
    (one,) = operators(SiteMarks([*account(*BOTH), *address(*BOTH)]))

    assert one.evidence == (
        f"the same Google Analytics account UA-40021188 on {CASINO}, {LOANS}",
        f"the same server address 93.184.215.14 on {CASINO}, {LOANS}",
    )
    words = "the same Google Analytics account UA-40021188"
    assert one.seen[:2] == tuple(Seen(f"https://{site}/a", words) for site in BOTH)


def test_what_an_own_site_has_as_well_counts_for_nobody():
    facts = SiteMarks([*account("we.example", CASINO, LOANS), *address(*BOTH)])

    assert [(str(one.strength), one.sites) for one in operators(facts, ["we.example"])] == [
        ("weak", BOTH)
    ]


def test_titles_of_three_sites_are_one_line_of_evidence():
    titles = {
        **TITLES,
        ESSAYS: [title.replace("online casinos", "essays") for title in TITLES[CASINO]],
    }
    sites = (ESSAYS, *BOTH)

    (one,) = operators(SiteMarks((), template(*sites), titles))

    assert one.evidence[1] == (
        "titles that are equal but for brand and topic, as “best offers for this month” on "
        + ", ".join(sites)
    )


def test_the_operator_of_a_site_is_the_surest():
    found = operators(
        SiteMarks([*address(ESSAYS, CASINO), *account(CASINO, LOANS)], template(CASINO, LOANS))
    )

    assert [str(one.strength) for one in found] == ["strong", "weak"]
    assert operator_of(found, CASINO) is found[0]
    assert operator_of(found, ESSAYS) is found[1]
    assert operator_of(found, "mill.example") is None


def test_titles_are_compared_without_brand_and_topic():
    shapes = [shapes_of(site, titles) for site, titles in TITLES.items()]

    assert (
        shapes[0] == shapes[1] == {"best offers for this month", "how to choose", "ten tips about"}
    )


SITES = st.sampled_from(["a.example", "b.example", "c.de", "c.fr", "d.example"])
VALUES = st.sampled_from(["x", "y", "z"])
MARKS = st.lists(
    st.one_of(
        st.builds(StoredFootprint, SITES, st.just(Kind.ADSENSE), VALUES),
        st.builds(StoredFootprint, SITES, st.just(Kind.ADDRESS), VALUES),
    ),
    unique=True,
)


@given(MARKS.flatmap(lambda marks: st.tuples(st.just(marks), st.permutations(marks))))
def test_the_order_of_facts_does_not_matter(
    orders: tuple[Sequence[StoredFootprint], Sequence[StoredFootprint]],
):
    one, other = (operators(SiteMarks(order)) for order in orders)

    assert one == other


@given(MARKS)
def test_a_site_that_shares_nothing_changes_nothing(marks: list[StoredFootprint]):
    stranger = StoredFootprint("stranger.example", Kind.ADSENSE, "its own")

    assert operators(SiteMarks([*marks, stranger])) == operators(SiteMarks(marks))


@given(MARKS)
def test_nobody_is_an_operator_of_one_brand(marks: list[StoredFootprint]):
    def brands(one: Operator) -> set[str]:
        return {site.partition(".")[0] for site in one.sites}

    assert all(len(brands(one)) > 1 for one in operators(SiteMarks(marks)))


@pytest.mark.parametrize(
    ("days", "shared"),
    [((0, 0), True), ((0, 29), True), ((0, 31), False), ((0, 31, 31), True)],
    ids=["on one day", "within a month", "one after another", "and is there again"],
)
def test_an_address_is_shared_by_sites_that_had_it_at_the_same_time(
    tmp_path: Path, days: tuple[int, ...], shared: bool
):
    """The first site has it on the first day and on the third, the other on the second."""
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    mark = Footprint(Kind.ADDRESS, "93.184.215.14")
    for site, day in zip((CASINO, LOANS, CASINO), days, strict=False):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day)
        read = read_page(b"<p>Offers", f"https://{site}/", fetched_at=at)
        store.add(replace(read, footprints=(mark,)))
    store.close("finished")

    with closing(open_existing(tmp_path / "linkcrawl.db")) as db:
        assert told(site_marks(db)) == ([("weak", BOTH)] if shared else [])


def test_a_host_of_many_is_one_whoever_came_last():
    sites = [f"brand{letter}.example" for letter in "abcdef"]
    held = [
        StoredFootprint(site, Kind.ADDRESS, "93.184.215.14", "", day, day)
        for site, day in zip(sites, ["2026-01-01"] * 4 + ["2026-06-01"] * 2, strict=True)
    ]

    assert told(SiteMarks(held)) == []


def test_marks_come_in_the_same_order_whatever_was_read_first() -> None:
    others = dict.fromkeys(("one.example", "two.example"), TEMPLATE | {"body>div.wide>p"})
    blocks = {**template(*BOTH), **others}
    turned = dict(reversed(blocks.items()))

    first, second = (shared_marks(SiteMarks((), found)) for found in (blocks, turned))

    assert [mark.sites for mark in first] == [BOTH, ("one.example", "two.example")]
    assert first == second
