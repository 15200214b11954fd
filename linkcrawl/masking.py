"""Secrets in addresses and log lines → three stars.

Logs and reports travel further than they should, and a database is copied: none of them has a
secret. Addresses that differ in nothing else are still told apart in the database.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from hashlib import blake2b
from urllib.parse import unquote, unquote_plus

_STARS = "***"
# Parameters whose values open doors, as they stand in the addresses of sessions, previews, signed
# downloads and interfaces, or of one that another address carries along. What is called a key or
# a session may as well name a page, where it is short. Bounded, since strangers write addresses.
_PARAMETER = re.compile(
    r"((?:[?&;#] ?|%(?:25){0,2}(?:3f|26|3b|23))"
    r"(?:[^?&;#=%\s\"'<>]{0,60}%5b)?"
    r"(?:[^?&;#=%\s\"'<>]{0,60}(?:token|secret|signature|credentials?|passw(?:or)?d|sess(?:ion)?id)"
    r"|(?:[^?&;#=%\s\"'<>]{0,60}[._\[-])?(?:(?:api|access|auth|secret)-?key|auth|sig|hmac"
    r"|jwt|otp|pass(?:phrase|code)?|pwd|(?:php|j|asp)sess(?:ion)?|sess(?:ion)?[._-]id"
    r"|(?:key|session|s?sid)(?=\d{0,3}(?:\]|%5d)?=(?:[^?&;#\s\"'<>]{6}|\*{3}))))"
    r"\d{0,3}(?:\]|%5d)?(?:=|%(?:25){0,2}3d))([^?&;#\s\"'<>]+)",
    re.IGNORECASE,
)
# In lower case; looking for one of these takes a fifth of the time of looking for a parameter.
_HINT = re.compile("token|secret|cred|pass|sess|key|auth|sig|hmac|jwt|otp|pwd|sid")
# What lets somebody in, or is new for each visitor, is no part of a page's name.
_NAMELESS = re.compile(
    r"(?:passw(?:or)?d|pass(?:phrase|code)?|pwd|otp|(?:php|j|asp)sess(?:ion)?|sess(?:ion)?[._-]?id)"
    r"\d*(?:\]|%5d)?(?:=|%[0-9]*3d)$",
    re.IGNORECASE,
)
# Forums give one to each visitor, unless it is the number of a story.
_SID = re.compile(r"sid(?:=|%[0-9]*3d)$", re.IGNORECASE)
_STARRED = re.compile(r"\*\*\*[0-9a-f]{0,8}")
# A name before the @ that is written like a host's is a disguise, to be seen.
_USERINFO = re.compile(
    r"(\b[a-z][a-z0-9+.-]{0,30}://)(?![a-z0-9.-]{1,80}\.[a-z]{2,12}@)[^/?#\s\"'<>]*@", re.IGNORECASE
)
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
    text = _without_values(text, rf"\g<1>{_STARS}")
    return _USERINFO.sub(rf"\g<1>{_STARS}@", text) if "@" in text else text


def starred(text: str) -> str:
    """*text* as it is stored: what was a secret is still told from another one.

    What was starred stays as it is. Passwords and the ids of sessions name no page, so all are
    alike; names and passwords before a host are cut off.

    >>> starred("https://a.example/page?id=7&token=abc"), starred("/page;jsessionid=7F3A")
    ('https://a.example/page?id=7&token=***63906248', '/page;jsessionid=***')
    """
    text = _without_values(text, _digested)
    return _USERINFO.sub(r"\1", text) if "@" in text else text


def is_starred(url: str) -> bool:
    """True for an address that has stars where it had a secret: nobody can visit it.

    >>> is_starred("https://a.example/?token=***63906248"), is_starred("https://a.example/?q=***")
    (True, False)
    """
    found = _PARAMETER.finditer(url) if _STARS in url else ()
    return any(_STARRED.fullmatch(secret[2]) for secret in found)


def _without_values(text: str, instead: str | Callable[[re.Match[str]], str]) -> str:
    if ("=" in text or "%" in text) and _HINT.search(text.lower()):
        return _PARAMETER.sub(instead, text)
    return text


def _digested(found: re.Match[str]) -> str:
    # Without a key: it would lie beside the database, and shards that have different ones could
    # not be merged. What machines make up is too long to be guessed, and 32 bits lead back to
    # none of it; a password, which people make up, leaves no digest.
    opening, secret = found.groups()
    if _STARRED.fullmatch(secret):
        return found[0]
    if _NAMELESS.search(opening) or (_SID.search(opening) and not secret.isdigit()):
        return f"{opening}{_STARS}"
    # An escaped "=" stands in an address that another one carries: the same, escaped once more.
    value = unquote_plus(secret if opening[-1] == "=" else unquote(secret))
    digest = blake2b(value.encode(errors="replace"), digest_size=4).hexdigest()
    return f"{opening}{_STARS}{digest}"


def discreet(text: str) -> str:
    """A line of a log with stars for the secrets of addresses, headers and cookies."""
    return _HEADER.sub(rf"\1\2{_STARS}", masked(text))


class DiscreetFormatter(logging.Formatter):
    """Formats like *inner*, then masks: addresses, authorization headers and cookies.

    >>> record = logging.makeLogRecord({"msg": "{b'Cookie': [b'a=1']} of http://a.example/?sid=7F3A10"})
    >>> DiscreetFormatter(logging.Formatter()).format(record)
    "{b'Cookie': [b'***']} of http://a.example/?sid=***"
    """

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return discreet(self._inner.format(record))
