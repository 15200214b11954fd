"""Facts of relationships, made by hand, for the tests of signals, questions and verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkcrawl.agreements import Agreement
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Promise, Side, promises_of
from linkcrawl.judge.verdicts.pairs import Pair
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.policy import Policy
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import AnchorType, Fetch, Placement, Presence, State

TODAY = date(2026, 11, 21)
OWN, OTHER = "ovens.example", "mill.example"
POST, OURS = f"https://{OTHER}/post", f"https://{OWN}/guide"


def link(**changes: object) -> StoredLink:
    """A live followed brand link in a sentence of their post, changed as told."""
    plain = StoredLink(
        source_url=POST,
        source_domain=OTHER,
        target_url=f"https://{OWN}/",
        target_domain=OWN,
        anchor_text="Ovens",
        anchor_type=AnchorType.BRAND,
        rel="",
        placement=Placement.CONTENT,
        in_prose=True,
        hidden=False,
        presence=Presence.RAW_AND_RENDERED,
        before="Our loaves are baked in an oven by",
        after="and have been for years.",
        first_seen="2026-10-01T09:00:00+00:00",
        last_seen="2026-11-20T09:00:00+00:00",
        missed_at="",
        crawl_id=1,
        missed_crawl_id=None,
    )
    return plain._replace(**changes)


def link_out(**changes: object) -> StoredLink:
    """The same the other way."""
    there = {
        "source_url": OURS,
        "source_domain": OWN,
        "target_url": f"https://{OTHER}/",
        "target_domain": OTHER,
    }
    return link(**(there | changes))


def agreement(relationship: str = "exchange", **changes: object) -> Agreement:
    """An agreement on a link each way."""
    plain = Agreement(
        OTHER,
        relationship,
        POST,
        f"https://{OWN}/",
        OURS,
        f"https://{OTHER}/",
        deadline=date(2026, 11, 1),
        contact_name="Hester Lane",
        contact_email="hester@mill.example",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def promise(side: Side, agreed: Agreement | None = None) -> Promise:
    """What one side has promised."""
    return next(one for one in promises_of(agreed or agreement()) if one.side is side)


def checked(
    side: Side, state: State, agreed: Agreement | None = None, found: StoredLink | None = None
) -> Check:
    """A side of an agreement in a state."""
    return Check(
        promise(side, agreed),
        state,
        (f"it is {state}",),
        fetch=Fetch.OK,
        link=found,
        checked_at="2026-11-20T09:00:00+00:00",
    )


def known(
    *links: StoredLink,
    agreements: tuple[Agreement, ...] = (),
    checks: tuple[Check, ...] = (),
    policy: Policy | None = None,
    **more: object,
) -> Known:
    """What is known of the pair with these links, either way."""
    pair = Pair(
        OWN,
        OTHER,
        agreements=agreements,
        checks=checks,
        links_in=tuple(each for each in links if each.target_domain == OWN),
        links_out=tuple(each for each in links if each.source_domain == OWN),
    )
    plain = Known(pair, policy or Policy(), TODAY, pair.reciprocity)
    if relation := more.pop("relation", None):
        plain = replace(plain, pair=replace(pair, relation=relation))
    return replace(plain, **more)  # type: ignore[arg-type]


MUTUAL = Reciprocity.MUTUAL
