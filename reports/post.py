"""Messages → a mail server: each by itself, and in words what went wrong."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP

from linkcrawl.mailing import PASSWORD_VARIABLE, Mail, Security

_SECONDS = 30.0


class PostError(Exception):
    """The mail server can't be used: nothing was sent. The text says why."""


class Refused(Exception):
    """The mail server does not take this message; the text is what it says."""


class Unclear(Exception):
    """The connection ended while the message was handed over: the server may have it."""


def deliver(message: EmailMessage, mail: Mail, password: str) -> None:
    """Hand a message over for its one recipient.

    Raises PostError, Refused or Unclear. Certificates are verified; SSL_CERT_FILE names those
    of a server with an authority of its own.
    """
    sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    with log_in(mail, password) as server:
        try:
            server.sendmail(sender, [recipient], message.as_bytes(policy=SMTP))
        except smtplib.SMTPRecipientsRefused as error:
            raise Refused(_words(*error.recipients[recipient])) from None
        except smtplib.SMTPResponseException as error:
            raise Refused(_words(error.smtp_code, error.smtp_error)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unclear(_said(error)) from None


def log_in(mail: Mail, password: str) -> smtplib.SMTP:
    """A connection to the mail server that is ready to take messages; raises PostError."""
    where = f"the mail server {mail.host}, port {mail.server_port},"
    context = ssl.create_default_context()
    try:
        server = _connected(mail, context)
    except (OSError, smtplib.SMTPException) as error:
        raise PostError(f"{where} can't be reached: {_said(error)}") from None
    try:
        if mail.security is Security.STARTTLS:
            server.starttls(context=context)
        if mail.username:
            server.login(mail.username, password)
    except smtplib.SMTPAuthenticationError as error:
        server.close()
        answer = _words(error.smtp_code, error.smtp_error)
        raise PostError(
            f"{where} does not let {mail.username} in: {answer};"
            f" the password is read from {PASSWORD_VARIABLE}"
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        server.close()
        raise PostError(
            f"{where} gives no safe connection: {_said(error)};"
            " `security` may be starttls, tls or none"
        ) from None
    return server


def _connected(mail: Mail, context: ssl.SSLContext) -> smtplib.SMTP:
    if mail.security is Security.TLS:
        return smtplib.SMTP_SSL(mail.host, mail.server_port, timeout=_SECONDS, context=context)
    return smtplib.SMTP(mail.host, mail.server_port, timeout=_SECONDS)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _words(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())[:300]}"
