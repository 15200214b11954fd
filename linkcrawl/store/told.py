"""Which reports were made, so that the next one tells what came after."""

from __future__ import annotations

from enum import StrEnum

from sqlite_utils import Database

from linkcrawl.periods import Made

TOLD = """
-- A report that was made, or a run of mails: when, and the newest event that it knew.
create table told (
    id integer primary key,
    what text not null,
    at text not null,
    event integer not null
);
"""


class Told(StrEnum):
    """What people got."""

    REPORT = "report"
    MAIL = "mail"


def save_told(db: Database, what: Told, made: Made) -> None:
    """Note that a report was made, or that mails are sent."""
    with db.atomic():
        db.conn.execute(
            "insert into told(what, at, event) values (?, ?, ?)", (what, made.at, made.event)
        )


def last_told(db: Database, what: Told, until: str) -> Made | None:
    """The newest report that was made until a moment, None where there was none."""
    row = db.execute(
        "select at, event from told where what = ? and at <= ? order by at desc, id desc limit 1",
        (what, until),
    ).fetchone()
    return Made(*row) if row else None
