"""What becomes of a promise: the table of states, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from linkcrawl.agreements import Agreement
from linkcrawl.items import Directive
from linkcrawl.judge.promises.agreements import Check, check
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.promises import Promise, Side, promises_of
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import AnchorType, Credit, Fetch, Placement, Presence, State, Target

PAGE = "https://partner.example/post"
TARGET = "https://own.example/ovens"
TODAY = date(2026, 11, 20)
PROMISE = Promise("partner.example/1", Side.THEIRS, "partner.example", PAGE, TARGET)
LINK = StoredLink(
    source_url=PAGE,
    source_domain="partner.example",
    target_url=TARGET,
    target_domain="own.example",
    anchor_text="Oak & Ember",
    anchor_type=AnchorType.BRAND,
    rel="",
    placement=Placement.CONTENT,
    in_prose=True,
    hidden=False,
    presence=Presence.RAW,
    before="",
    after="",
    first_seen="2026-11-01T12:00:00Z",
    last_seen="2026-11-20T12:00:00Z",
    missed_at="",
    crawl_id=1,
    missed_crawl_id=None,
)
GONE = LINK._replace(
    last_seen="2026-11-10T12:00:00Z", missed_at="2026-11-20T12:00:00Z", missed_crawl_id=2
)


def visit(day: int = 20, fetch: Fetch = Fetch.OK, hour: int = 12, **facts: object) -> StoredVisit:
    read = PAGE if fetch is Fetch.OK else ""
    base = StoredVisit(
        url=PAGE,
        read_url=read,
        crawl_id=day,
        crawl_finished=True,
        at=f"2026-11-{day:02}T{hour:02}:00:00Z",
        fetch=fetch,
        status=200 if fetch is Fetch.OK else None,
        rendered=True,
        failure="",
        title="",
        canonical="",
        canonical_header="",
        robots=(),
        truncated=False,
        answered_url=PAGE,
    )
    return replace(base, **facts)  # type: ignore[arg-type]


def judged(
    links: list[StoredLink], visits: list[StoredVisit] | None = None, **agreed: object
) -> Check:
    visits = [visit()] if visits is None else visits
    promise = replace(PROMISE, **agreed)  # type: ignore[arg-type]
    evidence = Evidence(visits, links, visits[-1] if visits else visit())
    return check(promise, evidence, TODAY)


@pytest.mark.parametrize(
    ("found", "agreed", "state"),
    [
        ({}, {}, State.LIVE),
        ({"target_url": TARGET + "/?utm_source=x"}, {}, State.LIVE),
        ({"target_url": "http://www.own.example/ovens"}, {}, State.LIVE),
        ({"anchor_text": "oak &  ember"}, {"anchor": "Oak & Ember"}, State.LIVE),
        ({"rel": "nofollow"}, {"rel": ("nofollow",)}, State.LIVE),
        ({"rel": "sponsored"}, {"rel": ("sponsored",)}, State.LIVE),
        ({"anchor_text": "click here"}, {"anchor": "Oak & Ember"}, State.CHANGED),
        ({"placement": Placement.FOOTER}, {"placement": Placement.CONTENT}, State.CHANGED),
        ({"rel": ""}, {"rel": ("sponsored",)}, State.CHANGED),
        ({"hidden": True}, {}, State.CHANGED),
        ({"presence": Presence.IN_NOSCRIPT}, {}, State.CHANGED),
        ({"presence": Presence.REMOVED_BY_SCRIPT}, {}, State.CHANGED),
        ({"target_url": "https://own.example/other"}, {}, State.CHANGED),
        ({"rel": "nofollow"}, {}, State.NO_CREDIT),
        ({"rel": "nofollow"}, {"rel": ("follow",)}, State.NO_CREDIT),
        ({"rel": "ugc"}, {}, State.NO_CREDIT),
        ({"rel": "noopener,nofollow"}, {}, State.NO_CREDIT),
        ({"anchor_text": "", "image_alt": "Oak & Ember"}, {"anchor": "Oak & Ember"}, State.LIVE),
        ({"target_url": TARGET + "?ref=partner"}, {}, State.LIVE),
        ({"target_url": TARGET + "?size=2"}, {}, State.CHANGED),
        ({"via": "https://partner.example/go/1"}, {}, State.CHANGED),
        ({"target_domain": "oven.example", "stranger": True}, {}, State.CHANGED),
        ({"anchor_type": AnchorType.EMPTY, "anchor_text": ""}, {}, State.CHANGED),
        ({"source_url": "https://partner.example/other"}, {}, State.ELSEWHERE),
        ({"source_url": "https://partner.example/other"}, {"page": ""}, State.LIVE),
    ],
)
def test_a_link_that_is_there_is_held_against_what_was_agreed(
    found: dict[str, object], agreed: dict[str, object], state: State
):
    result = judged([LINK._replace(**found)], **agreed)  # type: ignore[arg-type]

    assert result.state is state
    assert result.reasons


@pytest.mark.parametrize(
    ("facts", "credit"),
    [
        ({"robots": (Directive("robots", "noindex", "meta"),)}, Credit.NOINDEX),
        ({"robots": (Directive("googlebot", "none", "header"),)}, Credit.NOINDEX),
        ({"robots": (Directive("robots", "index, nofollow", "meta"),)}, Credit.PAGE_NOFOLLOW),
        ({"robots": (Directive("yandex", "noindex", "meta"),)}, Credit.FOLLOWED),
        ({"canonical": "https://partner.example/original"}, Credit.CANONICAL_ELSEWHERE),
        ({"canonical": PAGE + "/"}, Credit.FOLLOWED),
        ({"bots_kept_out": ("bingbot",)}, Credit.ROBOTS_BLOCKED),
        *(
            ({"robots": (Directive("robots", f"unavailable_after: {day}", "header"),)}, credit)
            for day, credit in (
                ("25 jun 2010 15:00:00 pst", Credit.NOINDEX),
                ("monday, 15-aug-05 15:52:01 utc", Credit.NOINDEX),
                ("2020-09-21", Credit.NOINDEX),
                ("2020-09-21t10:00:00z", Credit.NOINDEX),
                ("25-aug-2011 15:00:00 gmt", Credit.NOINDEX),
                ("2099-09-21", Credit.FOLLOWED),
                ("some day", Credit.FOLLOWED),
            )
        ),
        ({}, Credit.FOLLOWED),
    ],
)
def test_a_page_can_withhold_credit(facts: dict[str, object], credit: Credit):
    result = judged([LINK], [visit(**facts)])

    assert result.credit is credit
    assert result.state is (State.LIVE if credit is Credit.FOLLOWED else State.NO_CREDIT)


@pytest.mark.parametrize(
    "fetch", [f for f in Fetch if f not in (Fetch.OK, Fetch.GONE, Fetch.HTTP_4XX, Fetch.SOFT_404)]
)
@pytest.mark.parametrize("links", [[], [LINK], [GONE]], ids=["never", "live", "gone"])
def test_not_being_able_to_look_is_never_a_broken_promise(fetch: Fetch, links: list[StoredLink]):
    result = judged(links, [visit(10), visit(20, fetch)])

    assert result.state is State.UNKNOWN
    assert result.presence is Presence.NOT_CHECKED


def test_an_absent_link_is_missing_once_and_lost_a_day_later():
    assert judged([GONE], [visit(10), visit(20)]).state is State.MISSING
    assert judged([GONE], [visit(10), visit(20, hour=1), visit(20, hour=23)]).state is State.MISSING
    gone = GONE._replace(missed_at="2026-11-19T12:00:00Z")
    assert judged([gone], [visit(10), visit(19), visit(20)]).state is State.LOST


def test_a_failed_visit_between_does_not_confirm_a_loss():
    visits = [visit(10), visit(18, Fetch.TIMEOUT), visit(20)]
    assert judged([GONE], visits).state is State.MISSING


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_is_gone_when_two_visits_a_day_apart_say_so(status: int):
    fetch = Fetch.GONE if status == 410 else Fetch.HTTP_4XX
    once = [visit(10), visit(20, fetch, status=status)]
    twice = [visit(10), visit(19, fetch, status=status), visit(20, fetch, status=status)]

    assert judged([LINK], once).state is State.MISSING
    assert judged([LINK], twice).state is State.PAGE_GONE


def test_other_client_errors_are_unknown():
    assert judged([LINK], [visit(20, Fetch.HTTP_4XX, status=418)]).state is State.UNKNOWN


def test_without_a_browser_nobody_is_accused():
    result = judged([GONE], [visit(10), visit(20, rendered=False)])

    assert result.state is State.REVIEW
    assert "no browser looked" in result.reasons[0]


def test_why_no_browser_showed_a_page_is_told():
    result = judged([GONE], [visit(10), visit(20, rendered=False, failure="not rendered in time")])

    assert result.state is State.REVIEW
    assert "no browser showed the page (not rendered in time)" in result.reasons[0]


@pytest.mark.parametrize(
    ("in_html", "told"), [(None, False), ("nofollow noopener", False), ("noopener", True)]
)
def test_a_rel_that_a_script_made_is_told_as_such(in_html: str | None, told: bool):
    result = judged([LINK._replace(rel="nofollow noopener", raw_rel=in_html)])

    assert result.state is State.NO_CREDIT
    assert ("a script makes it so" in result.reasons[0]) is told


def test_a_crawl_that_was_cut_short_accuses_nobody():
    assert judged([GONE], [visit(10), visit(20, crawl_finished=False)]).state is State.UNKNOWN
    assert check(PROMISE, Evidence([visit()], [GONE]), TODAY).state is State.UNKNOWN


def test_half_a_page_accuses_nobody():
    assert judged([GONE], [visit(10), visit(20, truncated=True)]).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("agreed", "links", "state"),
    [
        ({"deadline": date(2026, 11, 20)}, [], State.PENDING),
        ({"deadline": date(2026, 11, 19)}, [], State.OVERDUE),
        ({"deadline": date(2026, 11, 19)}, [GONE], State.MISSING),
        ({"deadline": date(2026, 12, 24)}, [LINK], State.LIVE),
        ({"deadline": date(2026, 12, 24)}, [GONE], State.MISSING),
        ({"end": date(2026, 11, 19)}, [], State.ENDED),
        ({"end": date(2026, 11, 20)}, [LINK], State.LIVE),
        ({}, [], State.MISSING),
    ],
)
def test_deadlines_and_ends_are_the_users_calendar(
    agreed: dict[str, object], links: list[StoredLink], state: State
):
    assert judged(links, **agreed).state is state


def test_of_several_links_the_one_that_fits_best_counts():
    worse = LINK._replace(rel="nofollow", placement=Placement.FOOTER)
    wrong = LINK._replace(target_url="https://own.example/other")
    for links in ([worse, wrong, LINK], [LINK, wrong, worse]):
        assert judged(links).link == LINK


def test_a_redirected_page_is_the_agreed_one():
    moved = LINK._replace(source_url="https://partner.example/new")

    result = judged([moved], [visit(read_url="https://partner.example/new")])

    assert result.state is State.LIVE
    assert result.target is Target.EXACT


def test_a_row_promises_what_it_names():
    row = Agreement("partner.example", their_page=PAGE, our_page="https://own.example/us")
    assert [promise.side for promise in promises_of(row)] == [Side.THEIRS, Side.OURS]
    only_name = Agreement("partner.example")
    assert [promise.side for promise in promises_of(only_name)] == [Side.THEIRS]
    only_ours = Agreement("partner.example", their_target="https://partner.example/")
    assert [promise.side for promise in promises_of(only_ours)] == [Side.OURS]


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ({}, Target.EXACT),
        ({"status": 410, "fetch": Fetch.GONE}, Target.OUR_PAGE_DEAD),
        ({"fetch": Fetch.SOFT_404}, Target.OUR_PAGE_DEAD),
        ({"fetch": Fetch.TIMEOUT, "status": None}, Target.EXACT),
        ({"answered_url": "https://own.example/new"}, Target.OUR_PAGE_REDIRECTS),
        ({"answered_url": "https://www.own.example/ovens/"}, Target.EXACT),
    ],
)
def test_what_became_of_our_own_page_is_not_held_against_the_partner(
    answer: dict[str, object], target: Target
):
    own = visit(**{"url": TARGET, "answered_url": TARGET, **answer})
    evidence = Evidence([visit()], [LINK], visit(), lambda url: own if url == TARGET else None)

    result = check(PROMISE, evidence, TODAY)

    assert (result.state, result.target) == (State.LIVE, target)
    assert len(result.reasons) == (1 if target is Target.EXACT else 2)


def test_a_page_that_was_never_looked_at_accuses_nobody():
    assert check(PROMISE, Evidence([], [], visit()), TODAY).state is State.UNKNOWN


def test_a_page_that_seems_to_say_not_found_is_left_to_a_person_where_no_browser_looked():
    soft = visit(20, Fetch.SOFT_404, rendered=False, failure="it says OK")

    assert judged([LINK], [visit(10), soft]).state is State.REVIEW


def test_a_link_on_a_page_that_is_gone_stands_nowhere():
    other = LINK._replace(source_url="https://partner.example/other", source_fetch=Fetch.GONE)

    assert judged([other], page="").state is State.MISSING
    assert judged([other]).state is State.MISSING


def test_what_was_found_is_told_of_an_agreement_that_has_ended():
    result = judged([LINK], end=date(2026, 11, 1))

    assert (result.state, result.presence) == (State.ENDED, Presence.RAW_AND_RENDERED)
