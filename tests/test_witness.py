"""What another crawler saw beside what we saw: where they differ, which question is asked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from linkcrawl.claims import Source
from linkcrawl.judge.backlinks.linkers import linkers
from linkcrawl.judge.backlinks.referrals import beside_links
from linkcrawl.judge.backlinks.witness import Doubt, Saw, WitnessedLink, compare
from linkcrawl.ranks import SiteRank
from linkcrawl.referrals import CountedBy
from linkcrawl.store.claims import StoredClaim
from linkcrawl.store.read import StoredLink
from linkcrawl.store.referrals import StoredReferral
from linkcrawl.store.witness import OurReading, WitnessedPage
from linkcrawl.vocabulary import AnchorType, Placement, Presence

OWN, MILL = "baker.example", "mill.example"
PAGE, TARGET = f"https://{MILL}/news", f"https://{OWN}/ovens"
DAY = "2026-05-12"


def link(
    first: str = "2026-05-01", missed: str = "", presence: Presence = Presence.RAW, rel: str = ""
) -> StoredLink:
    return StoredLink(
        PAGE, MILL, f"{TARGET}/", OWN, "ovens", AnchorType.DESCRIPTIVE, rel, Placement.CONTENT,
        True, False, presence, "", "", f"{first}T08:00:00Z", "", missed and f"{missed}T08:00:00Z",
        1, None,
    )  # fmt: skip


def claim(day: str = DAY, to: str = TARGET, source: str = MILL, lost: str = "") -> StoredClaim:
    return StoredClaim(
        Source.COMMON_CRAWL, source, f"http://www.{source}/news/", OWN if OWN in to else to, to,
        "our ovens", "nofollow", "text", day, day, lost, {}, "2026-11-21T00:00:00Z",
    )  # fmt: skip


def told(
    claims: Sequence[StoredClaim], links: Sequence[StoredLink], days: Sequence[str]
) -> WitnessedLink:
    readings = [OurReading(PAGE, day, rendered=False) for day in days]
    (found,) = compare([WitnessedPage(PAGE, MILL, DAY)], claims, links, readings)
    return found


AROUND = ["2026-05-01", "2026-05-30"]
LATER = ["2026-09-01"]


@pytest.mark.parametrize(
    ("claims", "links", "days", "saw", "doubt"),
    [
        ([claim()], [link()], AROUND, Saw.BOTH, Doubt.NONE),
        ([claim()], [link()], LATER, Saw.BOTH, Doubt.NONE),
        ([claim()], [], [], Saw.NOT_READ, Doubt.NONE),
        ([claim()], [], AROUND, Saw.ONLY_WITNESS, Doubt.SERVED),
        ([claim()], [], ["2026-05-15"], Saw.ONLY_WITNESS, Doubt.SERVED),
        ([claim()], [], LATER, Saw.ONLY_WITNESS, Doubt.TIME),
        ([claim()], [link("2026-04-01", missed="2026-05-10")], ["2026-04-01", "2026-05-11"],
         Saw.ONLY_WITNESS, Doubt.TIME),
        ([], [link()], AROUND, Saw.ONLY_WE, Doubt.SERVED),
        ([], [link("2026-09-01")], LATER, Saw.ONLY_WE, Doubt.TIME),
        ([], [link("2026-05-14")], ["2026-05-01", "2026-05-14"], Saw.ONLY_WE, Doubt.TIME),
        ([], [link(presence=Presence.RENDERED_ONLY)], AROUND, Saw.ONLY_WE, Doubt.SCRIPTS),
        ([claim("2026-03-01")], [link()], AROUND, Saw.ONLY_WE, Doubt.SERVED),
    ],
)  # fmt: skip
def test_each_difference_asks_its_question(
    claims: list[StoredClaim], links: list[StoredLink], days: list[str], saw: Saw, doubt: Doubt
):
    found = told(claims, links, days)

    assert (found.saw, found.doubt) == (saw, doubt)


def test_a_question_accuses_nobody():
    found = told([claim()], [], AROUND)

    assert found.sentence == (
        "Common Crawl saw this link on 2026-05-12; we did not on 2026-05-01:"
        " is it shown to some visitors only?"
    )


def test_both_tell_their_anchor_and_rel():
    found = told([claim()], [link(rel="sponsored")], AROUND)

    assert (found.our_anchor, found.witness_anchor) == ("ovens", "our ovens")
    assert (found.our_rel, found.witness_rel) == ("sponsored", "nofollow")


def test_open_questions_come_first():
    other = StoredClaim(
        Source.COMMON_CRAWL, MILL, PAGE, OWN, f"https://{OWN}/bread", None, None, "text", DAY,
        DAY, "", {}, "",
    )  # fmt: skip
    found = compare(
        [WitnessedPage(PAGE, MILL, DAY)], [claim(), other], [link()],
        [OurReading(PAGE, day, rendered=False) for day in AROUND],
    )  # fmt: skip

    assert [row.saw for row in found] == [Saw.ONLY_WITNESS, Saw.BOTH]


def referral(landing: str = TARGET, source_page: str = PAGE, visits: int = 1) -> StoredReferral:
    return StoredReferral(
        OWN, MILL, "2026-11", CountedBy.LOG, landing, source_page, "referral", visits
    )


@pytest.mark.parametrize(
    ("landing", "source_page", "links"),
    [
        (TARGET, PAGE, 1),
        (TARGET, "", 1),
        ("", PAGE, 1),
        (f"https://{OWN}/bread", PAGE, 0),
        (TARGET, f"https://{MILL}/other", 0),
    ],
)
def test_visits_stand_beside_the_link_that_brings_them(landing: str, source_page: str, links: int):
    (found,) = beside_links([referral(landing, source_page)], [link()])

    assert len(found.links) == links


def test_sites_that_link_to_competitors_and_not_to_us_are_found():
    def to(rival: str, source: str, lost: str = "") -> StoredClaim:
        return claim(to=rival, source=source, lost=lost)

    claims = [
        to("one.example", "both.example"), to("two.example", "both.example"),
        to("one.example", "low.example"), to("one.example", "high.example"),
        to("one.example", "ours.example"), to("one.example", "two.example"),
        to("two.example", "gone.example", lost="2026-01-01"),
    ]  # fmt: skip
    ranks = {"high.example": SiteRank("high.example", 5, 5, of=9)}

    found = linkers(claims, {"ours.example"}, {"two.example"}, ranks)

    assert [(row.domain, row.competitors) for row in found] == [
        ("both.example", ("one.example", "two.example")),
        ("high.example", ("one.example",)),
        ("low.example", ("one.example",)),
    ]
