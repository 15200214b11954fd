"""Which messages were sent, so that none is sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

MAILS = """
-- A message to one recipient. *edition* is what it tells: the same is told once.
create table mail (
    id integer primary key,
    recipient text not null,
    role text not null,
    edition text not null,
    message_id text not null,
    at text not null,
    outcome text not null,
    answer text not null default '',
    unique (recipient, role, edition)
);
"""


class Outcome(StrEnum):
    """How sending went; SENDING where we were cut short and the server may have it."""

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SentMail:
    """A message that was sent, or whose sending was begun."""

    edition: str
    at: str
    outcome: Outcome


def last_mail(db: Database, recipient: str, role: str, until: str = "9999") -> SentMail | None:
    """The newest message of a role that a recipient got, or may have got, *until* a moment."""
    row = db.execute(
        "select edition, at, outcome from mail"
        " where recipient = ? and role = ? and at <= ? and outcome <> 'refused'"
        " order by id desc limit 1",
        (recipient, role, until),
    ).fetchone()
    return SentMail(row[0], row[1], Outcome(row[2])) if row else None


def begin_mail(
    db: Database, recipient: str, role: str, edition: str, message_id: str, at: str
) -> bool:
    """Note that a message is about to be sent; False where it was sent, or may have been."""
    with db.atomic():
        cursor = db.conn.execute(
            "insert into mail(recipient, role, edition, message_id, at, outcome)"
            " values (?, ?, ?, ?, ?, 'sending')"
            " on conflict(recipient, role, edition) do update set message_id = excluded.message_id,"
            " at = excluded.at, outcome = 'sending', answer = '' where outcome = 'refused'",
            (recipient, role, edition, message_id, at),
        )
    return cursor.rowcount > 0


def end_mail(db: Database, message_id: str, outcome: Outcome, answer: str = "") -> None:
    """Note what became of a message, and what the server said to it."""
    with db.atomic():
        db.conn.execute(
            "update mail set outcome = ?, answer = ? where message_id = ?",
            (outcome, answer[:500], message_id),
        )
