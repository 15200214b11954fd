"""``[mail]`` of linkcrawl.toml: who is told what, and through which server."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from linkcrawl.sections import LanguageCode, Section

# The password is not in the file, which people mail around.
PASSWORD_VARIABLE = "LINKCRAWL_SMTP_PASSWORD"


class Role(StrEnum):
    """What a recipient wants to read."""

    EVERYTHING = "everything"
    BROKEN = "broken"
    MONTHLY = "monthly"
    OPERATOR = "operator"
    """Only that a crawl can't be relied upon: for whoever keeps it running."""


class Security(StrEnum):
    """How the connection to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


def _address(text: str) -> str:
    wrong = ValueError("accepted: an e-mail address, as in ana@example.com")
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        raise wrong from None
    plain = text.isascii() and text.isprintable() and address.username and "." in address.domain
    if not plain or " " in text:
        raise wrong
    return text


EmailAddress = Annotated[str, AfterValidator(_address)]


class Recipient(Section):
    """Somebody who gets mail: *role* says which; without a *language*, that of the report."""

    address: EmailAddress
    role: Role = Role.EVERYTHING
    language: LanguageCode | None = None


class Mail(Section):
    """How reports are mailed; without *host* and *sender* none is."""

    host: str = Field(default="", max_length=253)
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = Security.STARTTLS
    username: str = ""
    sender: EmailAddress | None = None
    reply_to: EmailAddress | None = None
    report_url: str = ""
    attach: bool | None = None
    when_unchanged: bool = False
    recipients: tuple[Recipient, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Mail:
        if self.recipients and not (self.host and self.sender):
            raise ValueError("recipients need a host and a sender; accepted: both beside them")
        if self.username and self.security is Security.NONE:
            raise ValueError(
                "a username without security would send the password in the clear;"
                " accepted: security starttls or tls"
            )
        return self

    @property
    def has_operator(self) -> bool:
        """Whether anybody is to be told of runs that can't be relied upon."""
        return any(one.role is Role.OPERATOR for one in self.recipients)

    @property
    def attaches(self) -> bool:
        """Whether the whole report comes with the message: if nothing is said, where no mail
        can link to it."""
        return not self.report_url if self.attach is None else self.attach

    @property
    def server_port(self) -> int:
        """The port that is meant, that of the kind of security if none is said."""
        return self.port or _PORTS[self.security]
