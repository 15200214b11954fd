"""The link profile: what links to the own sites, counted by link and by referring domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.profile.notable import notable
from linkcrawl.judge.profile.profile import Kind, Profile, kinds, rel_kind, spread_of
from linkcrawl.judge.profile.profiles import profiles
from linkcrawl.judge.profile.reciprocal import BASELINE, BothWays, ends_of_months, place_beside
from linkcrawl.judge.profile.velocity import (
    Moves,
    Span,
    Stay,
    months,
    moves,
    stays,
    there_on,
    weeks,
    with_bursts,
)
from linkcrawl.judge.templates import Templates
from linkcrawl.page.read import read_page
from linkcrawl.periods import Period, Window
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.profile import LinkCount, NewLink, SitePeriod, TargetPage
from linkcrawl.store.read import links_to
from linkcrawl.vocabulary import AnchorType, Fetch, Placement

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # A Monday.
_LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
OWN = "own.example"


def count(site: str, links: int = 1, **more: object) -> LinkCount:
    plain = LinkCount(OWN, site, Placement.CONTENT, AnchorType.BRAND, "", links)
    return plain._replace(**more)  # type: ignore[arg-type]


def period(site: str, since: str, until: str = "", crawl: int = 2) -> SitePeriod:
    return SitePeriod(OWN, site, "", since, until, crawl)


def stay(site: str, since: str, until: str = "") -> Stay:
    return Stay(site, since, until, looked_at=False)


def test_one_footer_on_a_thousand_pages_is_one_site() -> None:
    counts = [
        count("a", 1000, placement=Placement.FOOTER), count("b", 2), count("c", 3),
        count("a", 1, placement=Placement.CONTENT),
    ]  # fmt: skip
    assert kinds((each.placement, each) for each in counts) == (
        Kind("content", 6, 3, ("a", "b", "c")),
        Kind("footer", 1000, 1, ("a",)),
    )


@pytest.mark.parametrize(
    ("rel", "kind"),
    [
        ("", "followed"),
        ("noopener external", "followed"),
        ("nofollow", "nofollow"),
        ("NoFollow,UGC", "ugc"),
        ("ugc sponsored nofollow", "sponsored"),
    ],
)
def test_a_rel_is_told_by_what_it_says_most(rel: str, kind: str) -> None:
    assert rel_kind(rel) == kind


def test_spread_is_told_by_the_largest_shares() -> None:
    pages = [TargetPage(OWN, "https://own.example/", 9, 3), TargetPage(OWN, "/b", 1, 1)]
    spread = spread_of([count("a", 6), count("b", 2), count("c", 1), count("d", 1)], pages)
    assert (spread.targets, spread.top_target) == (2, 75.0)
    assert (spread.sites, spread.top_site) == (4, 60.0)


def test_nothing_is_spread_over_nothing() -> None:
    assert spread_of([], []).top_site == spread_of([], []).top_target == 0


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([period("a", "2026-03-01")], [("2026-03-01", "")]),
        # A link that changed, or another page in time: the site never stopped linking.
        (
            [period("a", "2026-03-01", "2026-03-08"), period("a", "2026-03-08")],
            [("2026-03-01", "")],
        ),
        (
            [period("a", "2026-03-01", "2026-03-20"), period("a", "2026-03-05", "2026-03-08")],
            [("2026-03-01", "2026-03-20")],
        ),
        (
            [period("a", "2026-03-01"), period("a", "2026-03-05", "2026-03-08")],
            [("2026-03-01", "")],
        ),
        # Gone, and back later.
        (
            [period("a", "2026-03-01", "2026-03-08"), period("a", "2026-03-15")],
            [("2026-03-01", "2026-03-08"), ("2026-03-15", "")],
        ),
    ],
)  # fmt: skip
def test_a_site_stays_while_one_of_its_links_does(
    periods: list[SitePeriod], expected: list[tuple[str, str]]
) -> None:
    for order in (periods, periods[::-1]):
        assert [(one.since, one.until) for one in stays(order, {})] == expected


def test_what_the_first_crawl_of_a_site_finds_is_not_new() -> None:
    periods = [period("old", "2026-03-02", crawl=1), period("new", "2026-03-02", crawl=2)]
    found = stays(periods, {"old": 1, "new": 1})
    (month,) = months(found, [date(2026, 3, 2)], date(2026, 3, 9))
    assert (month.new, month.referring) == (("new",), 2)


def test_a_site_that_comes_back_is_new_again() -> None:
    periods = [period("a", "2026-03-02", "2026-03-09", crawl=1), period("a", "2026-03-16", crawl=3)]
    crawled = [date(2026, 3, day) for day in (2, 9, 16)]
    told = weeks(stays(periods, {"a": 1}), crawled, date(2026, 3, 18))
    assert [(week.new, week.lost, week.referring) for week in told] == [
        ((), (), 1), ((), ("a",), 0), (("a",), (), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "today", "starts"),
    [
        (date(2026, 3, 4), date(2026, 3, 16), ["2026-03-02", "2026-03-09", "2026-03-16"]),
        (date(2025, 12, 31), date(2026, 1, 1), ["2025-12-29"]),
    ],
)
def test_weeks_begin_on_mondays(first: date, today: date, starts: list[str]) -> None:
    assert [str(week.start) for week in weeks((), [first], today)] == starts


def test_months_go_from_the_first_crawl_to_today() -> None:
    told = months((), [date(2025, 11, 30), date(2026, 1, 31)], date(2026, 3, 1))
    assert [(str(month.start)[:7], month.crawled) for month in told] == [
        ("2025-11", True), ("2025-12", False), ("2026-01", True), ("2026-02", False),
        ("2026-03", False),
    ]  # fmt: skip


def test_nothing_is_told_before_a_crawl() -> None:
    assert weeks([stay("a", "2026-03-02")], [], date(2026, 3, 9)) == ()


_DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30)).map(str)


@st.composite
def periods(draw: st.DrawFn) -> SitePeriod:
    """A period of links of one of three sites, over or not."""
    since, until = sorted((draw(_DAYS), draw(_DAYS)))
    site = draw(st.sampled_from(["a", "b", "c"]))
    return period(site, since, draw(st.sampled_from(["", until])), draw(st.integers(1, 3)))


@given(st.lists(periods(), max_size=12), st.randoms())
def test_sites_that_came_and_did_not_go_are_there(found: list[SitePeriod], random: Random) -> None:
    today = date(2026, 6, 30)
    first = {"a": 1, "b": 2}
    told = stays(found, first)
    for spans in (weeks, months):
        last = spans(told, [date(2026, 1, 1)], today)[-1]
        assert last.referring == len(there_on(told, str(today)))

    random.shuffle(found)
    assert stays(found, first) == told


@given(st.lists(periods(), max_size=12))
def test_a_site_is_there_while_any_of_its_links_is(found: list[SitePeriod]) -> None:
    told = stays(found, {})
    for day in ("2026-01-31", "2026-04-01", "2026-06-30"):
        there = {p.other for p in found if p.since <= day and (not p.until or p.until > day)}
        assert there_on(told, day) == there


@pytest.mark.parametrize(
    ("new", "uncrawled", "bursts"),
    [
        ([1, 1, 2, 0, 1, 9], (), [5]),
        ([0, 0, 0, 0, 0, 5], (), [5]),
        ([0, 0, 0, 0, 0, 4], (), []),  # Fewer than five are no burst.
        ([3, 3, 3, 3, 3, 8], (), []),  # Not three times as many as usual.
        ([0, 0, 0, 9], (), []),  # Nobody knows what is usual.
        ([1, 1, 1, 1, 0, 9], (4,), []),  # May have come in the week before.
        ([1, 1, 1, 1, 9, 9, 9], (), [4, 5]),  # Usual by then.
    ],
)
def test_a_burst_is_many_at_once(new: list[int], uncrawled: tuple[int], bursts: list[int]) -> None:
    spans = [
        Span(date(2026, 1, 5) + timedelta(weeks=i), tuple("x" * n), (), 0, i not in uncrawled)
        for i, n in enumerate(new)
    ]
    assert [i for i, span in enumerate(with_bursts(spans)) if span.burst] == bursts


BOTH = BothWays(
    to_us=[stay("a", "2026-01-10"), stay("b", "2026-02-10"), stay("c", "2026-01-10", "2026-02-01")],
    from_us=[stay("a", "2026-02-20"), stay("d", "2026-01-01")],
    followed_to_us=[stay("a", "2026-01-10")],
    followed_from_us=[],
)


@pytest.mark.parametrize(
    ("day", "referring", "reciprocal", "percent", "followed"),
    [
        ("2026-01-09", 0, 0, None, None),
        ("2026-01-31", 2, 0, 0.0, 0.0),
        ("2026-02-01", 1, 0, 0.0, 0.0),
        ("2026-02-28", 2, 1, 50.0, 0.0),
    ],
)
def test_mutual_share_of_each_day(
    day: str, referring: int, reciprocal: int, percent: float | None, followed: float | None
) -> None:
    mutual = BOTH.on(day, "2026-01-01")
    assert (mutual.referring, mutual.reciprocal) == (referring, reciprocal)
    assert (mutual.percent, mutual.followed_percent) == (percent, followed)
    assert mutual.one_way == referring - reciprocal


def test_nothing_is_called_one_way_before_the_own_site_was_read() -> None:
    assert BOTH.on("2026-02-28", "2026-03-01").percent is None
    assert BOTH.on("2026-02-28", "").followed_percent is None


def test_history_has_the_last_crawl_of_each_month() -> None:
    days = [date(2026, 2, 3), date(2026, 1, 5), date(2026, 1, 29), date(2026, 3, 1)]
    assert list(ends_of_months(days)) == ["2026-01-29", "2026-02-03", "2026-03-01"]


def test_the_baseline_is_the_published_one() -> None:
    assert (BASELINE.sites, BASELINE.mean, BASELINE.median) == (140_592, 11.16, 6.45)
    assert place_beside(6.45) == "below the median"
    assert place_beside(12) == "above average"
    assert place_beside(15) == "in the upper range"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "linkcrawl.db"


def crawled(database: Path, day: int, *pages: Page, spider: str = "partners") -> None:
    """Store pages as a crawl of their own, *day* days after the start."""
    store = CrawlStore(database, spider, "digest", _LIMITS)
    for page in pages:
        store.add(_at(page, START + timedelta(days=day)))
    store.close("finished")


def _at(page: Page, at: datetime) -> Page:
    return replace(page, fetched_at=at)


def page(url: str, *targets: str, rel: str = "") -> Page:
    words = "".join(
        f'<p>We have long liked what they make, and <a href="{target}" rel="{rel}">their oven'
        " </a> above all, which bakes our bread on every day of the week.</p>"
        for target in targets
    )
    html = f"<html><body><main><h1>Bread</h1>{words}</main></body></html>".encode()
    return with_placements(read_page(html, url))


def profile(database: Path, day: int) -> Profile:
    db = open_database(database)
    judged = list(map(Templates(db).judged, links_to(db, [OWN])))
    (found,) = profiles(db, [OWN], (START + timedelta(days=day)).date(), judged)
    return found


HOME = "https://own.example/"


def test_a_profile_comes_out_of_the_database(database: Path) -> None:
    crawled(database, 0, page(HOME, "https://a.example/"), page("https://a.example/", HOME))
    crawled(database, 7, page("https://b.example/x", HOME, rel="nofollow"))
    crawled(database, 35, page("https://a.example/"), page("https://b.example/x", HOME))
    found = profile(database, 36)

    assert (found.links, found.sites, found.followed_sites) == (1, 1, 1)
    assert [(page.url, page.sites) for page in found.top_pages] == [(HOME, 1)]
    assert [(m.day, m.referring, m.percent) for m in found.history] == [
        ("2026-03-09", 2, 50.0), ("2026-04-06", 1, 0.0),
    ]  # fmt: skip
    assert [(str(month.start), month.new, month.lost) for month in found.months] == [
        ("2026-03-01", (), ()), ("2026-04-01", (), ("a.example",)),
    ]  # fmt: skip


@pytest.mark.parametrize("fetch", [Fetch.BLOCKED, Fetch.TIMEOUT, Fetch.ROBOTS_DISALLOWED])
def test_a_site_that_could_not_be_read_is_not_lost(database: Path, fetch: Fetch) -> None:
    crawled(database, 0, page("https://a.example/", HOME))
    crawled(database, 7, Page("https://a.example/", "https://a.example/", START, fetch=fetch))
    found = profile(database, 8)
    assert (found.sites, [week.lost for week in found.weeks]) == (1, [(), ()])


def test_new_links_in_running_text_are_told_with_their_sentence(database: Path) -> None:
    crawled(database, 0, page("https://a.example/"), page("https://b.example/", HOME))
    crawled(database, 7, page("https://a.example/post", HOME, HOME))
    (link,) = profile(database, 8).notable
    assert (link.site, link.source_url) == ("a.example", "https://a.example/post")
    assert link.before.startswith("We have long liked what they make")
    assert notable([link], Window(Period.WEEK, "2026-03-09T00:00:00Z")) == (link,)
    assert notable([link], Window(Period.WEEK, "2026-03-10T00:00:00Z")) == ()


def test_the_newest_new_link_of_a_site_is_told(database: Path) -> None:
    crawled(database, 0, page("https://a.example/"))
    crawled(database, 7, page("https://a.example/post", HOME))
    crawled(database, 14, page("https://a.example/later", HOME))
    (link,) = profile(database, 15).notable
    assert link.source_url == "https://a.example/later"


def test_followed_links_are_the_most_notable_then_the_newest() -> None:
    links = [
        NewLink(
            OWN, site, f"https://{site}/", HOME, "oven", rel, "", "", f"2026-03-{day}T09:00:00Z"
        )
        for site, rel, day in (("a", "nofollow", 20), ("b", "", 10), ("c", "", 15))
    ]
    told = notable(links, Window(Period.MONTH, "2026-03-01T00:00:00Z"))
    assert [link.site for link in told] == ["c", "b", "a"]


def test_what_came_and_went_in_a_stretch_of_time(database: Path) -> None:
    crawled(database, 0, page("https://a.example/", HOME), page("https://b.example/"))
    crawled(database, 7, page("https://a.example/"), page("https://b.example/", HOME))
    found = moves(profile(database, 8).stays, "2026-03-09T00:00:00Z")
    assert [stay.site for stay in found.new] == ["b.example"]
    assert [stay.site for stay in found.lost] == ["a.example"]
    assert moves(profile(database, 8).stays, "2026-03-09T09:00:01Z") == Moves((), ())


def test_a_new_anchor_makes_no_new_link(database: Path) -> None:
    crawled(database, 0, page("https://a.example/post", HOME), page("https://b.example/"))
    changed = page("https://a.example/post", HOME)
    other = changed.links[0]._replace(anchor_text="click here")
    crawled(database, 7, replace(changed, links=(other,)))

    assert profile(database, 8).notable == ()


def test_a_first_look_at_a_page_that_a_source_named_makes_no_new_link(database: Path) -> None:
    crawled(database, 0, page("https://a.example/"))
    crawled(database, 7, page("https://a.example/old-post", HOME), spider="backlinks")
    assert profile(database, 8).notable == ()

    crawled(database, 9, page("https://a.example/old-post", HOME, f"{HOME}new"), spider="backlinks")
    (link,) = profile(database, 10).notable
    assert link.target_url == f"{HOME}new"


def test_several_own_sites_are_told_together_too(database: Path) -> None:
    crawled(
        database, 0, page("https://a.example/", HOME, "https://second.example/"),
        page(HOME, "https://second.example/"),
    )  # fmt: skip
    db = open_database(database)
    own = [OWN, "second.example"]
    links = [link for link in links_to(db, own) if link.source_domain not in own]
    both = profiles(db, own, START.date(), links)
    assert [(one.own, one.links, one.sites) for one in both] == [
        ("", 2, 1), (OWN, 1, 1), ("second.example", 1, 1),
    ]  # fmt: skip
