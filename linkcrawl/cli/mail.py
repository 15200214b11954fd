"""linkcrawl mail: the report's summary to those who asked for it, and to nobody twice."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import click

from linkcrawl.cli.judged import Judged, judged
from linkcrawl.cli.looking_back import keep_told, made_of, mail_window
from linkcrawl.cli.operators import warnings_due
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.config import CONFIG_FILE
from linkcrawl.mailing import PASSWORD_VARIABLE, Mail, Recipient, Role
from linkcrawl.periods import Window
from linkcrawl.store.database import open_database
from linkcrawl.store.mails import Outcome, begin_mail, end_mail, last_mail
from linkcrawl.store.told import Told
from linkcrawl.store.write import stamp
from reports.language import language
from reports.mail import compose, edition_of
from reports.post import PostError, Refused, Unclear, deliver
from reports.summary import Summary

MAIL_FOLDER = "mail"
FAILED = 1


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is to be sent: what it tells is its *edition*."""

    recipient: Recipient
    edition: str
    message: EmailMessage


@click.command()
@workspace_option
@click.option("--dry-run", is_flag=True, help=f"Send nothing: write .eml files to {MAIL_FOLDER}.")
@click.option("--to", metavar="ADDRESS", help="Send one message here only, to try it out.")
@click.option("--again", is_flag=True, help="Also what was sent already, or may have been.")
@click.option(
    "--role", type=click.Choice([*map(str, Role)]), help="Only to recipients of this role."
)
@click.pass_context
def mail(
    ctx: click.Context, folder: Path, dry_run: bool, to: str | None, again: bool, role: str | None
) -> None:
    """Mail the report's summary.

    Each recipient in linkcrawl.toml gets a message of their own: everything, only what broke,
    once a month, or, for operators, only that crawls can't be relied upon. The same is never sent
    twice, and nothing is sent where nothing changed, unless when_unchanged is set. Exits with 1
    where a message was not taken.
    """
    found = judged(folder)
    settings = found.workspace.config.mail
    chosen = Role(role) if role else None
    recipients = [one for one in _recipients(settings, to, chosen) if chosen in (None, one.role)]
    once_more = again or to is not None
    now = datetime.now(UTC)
    due = list(_due(found, settings, recipients, once_more, now))
    due += [Due(*each) for each in warnings_due(found, recipients, again, now)]
    if dry_run:
        _write(due, folder / MAIL_FOLDER)
        return
    if settings.username and not os.environ.get(PASSWORD_VARIABLE):
        raise click.UsageError(f"{PASSWORD_VARIABLE} is not set: the password of the mail server")
    if due and to is None:
        keep_told(found.workspace.database, Told.MAIL, made_of(found, now))
    if not _send_all(due, settings, found.workspace.database, record=to is None):
        ctx.exit(FAILED)


def _recipients(settings: Mail, to: str | None, role: Role | None) -> tuple[Recipient, ...]:
    if not settings.host or not settings.sender:
        raise click.UsageError(f"{CONFIG_FILE}: [mail] needs `host` and `sender`")
    if to is not None:
        try:
            return (Recipient(address=to, role=role or Role.EVERYTHING),)
        except ValueError:
            raise click.BadParameter(
                f"found {to!r}; accepted: an e-mail address, as in ana@example.com",
                param_hint="--to",
            ) from None
    if not settings.recipients:
        raise click.UsageError(f"{CONFIG_FILE}: [mail] has no [[mail.recipients]]")
    return settings.recipients


def _due(
    found: Judged, settings: Mail, recipients: Iterable[Recipient], again: bool, now: datetime
) -> Iterable[Due]:
    """The messages that have something to tell that their recipient was not told yet."""
    summaries: dict[Window, Summary] = {}
    with closing(open_database(found.workspace.database)) as db:
        for one in recipients:
            if one.role is Role.OPERATOR:
                continue
            last = last_mail(db, one.address, one.role)
            window = mail_window(found, (one.address, one.role), again, now)
            if window not in summaries:
                summaries[window] = found.summary(window)
            summary = summaries[window]
            edition = edition_of(summary, one.role)
            if not edition and not again:
                click.echo(f"{one.address}: nothing is broken, nothing is sent")
                continue
            known = last is not None and last.edition == edition
            if known and settings.when_unchanged and one.role is Role.EVERYTHING:
                edition, known = f"{edition} {summary.today}", False
            if known and last is not None and not again:
                click.echo(f"{one.address}: {_why_not(last.outcome)}")
                continue
            edition = f"{edition} {stamp(now)}" if again else edition
            spoken = language(one.language or found.workspace.config.report.language)
            message = compose(summary, one.role, settings, one.address, now, spoken)
            if settings.attaches and not any(message.iter_attachments()):
                click.echo(f"{one.address}: the report is too long to be attached", err=True)
            yield Due(one, edition, message)


def _why_not(outcome: Outcome) -> str:
    if outcome is Outcome.SENDING:
        return "sending was cut short, the message may have arrived; --again sends it once more"
    return "nothing has changed since the last message"


def _send_all(due: Iterable[Due], settings: Mail, database: Path, record: bool) -> bool:
    """Send the messages; False where one was not taken. The others are sent all the same."""
    fine = True
    with closing(open_database(database)) as db:
        for one in due:
            name, message_id = one.recipient.address, str(one.message["Message-ID"])
            if record and not begin_mail(
                db, name, one.recipient.role, one.edition, message_id, stamp(datetime.now(UTC))
            ):
                click.echo(f"{name}: was sent already")
                continue
            outcome, said = _send(one.message, settings)
            if record:
                end_mail(db, message_id, outcome, said)
            if outcome is Outcome.SENT:
                click.echo(f"{name}: sent")
            else:
                fine = False
                click.echo(f"{name}: not sent: {said}", err=True)
    return fine


def _send(message: EmailMessage, settings: Mail) -> tuple[Outcome, str]:
    try:
        deliver(message, settings, os.environ.get(PASSWORD_VARIABLE, ""))
    except (PostError, Refused) as error:
        return Outcome.REFUSED, str(error)
    except Unclear as error:
        return Outcome.SENDING, f"{error}; it may have arrived"
    return Outcome.SENT, ""


def _write(due: Iterable[Due], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in due:
        name = re.sub(r"[^\w.@-]", "_", one.recipient.address)
        path = folder / f"{name}-{one.recipient.role}.eml"
        path.write_bytes(one.message.as_bytes())
        click.echo(path)
