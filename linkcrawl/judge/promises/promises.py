"""An agreement's two sides: what each has promised the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkcrawl.agreements import Agreement
from linkcrawl.store.intern import page_name
from linkcrawl.vocabulary import Placement


class Side(StrEnum):
    """Who is to link: the partner, or we."""

    THEIRS = "theirs"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Promise:
    """One side of an agreement. "" and None mean "not agreed": any page, any anchor …"""

    agreement: str
    side: Side
    partner: str
    page: str = ""
    target: str = ""
    anchor: str = ""
    rel: tuple[str, ...] = ()
    placement: Placement | None = None
    start: date | None = None
    deadline: date | None = None
    end: date | None = None


def promises_of(agreement: Agreement) -> Iterator[Promise]:
    """The sides that a row speaks of; a row that names only a partner promises their link.

    What was agreed of anchor, rel and placement holds for the partner's link. Ours is held
    to its pages: which words we link with is our own business.
    """
    shared = (agreement.start, agreement.deadline, agreement.end)
    # As the database calls them, which has no secrets.
    their_page, our_target, our_page, their_target = map(
        page_name,
        (agreement.their_page, agreement.our_target, agreement.our_page, agreement.their_target),
    )
    ours = our_page or their_target
    if their_page or our_target or not ours:
        yield Promise(
            agreement.name, Side.THEIRS, agreement.partner, their_page, our_target,
            agreement.anchor, agreement.rel, agreement.placement, *shared,
        )  # fmt: skip
    if ours:
        yield Promise(
            agreement.name, Side.OURS, agreement.partner, our_page, their_target,
            "", (), None, *shared,
        )  # fmt: skip
