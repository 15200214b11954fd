"""A drafted message → an address that opens it in the reader's mail program."""

from __future__ import annotations

import re
from urllib.parse import quote

from ada_url import idna_to_ascii

# What most mail programs and browsers take of such an address.
_LONGEST = 2000
# One plain address, with nothing in it that would add a header or another recipient.
_ADDRESS = re.compile(r"([A-Za-z0-9.!#$'*+/=^_`{|}~-]+)@([\w.-]+\.[\w-]+)")


def mailto(to: str, subject: str, text: str) -> str:
    """The mailto: address of a message (RFC 6068), "" where *to* is no address.

    A text that would make it too long is left out: the reader copies it.

    >>> mailto("jo@mill.example", "Our link", "Dear Jo,\\nhello & goodbye")
    'mailto:jo@mill.example?subject=Our%20link&body=Dear%20Jo%2C%0D%0Ahello%20%26%20goodbye'
    >>> mailto("jo@mill.example?bcc=all@mill.example", "Our link", "")
    ''
    """
    found = _ADDRESS.fullmatch(to)
    if found is None:
        return ""
    host = idna_to_ascii(found[2]).decode()
    start = f"mailto:{quote(found[1])}@{quote(host)}?subject={_quoted(' '.join(subject.split()))}"
    whole = f"{start}&body={_quoted(chr(10).join(text.splitlines()))}"
    return whole if len(whole) <= _LONGEST else start


def _quoted(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="", errors="replace")
