"""A real mail server on loopback, which takes, refuses or hangs up as a test wants."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from loopback import free_port


@dataclass
class Mailbox:
    """What a server took, in order, and how it treats whom it does not like.

    *refused* answers to a recipient with these words; a recipient in *hangs_up* makes it close
    the connection once it has the message.
    """

    refused: Mapping[str, str] = field(default_factory=dict)
    hangs_up: frozenset[str] = frozenset()
    login: tuple[str, str] | None = None
    taken: list[EmailMessage] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        return [str(message["To"]) for message in self.taken]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        if self.hangs_up & set(envelope.rcpt_tos) and server.transport:
            server.transport.abort()
        return "250 taken"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        said = (
            (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else ()
        )
        return AuthResult(success=said == self.login, handled=False)


@contextmanager
def mail_server(
    mailbox: Mailbox, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[int]:
    """The port of a server that fills *mailbox*."""
    port = free_port()
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        ssl_context=tls,
        tls_context=starttls,
        require_starttls=starttls is not None,
        authenticator=mailbox.authenticate if mailbox.login else None,
        auth_required=mailbox.login is not None,
        auth_require_tls=mailbox.login is not None and tls is None,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
