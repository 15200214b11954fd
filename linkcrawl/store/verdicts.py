"""The verdicts that were given last, and when drafts were: kept so that changes are told once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

Which = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict with the sentences of its signals by name, and its answers by question."""

    own: str
    other: str
    verdict: str
    since: str
    changed: str
    signals: Mapping[str, str]
    answers: Mapping[str, str]


def verdicts(db: Database) -> dict[Which, StoredVerdict]:
    """The verdicts of the last judgement, by own site and other."""
    rows = db.execute("select own, other, verdict, since, changed, signals, answers from verdict")
    return {
        (own, other): StoredVerdict(
            own, other, verdict, since, changed, json.loads(signals), json.loads(answers)
        )
        for own, other, verdict, since, changed, signals, answers in rows
    }


def save_verdicts(db: Database, given: Iterable[StoredVerdict]) -> None:
    """Keep the verdicts of this judgement, in the place of those that were kept."""
    rows = [
        (
            one.own, one.other, one.verdict, one.since, one.changed,
            json.dumps(dict(one.signals), ensure_ascii=False), json.dumps(dict(one.answers)),
        )
        for one in given
    ]  # fmt: skip
    with db.atomic():
        db.conn.execute("delete from verdict")
        db.conn.executemany("insert into verdict values (?, ?, ?, ?, ?, ?, ?)", rows)


def drafts(db: Database) -> dict[tuple[str, str, str], str]:
    """The day on which each message was last drafted, by own site, other and kind."""
    rows = db.execute("select own, other, kind, issued from draft")
    return {(own, other, kind): day for own, other, kind, day in rows}


def save_drafts(db: Database, issued: Mapping[tuple[str, str, str], str]) -> None:
    """Keep when messages were drafted; what was drafted before and is not now stays known."""
    with db.atomic():
        db.conn.executemany(
            "insert or replace into draft values (?, ?, ?, ?)",
            [(*which, day) for which, day in issued.items()],
        )


def newest_visit(db: Database) -> str:
    """When a page was last visited, "" where none was."""
    (at,) = db.execute("select ifnull(max(at), '') from visit").fetchone()
    return str(at)
