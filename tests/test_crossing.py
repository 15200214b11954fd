"""Links in against links out, seen and claimed: what each other site is to an own one."""

from __future__ import annotations

import pytest

from linkcrawl.claims import Metric
from linkcrawl.criteria import Criterion
from linkcrawl.criteria import Outcome as Held
from linkcrawl.judge.backlinks.authority import Authority, authorities
from linkcrawl.judge.backlinks.crossed import Backing, Crossed, Way
from linkcrawl.judge.backlinks.crossing import Known, cross
from linkcrawl.ranks import SiteRank
from linkcrawl.search import Outcome, Search
from linkcrawl.store.claimed import ClaimedSite
from linkcrawl.store.claims import StoredFigure
from linkcrawl.store.read import StoredLink
from linkcrawl.verified import Look, Verified
from linkcrawl.vocabulary import AnchorType, Fetch, Placement, Presence, Relation

OWN, OTHER = "own.example", "other.example"
AT = "2026-11-01T00:00:00Z"


def link(source: str, target: str, rel: str = "", missed: str = "") -> StoredLink:
    return StoredLink(
        f"http://{source}/", source, f"http://{target}/", target, "words", AnchorType.BRAND, rel,
        Placement.CONTENT, True, False, Presence.RAW, "", "", AT, AT, missed, 1, None,
    )  # fmt: skip


def claimed(pages: int = 0, *, whole: bool = False, **more: object) -> ClaimedSite:
    values = {"linking_pages": 0, "first_seen": "", "last_seen": "", "lost": False, **more}
    return ClaimedSite(OTHER, ("ahrefs", "bing"), pages, whole, **values)  # type: ignore[arg-type]


def look(fetch: Fetch = Fetch.OK, status: int | None = 200, *, links: bool = False) -> Look:
    page = f"http://{OTHER}/{fetch}{links}"
    return Look(page, OTHER, page, AT, AT, fetch, status, True, links)


def search(outcome: Outcome) -> Search:
    return Search(OTHER, AT, outcome, 60, 812)


def crossed(*links: StoredLink, **known: object) -> Crossed:
    links_in = [each for each in links if each.target_domain == OWN]
    links_out = [each for each in links if each.source_domain == OWN]
    crossing = cross(OWN, links_in, links_out, Known(**known))  # type: ignore[arg-type]
    (only,) = crossing.rows
    return only


IN, OUT = link(OTHER, OWN), link(OWN, OTHER)


@pytest.mark.parametrize(
    ("links", "known", "way", "backing"),
    [
        ([IN], {}, Way.IN, Backing.VERIFIED),
        ([OUT], {}, Way.OUT, Backing.NONE),
        ([IN, OUT], {}, Way.RECIPROCAL, Backing.VERIFIED),
        # What nobody has looked at may well be there.
        ([], {"claimed": [claimed(1)]}, Way.IN, Backing.CLAIMED),
        ([OUT], {"claimed": [claimed(1)]}, Way.RECIPROCAL, Backing.CLAIMED),
        # So may what could not be looked at.
        ([], {"claimed": [claimed(1)], "looks": [look(Fetch.BLOCKED, 403)]},
         Way.IN, Backing.CLAIMED),
        ([], {"claimed": [claimed(1)], "looks": [look()]}, Way.NONE, Backing.NOT_FOUND),
        ([OUT], {"claimed": [claimed(1)], "looks": [look()]}, Way.OUT, Backing.NOT_FOUND),
        ([], {"claimed": [claimed(1)], "looks": [look(Fetch.HTTP_4XX, 404)]},
         Way.NONE, Backing.NOT_FOUND),
        # The page that is named redirects to one of another site, which links.
        ([], {"claimed": [claimed(1)], "looks": [look(links=True)]}, Way.IN, Backing.VERIFIED),
        # One of two pages was looked at.
        ([], {"claimed": [claimed(2)], "looks": [look()]}, Way.IN, Backing.CLAIMED),
        ([], {"claimed": [claimed(whole=True)]}, Way.IN, Backing.CLAIMED),
        ([], {"claimed": [claimed(whole=True)], "searches": [search(Outcome.BUDGET)]},
         Way.NONE, Backing.NOT_FOUND),
        ([], {"claimed": [claimed(whole=True)], "searches": [search(Outcome.UNREACHABLE)]},
         Way.IN, Backing.CLAIMED),
        # A link that was lost is none.
        ([link(OTHER, OWN, missed=AT), OUT], {}, Way.OUT, Backing.NONE),
    ],
)  # fmt: skip
def test_a_site_is_what_was_seen_then_what_is_said(
    links: list[StoredLink], known: dict[str, object], way: Way, backing: Backing
):
    row = crossed(*links, **known)

    assert (row.way, row.backing) == (way, backing)


@pytest.mark.parametrize(
    ("known", "undocumented"),
    [
        ({}, True),
        ({"agreed": {OTHER}}, False),
        ({"platforms": {OTHER}}, False),
    ],
)
def test_an_exchange_without_an_agreement_is_undocumented(
    known: dict[str, object], undocumented: bool
):
    assert crossed(IN, OUT, **known).undocumented is undocumented
    assert not crossed(IN, **known).undocumented


def test_what_was_looked_at_is_counted_and_the_rest_is_unchecked():
    row = crossed(claimed=[claimed(3)], looks=[look(links=True), look(Fetch.TIMEOUT, None)])

    assert row.looked == {Verified.LIVE: 1, Verified.UNKNOWN: 1, Verified.UNCHECKED: 1}


def criterion(name: str, figure: float, outcome: Held) -> Criterion:
    return Criterion(name, figure, 0.5, outcome, f"{name} is {figure}")


def test_what_is_irrelevant_or_poor_is_flagged_and_what_is_unknown_is_not():
    criteria = [
        criterion("relevance", 0.1, Held.FAIL),
        criterion("words", 90, Held.PASS),
        criterion("substance", 0.0, Held.UNKNOWN),
        criterion("https", 0.0, Held.FAIL),
    ]

    row = crossed(IN, criteria={OTHER: criteria})

    assert (row.relevance, row.flags) == (0.1, ("relevance is 0.1",))
    assert crossed(IN).relevance is None


def test_what_sources_call_spam_is_flagged_as_their_word():
    assert crossed(claimed=[claimed(1, spam=71.0)]).flags == (
        "a source rates it as spam: 71 of 100",
    )
    assert crossed(claimed=[claimed(1, spam=12.0)]).flags == ()


def test_sites_come_by_their_weight_and_the_unrated_last():
    domains = ["a.example", "b.example", "c.example", "d.example"]
    rated = {"b.example": 20.0, "d.example": 70.0}
    known = Known(authorities={d: Authority(v, "", "") for d, v in rated.items()})

    rows = cross(OWN, [link(domain, OWN) for domain in domains], [], known).rows

    assert [row.domain for row in rows] == ["d.example", "b.example", "a.example", "c.example"]


def test_own_sites_are_nobodys_referrers():
    known = Known(claimed=[claimed(1)], relations={OTHER: Relation.OWN})

    assert cross(OWN, [], [], known).rows == ()


def test_like_is_compared_with_like():
    figures = [
        StoredFigure("a.example", Metric.RATING, "moz", AT, 80.0),
        StoredFigure("a.example", Metric.RATING, "ahrefs", AT, 40.0),
        StoredFigure("b.example", Metric.RATING, "ahrefs", AT, 50.0),
        StoredFigure("b.example", Metric.TRAFFIC, "ahrefs", AT, 5000.0),
    ]
    ranks = {"c.example": SiteRank("c.example", 1_000, 1, of=1_000_000, release="2026-spring")}

    found = authorities(figures, ranks)

    assert {domain: round(authority.value) for domain, authority in found.items()} == {
        "a.example": 40,
        "b.example": 50,
        "c.example": 50,
    }
    assert found["a.example"].words == "40 of 100, Ahrefs, 2026-11-01"
