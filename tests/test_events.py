"""Link periods and visits become events: each change once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_judge_agreements import GONE, LINK, PAGE, PROMISE, TODAY, visit

from linkcrawl.items import Directive
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.events import link_events, page_events
from linkcrawl.judge.promises.transitions import last_known, state_events
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Fetch, Placement, State

PARTNERS = {"partner.example": "partner.example"}
FIRST = {"partner.example": 1}
CAME = LINK._replace(first_seen=GONE.missed_at, crawl_id=2)


def told(*links: StoredLink) -> list[tuple[str, str, str]]:
    return [(e.kind, e.before, e.after) for e in link_events(links, PARTNERS, FIRST)]


def test_links_of_the_first_crawl_are_no_event():
    assert told(LINK) == []


def test_a_first_look_at_a_page_brings_no_news_but_changes():
    looks = {(2, "partner.example")}
    changed = CAME._replace(rel="nofollow")

    assert list(link_events([CAME], PARTNERS, FIRST, first_looks=looks)) == []
    (event,) = link_events([GONE, changed], PARTNERS, FIRST, first_looks=looks)
    assert (event.kind, event.after) == ("rel", "nofollow")


def test_nothing_is_told_of_a_crawl_before_it_has_ended():
    (event,) = link_events([GONE], PARTNERS, FIRST)
    assert event.kind == "removed"
    assert list(link_events([GONE], PARTNERS, FIRST, unended={2})) == []


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ({"rel": "nofollow"}, ("rel", "", "nofollow")),
        ({"anchor_text": "here"}, ("anchor", "Oak & Ember", "here")),
        ({"placement": Placement.FOOTER}, ("placement", "content", "footer")),
        (
            {"target_url": "https://own.example/b"},
            ("target", "https://own.example/ovens", "https://own.example/b"),
        ),
    ],
)
def test_a_link_that_changes_is_one_event(change: dict[str, object], event: tuple[str, str, str]):
    assert told(GONE, CAME._replace(**change)) == [event]  # type: ignore[arg-type]


def test_two_changes_at_once_are_two_events():
    assert [kind for kind, *_ in told(GONE, CAME._replace(rel="ugc", anchor_text="x"))] == [
        "rel",
        "anchor",
    ]


def test_links_go_and_come():
    assert told(GONE) == [("removed", "Oak & Ember", "")]
    assert told(CAME) == [("added", "", "Oak & Ember")]


def test_a_link_that_turns_up_on_another_page_has_moved():
    other = CAME._replace(source_url="https://partner.example/other")
    assert told(GONE, other) == [("moved", PAGE, "https://partner.example/other")]


def test_each_of_two_equal_links_is_paired_once():
    assert told(GONE, GONE, CAME) == [("removed", "Oak & Ember", "")]


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (
            {},
            {"fetch": Fetch.HTTP_4XX, "status": 404},
            ("status", "ok 200", "http_4xx 404"),
        ),
        (
            {},
            {"fetch": Fetch.ROBOTS_DISALLOWED, "status": None},
            ("robots", "ok 200", "robots_disallowed"),
        ),
        (
            {},
            {"robots": (Directive("robots", "noindex", "meta"),)},
            ("index", "index", "noindex"),
        ),
        (
            {},
            {"canonical": "https://partner.example/other"},
            ("canonical", "", "https://partner.example/other"),
        ),
        (
            {},
            {"robots": (Directive("googlebot", "noindex", "header"),)},
            ("index", "index", "noindex"),
        ),
        (
            {},
            {"bots_kept_out": ("googlebot",)},
            ("robots", "lets in", "keeps out googlebot"),
        ),
    ],
)
def test_what_happens_to_an_agreed_page(
    before: dict[str, object], after: dict[str, object], event: tuple[str, str, str]
):
    visits = [visit(10, **before), visit(11, **before), visit(20, **after)]  # type: ignore[arg-type]

    events = list(page_events(visits, "partner.example"))

    assert [(e.kind, e.before, e.after) for e in events] == [event]
    assert events[0].at == visits[-1].at


def rel_changed(*others: tuple[str, str, str]) -> str:
    """The note on our link turned nofollow; *others* are pages, with rel before and after."""
    beside = []
    for number, (page, before, after) in enumerate(others):
        there = {"target_url": f"https://site{number}.example/", "source_url": page}
        there["target_domain"] = f"site{number}.example"
        if before == after:
            beside.append(LINK._replace(rel=before, **there))  # type: ignore[arg-type]
            continue
        beside.append(GONE._replace(rel=before, **there))  # type: ignore[arg-type]
        beside.append(CAME._replace(rel=after, **there))  # type: ignore[arg-type]
    links = (GONE, CAME._replace(rel="nofollow"))
    (event,) = link_events(links, PARTNERS, FIRST, lambda _: beside)
    return event.note


OTHER = "https://partner.example/other"


@pytest.mark.parametrize(
    ("others", "note"),
    [
        ([], ""),
        (
            [(PAGE, "", ""), (PAGE, "noopener", "")],
            "only this link: none of the 2 others of the page to other sites changed",
        ),
        (
            [(PAGE, "", "nofollow"), (PAGE, "", "ugc nofollow")],
            "all 2 other links of the page to other sites changed alike",
        ),
        (
            [(PAGE, "", "nofollow"), (PAGE, "", "")],
            "1 of 2 other links of the page to other sites changed alike",
        ),
        (
            [(OTHER, "", "nofollow")],
            "the other link of the site to another site changed alike",
        ),
        ([(PAGE, "nofollow", "nofollow")], ""),
    ],
)
def test_a_change_of_rel_is_compared_with_the_other_links(
    others: list[tuple[str, str, str]], note: str
):
    assert rel_changed(*others) == note


def test_a_link_that_readers_no_longer_see_is_an_event():
    assert told(GONE, CAME._replace(hidden=True)) == [("presence", "raw", "hidden")]


@pytest.mark.parametrize("state", [State.LOST, State.OVERDUE, State.PAGE_GONE, State.ENDED])
def test_states_that_no_page_tells_of_are_told_once(state: State):
    check = Check(PROMISE, state, ("why",), checked_at="2026-11-20T12:00:00Z")
    key = (PROMISE.agreement, PROMISE.side)

    def states(before: dict[tuple[str, str], str]) -> list[tuple[str, str, str]]:
        return [(e.at, e.before, e.after) for e in state_events([check], before, TODAY)]

    assert states({}) == []
    assert states({key: state}) == []
    assert states({key: State.MISSING}) == [("2026-11-20T12:00:00Z", "missing", state)]


def test_a_look_that_failed_leaves_the_state_as_it_was_known():
    check = Check(PROMISE, State.UNKNOWN, ("No answer.",), checked_at="2026-11-20T12:00:00Z")
    side = (PROMISE.agreement, PROMISE.side)

    assert last_known([check], {}) == {side: State.UNKNOWN}
    assert last_known([check], {side: State.OVERDUE}) == {side: State.OVERDUE}
    assert last_known([replace(check, state=State.LIVE)], {side: State.OVERDUE}) == {
        side: State.LIVE
    }


def test_a_rel_that_changes_nothing_is_no_event():
    assert told(GONE, CAME._replace(rel="noopener")) == []


def test_a_footer_that_changes_on_ten_thousand_pages_is_told_in_a_moment() -> None:
    pages = [f"https://partner.example/{number}" for number in range(10_000)]
    gone = [GONE._replace(source_url=page) for page in pages]
    came = [CAME._replace(source_url=page, rel="nofollow") for page in pages]
    asked: list[StoredLink] = []

    def beside(link: StoredLink) -> list[StoredLink]:
        asked.append(link)
        return [*gone, *came]

    events = list(link_events([*gone, *came], PARTNERS, FIRST, beside))

    assert [event.source_url for event in events] == pages
    assert {event.kind for event in events} == {"rel"}
    assert len(asked) == 1


def test_links_that_moved_are_paired_in_order_and_each_once() -> None:
    gone = [GONE._replace(source_url=f"https://partner.example/{n}") for n in (1, 2, 3)]
    came = [CAME._replace(source_url=f"https://partner.example/{n}") for n in (7, 8)]

    events = list(link_events([*gone, *came], PARTNERS, FIRST))

    assert [(event.kind, event.before, event.after) for event in events] == [
        ("moved", "https://partner.example/1", "https://partner.example/7"),
        ("moved", "https://partner.example/2", "https://partner.example/8"),
        ("removed", GONE.anchor_text, ""),
    ]
