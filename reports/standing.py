"""One side of an agreement as a reader sees it: what was agreed beside what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkcrawl.agreements import Agreement
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.run import AgreementChecks
from linkcrawl.vocabulary import Presence, State, Target
from reports.visible import path_of, readable_host
from reports.wording import next_step, rel_words, words


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
        )


def _heading(agreement: Agreement, check: Check) -> str:
    partner, promise = readable_host(agreement.partner), check.promise
    if promise.side is Side.OURS:
        return f"Our link to {partner}" + (
            f" on our {_place(promise.page)}" if promise.page else ""
        )
    return f"Link from {partner} to " + (
        f"our {_place(promise.target)}" if promise.target else "us"
    )


def _place(url: str) -> str:
    path = path_of(url)
    return "home page" if path == "/" else f"page {path}"


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
    yield Fact("Page", promise.page, source, elsewhere, url=True)
    yield Fact("Target", promise.target, target, astray, url=True)
    anchor = link.anchor_text if link else ""
    yield Fact("Anchor text", promise.anchor, anchor, amiss and _differ(promise.anchor, anchor))
    agreed_rel = ["followed" if word == "follow" else word for word in promise.rel]
    rel = rel_words(link.rel) if link else ""
    lacking = amiss and not set(agreed_rel) <= set(rel.split(", "))
    yield Fact("rel", ", ".join(agreed_rel), rel, lacking)
    agreed_placement = words(promise.placement or "")
    placement = words(link.placement) if link else ""
    yield Fact(
        "Placement", agreed_placement, placement, amiss and _differ(agreed_placement, placement)
    )
    due = f"by {day(promise.deadline.isoformat())}" if promise.deadline else ""
    seen = f"first seen {day(check.first_seen)}" if check.first_seen else ""
    yield Fact("When", due, seen)


def _differ(agreed: str, found: str) -> bool:
    return bool(agreed) and agreed.casefold().split() != found.casefold().split()


def day(moment: str) -> str:
    """A stored moment or date as a day that is read alike everywhere.

    >>> day("2026-11-03T09:12:44+00:00"), day("")
    ('3 Nov 2026', '')
    """
    if not moment:
        return ""
    on = date.fromisoformat(moment[:10])
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def month(on: date) -> str:
    """The month of a day.

    >>> month(date(2026, 11, 3))
    'Nov 2026'
    """
    return f"{_MONTHS[on.month - 1]} {on.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
