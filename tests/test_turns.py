"""A verdict that turned says which evidence turned it, and says so once."""

from __future__ import annotations

from relationship_facts import OTHER, OWN, agreement, checked, known, link, link_out

from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.relate import relate
from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from linkcrawl.judge.verdicts.turns import stored, verdict_events, with_turn
from linkcrawl.vocabulary import Placement, State

BEFORE, AFTER = "2026-11-14T09:00:00Z", "2026-11-21T09:00:00Z"


def exchange(state: State, *, related: bool | None = True) -> Relationship:
    checks = (checked(Side.THEIRS, state), checked(Side.OURS, State.LIVE))
    links = (link(), link_out())
    return relate(known(*links, agreements=(agreement(),), checks=checks, related=related), "Ovens")


KEPT = with_turn(exchange(State.LIVE), None, BEFORE)


def test_the_first_verdict_is_no_turn():
    assert (KEPT.verdict, KEPT.changed, KEPT.since) == (Verdict.KEEP, "", BEFORE)
    assert list(verdict_events([KEPT], {})) == []


def test_a_turn_names_the_evidence_that_is_new():
    now = with_turn(exchange(State.LOST), stored(KEPT), AFTER)

    assert now.verdict is Verdict.FIX
    assert now.since == AFTER
    assert now.changed.startswith("Their link on /post is lost: it is lost.")
    assert "New: The link that they agreed to is not there as agreed." in now.changed


def test_a_turn_names_the_evidence_that_went():
    now = with_turn(exchange(State.LIVE, related=None), stored(KEPT), AFTER)

    assert now.verdict is Verdict.WATCH
    assert now.changed.endswith("No longer: The sites are about related things.")


def test_a_turn_to_the_better_tells_what_is_mended():
    footer = link(placement=Placement.FOOTER, sitewide=True, in_prose=False)
    bad = with_turn(relate(known(footer), "Ovens"), None, BEFORE)
    now = with_turn(relate(known(link()), "Ovens"), stored(bad), AFTER)

    assert (bad.verdict, now.verdict) == (Verdict.WATCH, Verdict.KEEP)
    assert "New: 1 link in the content of a page." in now.changed
    assert "No longer: 1 page has a followed link in the template" in now.changed


def test_a_verdict_that_stands_keeps_what_turned_it():
    turned = with_turn(exchange(State.LOST), stored(KEPT), AFTER)
    later = with_turn(exchange(State.LOST), stored(turned), "2026-11-28T09:00:00Z")

    assert (later.changed, later.since) == (turned.changed, AFTER)


def test_a_turn_is_an_event_once():
    before = {(OWN, OTHER): stored(KEPT)}
    now = with_turn(exchange(State.LOST), stored(KEPT), AFTER)

    (event,) = verdict_events([now], before)
    assert (event.at, event.kind, event.partner) == (AFTER, "verdict", OTHER)
    assert (event.before, event.after, event.note) == ("keep", "fix", now.changed)
    assert list(verdict_events([now], {(OWN, OTHER): stored(now)})) == []
