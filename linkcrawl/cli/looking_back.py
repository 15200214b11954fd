"""What reports and mails look back on: since the last one, or a fixed stretch of time."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from linkcrawl.cli.judged import Judged
from linkcrawl.judge.runs import run_of
from linkcrawl.mailing import Role
from linkcrawl.periods import Made, Period, Window, latest_before, window_of
from linkcrawl.store.database import open_database
from linkcrawl.store.mails import last_mail
from linkcrawl.store.told import Told, last_told, save_told
from linkcrawl.store.write import stamp


def report_window(found: Judged, period: Period | None, now: datetime) -> Window:
    """What a report looks back on; without a *period* that of linkcrawl.toml.

    One that is made again on the same day tells the same once more.
    """
    with closing(open_database(found.workspace.database)) as db:
        before = last_told(db, Told.REPORT, stamp(latest_before(now)))
    return window_of(period or _configured(found), now, before, run_of(found.crawls))


def mail_window(found: Judged, recipient: tuple[str, Role], again: bool, now: datetime) -> Window:
    """What a message to a *recipient* of a role looks back on.

    Since their last one, if nothing else is said; one that is sent *again* tells the same once
    more.
    """
    address, role = recipient
    if role is Role.MONTHLY:
        return window_of(Period.MONTH, now, None, "")
    before = None
    with closing(open_database(found.workspace.database)) as db:
        last = last_mail(db, address, role, stamp(latest_before(now)) if again else "9999")
        if last:
            told = last_told(db, Told.MAIL, last.at)
            before = Made(last.at, told.event if told else found.newest_event)
    return window_of(_configured(found), now, before, run_of(found.crawls))


def made_of(found: Judged, now: datetime) -> Made:
    """What a report or a mail of this moment tells last."""
    return Made(stamp(now), found.newest_event)


def keep_told(database: Path, what: Told, made: Made) -> None:
    """Note what people got, for the next one to tell what came after."""
    with closing(open_database(database)) as db:
        save_told(db, what, made)


def _configured(found: Judged) -> Period:
    return found.workspace.config.report.period
