"""What every message has around its text: who sends it, who answers, how to get no more."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from hashlib import blake2b

from linkcrawl.mailing import Mail, Role


def envelope(subject: str, role: Role, mail: Mail, recipient: str, at: datetime) -> EmailMessage:
    """A message to *recipient* that has no text yet.

    The messages of a role stand together in a mail client, below one that was never sent.
    """
    sender = Address(addr_spec=mail.sender or "")
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = Address(addr_spec=recipient)
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    message["Date"] = at
    message["Message-ID"] = make_msgid(domain=sender.domain)
    digest = blake2b(repr([subject, role]).encode(errors="replace"), digest_size=10).hexdigest()
    thread = f"<linkcrawl.{digest}@{sender.domain}>"
    message["References"] = message["In-Reply-To"] = thread
    message["List-Unsubscribe"] = f"<mailto:{mail.reply_to or mail.sender}?subject=unsubscribe>"
    message["Auto-Submitted"] = "auto-generated"
    return message
