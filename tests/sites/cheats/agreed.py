"""The user's calendar, and our own side of an agreement."""

from __future__ import annotations

from linkcrawl.demo.web import html_response
from sites.cheats.case import LONELY, OWN, Case, Expected, absent, link, post, unread

_NOTHING = post("a good book")

CALENDAR = (
    Case("not-due", "not due yet", _NOTHING, absent(state="pending"), {"deadline": "{+9}"}),
    Case(
        "not-due-page",
        "not due yet, and the page is not there yet",
        {"/post": html_response("no", status=404), "/": LONELY},
        unread("http_4xx", "pending"),
        {"deadline": "{+9}"},
    ),
    Case("not-begun", "begins next month", _NOTHING, absent(state="pending"), {"start": "{+30}"}),
    Case(
        "overdue",
        "the deadline has passed",
        _NOTHING,
        absent(state="overdue"),
        {"deadline": "{-3}"},
    ),
    Case("early", "there before its deadline", post(link()), Expected(), {"deadline": "{+9}"}),
    Case(
        "ended",
        "the agreement has ended",
        _NOTHING,
        absent(state="ended"),
        {"end": "{-1}"},
    ),
    Case("last-day", "on the agreement's last day", post(link()), Expected(), {"end": "{+0}"}),
)

# What we promised: our page /us-NAME should link to their /shop.
OURS = (
    Case(
        "ours-kept",
        "our own link is there",
        {"/post": LONELY, "/shop": LONELY},
        Expected(),
        elsewhere={
            "kilnhouse.example/us-ours-kept": post(link("http://ours-kept.example/shop"))["/post"]
        },
    ),
    Case(
        "ours-broken",
        "our own link is not there",
        {"/post": LONELY, "/shop": LONELY},
        absent(),
        elsewhere={"kilnhouse.example/us-ours-broken": LONELY},
    ),
    Case(
        "ours-dead",
        "their page that we link to is gone",
        {"/post": LONELY, "/shop": html_response("gone", status=410)},
        Expected(target="our_page_dead"),
        elsewhere={
            "kilnhouse.example/us-ours-dead": post(link("http://ours-dead.example/shop"))["/post"]
        },
    ),
)
OUR_PAGES = {case.name: f"{OWN}/us-{case.name}" for case in OURS}
