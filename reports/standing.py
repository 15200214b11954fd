"""One side of an agreement as a reader sees it: what was agreed beside what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkcrawl.agreements import Agreement
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Promise, Side
from linkcrawl.judge.run import AgreementChecks
from linkcrawl.said import marked, said, said_all
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Presence, State, Target
from reports.cut import Cut, cut_to
from reports.schematic import Schematic, schematic_of
from reports.timeline import Timeline, timeline_of
from reports.visible import path_of, readable_host
from reports.vocabulary import word
from reports.wording import STATES, next_step, rel_words


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison. *url* tells that both cells are addresses."""

    name: str
    agreed: str
    found: str
    differs: bool = False
    url: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How one side of an agreement stands.

    *page* is the page to open: where the link was found, else where it should be.
    """

    id: str
    heading: str
    agreement: Agreement
    check: Check
    page: str
    facts: tuple[Fact, ...]
    step: str
    timeline: Timeline | None = None
    drawing: Schematic | None = None

    @property
    def ours(self) -> bool:
        return self.check.promise.side is Side.OURS


def standings_of(row: AgreementChecks) -> Iterator[Standing]:
    """The sides of an agreement, theirs first."""
    for check in filter(None, (row.theirs, row.ours)):
        ours = check.promise.side is Side.OURS
        link = check.link
        yield Standing(
            id=f"agreement-{row.agreement.name.rpartition('/')[2]}-{check.promise.side}",
            heading=_heading(row.agreement, check),
            agreement=row.agreement,
            check=check,
            page=link.source_url if link else check.promise.page,
            facts=tuple(_facts(check)),
            step=next_step(check.state, ours, _whom(row.agreement)),
            timeline=timeline_of(row.histories.get(check.promise.side)),
            drawing=schematic_of(link),
        )


def _heading(agreement: Agreement, check: Check) -> str:
    partner, promise = readable_host(agreement.partner), check.promise
    ours = promise.side is Side.OURS
    url = promise.page if ours else promise.target
    if not url:
        line = _OURS if ours else _THEIRS
    elif path_of(url) == "/":
        line = _OURS_AT_HOME if ours else _THEIRS_TO_HOME
    else:
        line = _OURS_ON_PAGE if ours else _THEIRS_TO_PAGE
    return said(line, partner=partner, path=path_of(url))


_OURS = marked("Our link to {partner}")
_OURS_AT_HOME = marked("Our link to {partner} on our home page")
_OURS_ON_PAGE = marked("Our link to {partner} on our page {path}")
_THEIRS = marked("Link from {partner} to us")
_THEIRS_TO_HOME = marked("Link from {partner} to our home page")
_THEIRS_TO_PAGE = marked("Link from {partner} to our page {path}")


def _whom(agreement: Agreement) -> str:
    partner = readable_host(agreement.partner)
    if agreement.contact_name and agreement.contact_email:
        return f"{agreement.contact_name} ({agreement.contact_email})"
    return agreement.contact_name or agreement.contact_email or partner


def _facts(check: Check) -> Iterator[Fact]:
    promise, link = check.promise, check.link
    # What the judge calls live has no differences, whatever the spelling.
    amiss = link is not None and check.state is not State.LIVE
    source, target = (link.source_url, link.target_url) if link else ("", "")
    elsewhere = amiss and check.presence is Presence.ON_OTHER_PAGE
    astray = amiss and check.target in (Target.WRONG_PAGE, Target.WRONG_DOMAIN)
    yield Fact(said("Page"), promise.page, source, elsewhere, url=True)
    yield Fact(said("Target"), promise.target, target, astray, url=True)
    anchor = link.anchor_text if link else ""
    differs = amiss and _differ(promise.anchor, anchor)
    yield Fact(said("Anchor text"), promise.anchor, anchor, differs)
    yield _rel_fact(promise, link, amiss)
    agreed = word(promise.placement) if promise.placement else ""
    placement = word(link.placement) if link else ""
    yield Fact(said("Placement"), agreed, placement, amiss and _differ(agreed, placement))
    due = said("by {day}", day=promise.deadline) if promise.deadline else ""
    first = check.first_seen
    seen = said("first seen {day}", day=date.fromisoformat(first[:10])) if first else ""
    yield Fact(said("When"), due, seen)


def _rel_fact(promise: Promise, link: StoredLink | None, amiss: bool) -> Fact:
    agreed = [_FOLLOWED if word == "follow" else word for word in promise.rel]
    found = rel_words(link.rel) if link else ""
    lacking = amiss and not set(agreed) <= set(found.split(", "))
    return Fact(said("rel"), said_all(", ", agreed), found, lacking)


_FOLLOWED = said("followed")


def _differ(agreed: str, found: str) -> bool:
    return bool(agreed) and agreed.casefold().split() != found.casefold().split()


@dataclass(frozen=True, slots=True)
class StateList:
    """All sides of agreements that are in one state."""

    state: State
    meaning: str
    theirs: int
    ours: int
    standings: Cut[Standing]


def state_lists(standings: Sequence[Standing], limit: int) -> tuple[StateList, ...]:
    """All states in the order in which they need a person, each with its sides."""
    return tuple(_state_list(state, standings, limit) for state in STATES)


def _state_list(state: State, standings: Sequence[Standing], limit: int) -> StateList:
    held = [standing for standing in standings if standing.check.state is state]
    ours = sum(standing.ours for standing in held)
    return StateList(state, STATES[state], len(held) - ours, ours, cut_to(held, limit))
