"""Messages to operators: which runs can't be relied upon, told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from email.message import EmailMessage

import click

from linkcrawl.cli.judged import Judged
from linkcrawl.mailing import Recipient, Role
from linkcrawl.store.database import open_database
from linkcrawl.store.mails import last_mail
from linkcrawl.store.write import stamp
from reports.language import language
from reports.warning import compose_warning, warning_of


def warnings_due(
    found: Judged, recipients: Sequence[Recipient], again: bool, now: datetime
) -> Iterator[tuple[Recipient, str, EmailMessage]]:
    """A message to each operator who was not told of the doubts that there are today.

    With it what it tells, in a name.
    """
    doubtful = found.judgement.doubtful
    edition = warning_of(doubtful, now.date())
    settings, own = found.workspace.config.mail, found.workspace.config.own[0].domain
    with closing(open_database(found.workspace.database)) as db:
        for one in recipients:
            if one.role is not Role.OPERATOR:
                continue
            last = last_mail(db, one.address, one.role)
            if not edition:
                click.echo(f"{one.address}: every crawl can be relied upon, nothing is sent")
                continue
            if last is not None and last.edition == edition and not again:
                click.echo(f"{one.address}: was told already")
                continue
            spoken = language(one.language or found.workspace.config.report.language)
            message = compose_warning(doubtful, own, settings, one.address, now, spoken)
            yield one, f"{edition} {stamp(now)}" if again else edition, message
