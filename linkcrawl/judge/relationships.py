"""Links and agreements → every relationship with its verdict, and what turned since last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from linkcrawl.judge.messages import issued
from linkcrawl.judge.relate import relate
from linkcrawl.judge.relationship import Relationship
from linkcrawl.judge.signals.known import Known
from linkcrawl.judge.turns import stored, verdict_events, with_turn
from linkcrawl.store.opinions import save_events
from linkcrawl.store.verdicts import (
    drafts,
    newest_visit,
    save_drafts,
    save_verdicts,
    verdicts,
)
from linkcrawl.workspace import Workspace


def relationships_of(
    db: Database, workspace: Workspace, known: Iterable[Known], today: date
) -> tuple[Relationship, ...]:
    """Judge each relationship, and keep what the next judgement wants to know of this one."""
    names = {own.domain: next(iter(own.brands), own.domain) for own in workspace.config.own}
    before = verdicts(db)
    at = max(newest_visit(db), f"{today}T00:00:00Z")
    found = [
        with_turn(now, before.get((now.own, now.other)), at)
        for now in (relate(one, names[one.pair.own]) for one in known)
    ]
    save_events(db, verdict_events(found, before))
    save_verdicts(db, map(stored, found))
    return tuple(_with_drafts(db, found, today))


def _with_drafts(
    db: Database, found: Sequence[Relationship], today: date
) -> Iterable[Relationship]:
    """The relationships with the day on which each draft was issued."""
    last = drafts(db)
    dated = [_dated(one, last, today) for one in found]
    save_drafts(
        db,
        {(one.own, one.other, one.draft.kind): one.draft.issued for one in dated if one.draft},
    )
    return dated


def _dated(one: Relationship, last: dict[tuple[str, str, str], str], today: date) -> Relationship:
    if one.draft is None:
        return one
    before = last.get((one.own, one.other, one.draft.kind), "")
    return replace(one, draft=issued(one.draft, before, today))
