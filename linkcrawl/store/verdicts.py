"""The verdicts that were given last, and when drafts were: kept so that changes are told once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.store.sentences import packed, unpacked

Which = tuple[str, str]
# No signal has this name.
_CHANGED = ""


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
    rows = db.execute(
        "select own, other, verdict, since, changed, signals, answers, said from verdict"
    )
    return {row[:2]: _verdict(*row) for row in rows}


def _verdict(
    own: str, other: str, verdict: str, since: str, changed: str, signals: str, answers: str,
    said: str,
) -> StoredVerdict:  # fmt: skip
    made_of = json.loads(said) if said else {}
    sentences = {
        name: unpacked(text, made_of.get(name, "")) for name, text in json.loads(signals).items()
    }
    turned = unpacked(changed, made_of.get(_CHANGED, ""))
    return StoredVerdict(own, other, verdict, since, turned, sentences, json.loads(answers))


def save_verdicts(db: Database, given: Iterable[StoredVerdict]) -> None:
    """Keep the verdicts of this judgement, in the place of those that were kept."""
    rows = [
        (
            one.own, one.other, one.verdict, one.since, one.changed,
            json.dumps(dict(one.signals), ensure_ascii=False), json.dumps(dict(one.answers)),
            _made_of({**one.signals, _CHANGED: one.changed}),
        )
        for one in given
    ]  # fmt: skip
    with db.atomic():
        db.conn.execute("delete from verdict")
        db.conn.executemany("insert into verdict values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _made_of(sentences: Mapping[str, str]) -> str:
    found = {name: packed(text) for name, text in sentences.items()}
    return json.dumps(found, ensure_ascii=False)


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
