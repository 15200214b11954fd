"""Access logs of a web server → the visits that other sites sent, month by month.

The combined format of Apache and nginx, with or without the virtual host before it. A visit
is a page that was asked for with another site as its referer, or with that site's name in
``utm_source``. docs/imports.md says what is left out. Addresses, user agents and queries are
looked at while a line is read, and never kept.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import BinaryIO
from urllib.parse import parse_qsl

from linkcrawl.imports.lines import DamagedFile, line_blocks
from linkcrawl.imports.referrers import is_robot, kind_of, medium_of, named_source, public_path
from linkcrawl.referrals import CountedBy, Covered, Referral, Span, Visits
from linkcrawl.urls import host_of, is_web, looks_like_page, site_of_host

_LINE = re.compile(
    rb"(?:([^\s\"\[]+) )?[^\s\"\[]+ [^\s\"\[]+ [^\s\"\[]+ "
    rb"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d):(\d\d) ([+-]\d{4})\] "
    rb"\"([A-Z]{3,10}) ([^\s\"]+)(?: HTTP/[\d.]+)?\" (\d{3}) (?:\d+|-) "
    rb"\"([^\"\\]*(?:\\.[^\"\\]*)*)\" \"([^\"\\]*(?:\\.[^\"\\]*)*)\""
)
_MAX_LINE = 1 << 16
_MOST_NAMED = 5
# More than the pages of any partnership; beyond it pages are no longer told apart.
_MOST_KEYS = 100_000
_ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})")

_Key = tuple[str, str, str, str, str, str]


@dataclass(slots=True)
class _Tally:
    """What was counted so far."""

    visits: Counter[_Key] = field(default_factory=Counter)
    spans: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    bad: int = 0
    bad_lines: list[int] = field(default_factory=list)

    def cover(self, own: str, at: int) -> None:
        day = (own, at // 86_400)
        first, last = self.spans.get(day, (at, at))
        self.spans[day] = (min(first, at), max(last, at))

    def wrong(self) -> None:
        self.bad += 1
        if len(self.bad_lines) < _MOST_NAMED:
            self.bad_lines.append(self.lines)


@dataclass(frozen=True, slots=True)
class Log:
    """How a log is to be read: whose it is, which sites matter, what was counted before.

    *site* is the own site that lines without a virtual host are about, "" where the log has
    to tell; *known* are the sites whose visits are kept, None for all.
    """

    own: Collection[str]
    site: str = ""
    known: Collection[str] | None = None
    named: Collection[str] = ()
    covered: Covered = field(default_factory=Covered)


def is_log_line(line: str) -> bool:
    """True for a line of the combined format, with or without a virtual host."""
    return _LINE.match(line.encode("utf-8", "replace")) is not None


def read_log(stream: BinaryIO, log: Log) -> Visits:
    """Count the visits in an access log; raises DamagedFile where it can't be read.

    A line in a time that an earlier log covered was counted then and is left out.
    """
    tally = _Tally()
    hosts: Mapping[str, str] | None = None
    for block in line_blocks(stream):
        if hosts is None:
            hosts = _own_hosts(block, log)
        for line in block.removesuffix(b"\n").split(b"\n"):
            tally.lines += 1
            if line.strip():
                _count(line, log, hosts, tally)
    return Visits(
        CountedBy.LOG,
        tuple(Referral(*key, visits) for key, visits in sorted(tally.visits.items())),
        tuple(Span(own, *span) for (own, _), span in sorted(tally.spans.items())),
        lines=tally.lines,
        bad=tally.bad,
        bad_lines=tuple(tally.bad_lines),
        left_out=dict(tally.left_out),
    )


def _count(line: bytes, log: Log, hosts: Mapping[str, str], tally: _Tally) -> None:
    found = _LINE.match(line) if len(line) <= _MAX_LINE else None
    at = found and _seconds(found[2], found[4])
    if not found or at is None:
        tally.wrong()
        return
    at += int(found[3])
    host = _host(found[1]) if found[1] else hosts[""]
    own = site_of_host(host)
    if own not in log.own:
        tally.left_out["of another site"] += 1
        return
    tally.cover(own, at)
    if log.covered.has(own, at):
        tally.left_out["counted before"] += 1
        return
    if why := _not_a_visit(found):
        tally.left_out[why] += 1
        return
    _visit(found, own, host, log, tally)


def _not_a_visit(found: re.Match[bytes]) -> str:
    if found[5] != b"GET":
        return "no page asked for"
    if not (found[7].startswith(b"2") or found[7] == b"304"):
        return "no page answered"
    if found[8] in (b"-", b"") and b"utm_source=" not in found[6]:
        return "no site named"
    if is_robot(found[9].decode("utf-8", "replace")):
        return "robot"
    return "" if _is_page(found[6]) else "no page asked for"


def _visit(found: re.Match[bytes], own: str, host: str, log: Log, tally: _Tally) -> None:
    target, referer = _text(found[6]), _text(found[8])
    told = _campaign(target)
    source_host = host_of(referer) if is_web(referer) else ""
    source = site_of_host(source_host) if "." in source_host else ""
    campaign = named_source(told.get("utm_source", ""), log.named)
    if campaign and source not in log.named:
        source, source_host = campaign, ""
    why = _not_kept(source, own, log)
    if why:
        tally.left_out[why] += 1
        return
    month = _month(found[2][3:11])
    landing, page = public_path(target), public_path(referer[len(_origin(referer)) :])
    if len(tally.visits) >= _MOST_KEYS:
        landing = page = None
    key = (
        own,
        source,
        month,
        f"https://{host}{landing}" if landing else "",
        # Today's browsers tell the site only, and that looks like its home page.
        f"{_origin(referer)}{page}" if source_host and page and page != "/" else "",
        medium_of(told.get("utm_medium", "")),
    )
    tally.visits[key] += 1


def _not_kept(source: str, own: str, log: Log) -> str:
    if not source:
        return "no site named"
    if source in log.own:
        return "from the own sites"
    if source in log.named:
        return ""
    if kind := kind_of(source):
        return kind
    return "" if log.known is None or source in log.known else "from sites that are not known"


def _own_hosts(block: bytes, log: Log) -> Mapping[str, str]:
    """The own host that lines without a virtual host are about, under ""."""
    own = (log.site,) if log.site else log.own
    hosts = Counter(
        host
        for found in _matches(block)
        if (host := host_of(_text(found[8]))) and site_of_host(host) in own
    )
    if hosts:
        return {"": hosts.most_common(1)[0][0]}
    if len(own) == 1:
        return {"": next(iter(own))}
    if any(found[1] for found in _matches(block)):
        return {"": ""}
    sites = ", ".join(sorted(own))
    raise DamagedFile(f"nothing tells which site it is of; name one of {sites} with --site")


def _matches(block: bytes) -> Iterator[re.Match[bytes]]:
    for line in block[: 1 << 22].split(b"\n"):
        if len(line) <= _MAX_LINE and (found := _LINE.match(line)):
            yield found


@lru_cache(maxsize=1_000)
def _seconds(minute: bytes, zone: bytes) -> int | None:
    """A minute of a log in seconds since 1970, None where there is no such minute."""
    try:
        at = datetime.strptime(f"{minute.decode()} {zone.decode()}", "%d/%b/%Y:%H:%M %z")
        return timegm(at.astimezone(UTC).timetuple())
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1_000)
def _month(written: bytes) -> str:
    return datetime.strptime(written.decode(), "%b/%Y").strftime("%Y-%m")


@lru_cache(maxsize=10_000)
def _is_page(target: bytes) -> bool:
    return looks_like_page(_text(target.split(b"?", 1)[0].split(b"#", 1)[0]))


@lru_cache(maxsize=1_000)
def _host(written: bytes) -> str:
    return host_of(f"http://{written.decode('utf-8', 'replace')}/")


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3]).lower()


def _campaign(target: str) -> dict[str, str]:
    query = target.partition("?")[2]
    if "utm_" not in query:
        return {}
    return {k: v for k, v in parse_qsl(query, max_num_fields=None) if k.startswith("utm_")}


def _text(written: bytes) -> str:
    r"""What servers escape as ``\xhh`` is a byte of the text that was sent."""
    text = written.decode("utf-8", "replace")
    return _ESCAPED.sub(lambda found: f"%{found[1]}", text) if "\\x" in text else text
