"""Secrets in addresses and log lines → three stars.

Addresses are kept whole in the database, without which their pages could not be visited again;
logs and reports travel further than they should.
"""

from __future__ import annotations

import logging
import re

_STARS = "***"
# Parameters whose values open doors, by themselves or at the end of a longer name, as they stand
# in the addresses of sessions, previews, signed downloads and interfaces.
_PARAMETER = re.compile(
    r"([?&;#](?:[\w.-]*[._-])?(?:(?:access|auth|id|refresh|csrf|xsrf)?token|api-?key|key|secret"
    r"|auth|credentials?|sig(?:nature)?|hmac|pass(?:word|wd)?|pwd|session|(?:php|j|asp)?sess(?:ion)?"
    r"(?:[._-]?id)?|s?sid)\d*=)[^?&;#\s\"'<>]+",
    re.IGNORECASE,
)
_USERINFO = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/?#\s@\"'<>]*@", re.IGNORECASE)
_HEADER = re.compile(
    r"(\b(?:proxy-)?authorization|\b(?:set-)?cookie)(['\"\s]*[:=,][b'\"\s\[(]*)[^\n'\"\])}]+",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """*text* with stars for the secrets of the addresses in it.

    >>> masked("https://jo:pw@a.example/page?id=7&access_token=abc#top")
    'https://***@a.example/page?id=7&access_token=***#top'
    >>> masked("/shop;jsessionid=7F3A?monkey=1&X-Amz-Signature=9c")
    '/shop;jsessionid=***?monkey=1&X-Amz-Signature=***'
    """
    if "=" in text:
        text = _PARAMETER.sub(rf"\g<1>{_STARS}", text)
    return _USERINFO.sub(rf"\g<1>{_STARS}@", text) if "@" in text else text


def discreet(text: str) -> str:
    """A line of a log with stars for the secrets of addresses, headers and cookies."""
    return _HEADER.sub(rf"\1\2{_STARS}", masked(text))


class DiscreetFormatter(logging.Formatter):
    """Formats like *inner*, then masks: addresses, authorization headers and cookies.

    >>> record = logging.makeLogRecord({"msg": "{b'Cookie': [b'a=1']} of http://a.example/?sid=1"})
    >>> DiscreetFormatter(logging.Formatter()).format(record)
    "{b'Cookie': [b'***']} of http://a.example/?sid=***"
    """

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return discreet(self._inner.format(record))
