"""One line of an access log → its parts, in the combined format of Apache and nginx."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from linkcrawl.urls import host_of, looks_like_page

_LINE = re.compile(
    rb"(?:([^\s\"\[]+) )?[^\s\"\[]+ [^\s\"\[]+ [^\s\"\[]+ "
    rb"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d):(\d\d) ([+-]\d{4})\] "
    rb"\"([A-Z]{3,10}) ([^\s\"]+)(?: HTTP/[\d.]+)?\" (\d{3}) (?:\d+|-) "
    rb"\"([^\"\\]*(?:\\.[^\"\\]*)*)\" \"([^\"\\]*(?:\\.[^\"\\]*)*)\""
)
_MAX_LINE = 1 << 16
# What lies outside is damage: there were few logs before, and there are none yet.
_YEARS = range(2000, 2100)
_ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})")


class LogLine(NamedTuple):
    """The parts of a line as they were written; *host* is None where it names none."""

    host: bytes | None
    minute: bytes
    second: bytes
    zone: bytes
    method: bytes
    target: bytes
    status: bytes
    referer: bytes
    agent: bytes


def read_line(line: bytes) -> LogLine | None:
    """The parts of a line, None where it is no line of this format.

    >>> line = b'192.0.2.1 - - [21/Nov/2026:12:00:59 +0000] "GET /a HTTP/1.1" 200 9 "-" "-"'
    >>> read_line(line).target, read_line(b"shop.example:443 " + line).host
    (b'/a', b'shop.example:443')
    """
    found = _LINE.match(line) if len(line) <= _MAX_LINE else None
    return LogLine._make(found.groups()) if found else None


@lru_cache(maxsize=1_000)
def seconds(minute: bytes, zone: bytes) -> int | None:
    """A minute of a log in seconds since 1970, None where there is no such minute."""
    try:
        at = datetime.strptime(f"{minute.decode()} {zone.decode()}", "%d/%b/%Y:%H:%M %z")
        return timegm(at.astimezone(UTC).timetuple()) if at.year in _YEARS else None
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1_000)
def month_of(minute: bytes) -> str:
    """The month of a minute of a log, where its server stands."""
    return datetime.strptime(minute[3:11].decode(), "%b/%Y").strftime("%Y-%m")


@lru_cache(maxsize=10_000)
def is_page(target: bytes) -> bool:
    """False where what was asked for ends like a picture, a script or a document."""
    return looks_like_page(text_of(target.split(b"?", 1)[0].split(b"#", 1)[0]))


@lru_cache(maxsize=1_000)
def host_named(written: bytes) -> str:
    """The host of a virtual host that may come with a port."""
    return host_of(f"http://{written.decode('utf-8', 'replace')}/")


def text_of(written: bytes) -> str:
    r"""What servers escape as ``\xhh`` is a byte of the text that was sent."""
    text = written.decode("utf-8", "replace")
    return _ESCAPED.sub(lambda found: f"%{found[1]}", text) if "\\x" in text else text
