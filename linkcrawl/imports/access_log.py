"""Access logs of a web server → the visits that other sites sent, month by month.

The combined format of Apache and nginx, with or without the virtual host before it. A visit
is a page that was asked for with another site as its referer, or with that site's name in
``utm_source``. docs/referrals.md says what is left out. Addresses, user agents and queries are
looked at while a line is read, and never kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import BinaryIO, TypeVar
from urllib.parse import parse_qsl

from linkcrawl.imports.lines import DamagedFile, line_blocks
from linkcrawl.imports.log_lines import (
    LogLine,
    host_named,
    is_page,
    month_of,
    read_line,
    seconds,
    text_of,
)
from linkcrawl.imports.referrers import is_robot, kind_of, medium_of, named_source, public_path
from linkcrawl.referrals import CountedBy, Covered, Referral, Span, Visits
from linkcrawl.urls import host_of, is_web, site_of_host

_MOST_NAMED = 5
# So much of a log tells of which site it is.
_LOOKED_AT = 1 << 22
# More than the pages of any partnership; beyond it pages are no longer told apart.
_MOST_KEYS = 100_000
# Whoever invents referers does so for many sites.
_SEVERAL = 3
_MOST_STRANGERS = 500
_SELDOM = "from sites that are not known and sent few"

_Key = tuple[str, str, str, str, str, str]
_K = TypeVar("_K")


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
    to tell. The visits of *named* and *known* sites are kept, and of others those of sites
    that sent several.
    """

    own: Collection[str]
    site: str = ""
    known: Collection[str] = ()
    named: Collection[str] = ()
    covered: Covered = field(default_factory=Covered)

    def knows(self, site: str) -> bool:
        """True for a site whose visits are kept, however few."""
        return site in self.named or site in self.known


def read_log(stream: BinaryIO, log: Log) -> Visits:
    """Count the visits in an access log; raises DamagedFile where it can't be read.

    A line in a time that an earlier log covered was counted then and is left out.
    """
    tally = _Tally()
    own_host: str | None = None
    for block in line_blocks(stream):
        if own_host is None:
            own_host = _own_host(block, log)
        for line in block.removesuffix(b"\n").split(b"\n"):
            tally.lines += 1
            if line.strip():
                _count(line, log, own_host, tally)
    if few := forget_strangers(tally.visits, itemgetter(1), log):
        tally.left_out[_SELDOM] += few
    return Visits(
        CountedBy.LOG,
        tuple(Referral(*key, visits) for key, visits in sorted(tally.visits.items())),
        tuple(Span(own, *span) for (own, _), span in sorted(tally.spans.items())),
        lines=tally.lines,
        bad=tally.bad,
        bad_lines=tuple(tally.bad_lines),
        left_out=dict(tally.left_out),
    )


def forget_strangers(visits: Counter[_K], source_of: Callable[[_K], str], log: Log) -> int:
    """Take out sites that nobody knows, but for those that sent most: many are invented.

    Returns how many visits they are said to have sent.
    """
    sent: Counter[str] = Counter()
    for key, count in visits.items():
        if not log.knows(source_of(key)):
            sent[source_of(key)] += count
    kept = {site for site, count in sent.most_common(_MOST_STRANGERS) if count >= _SEVERAL}
    out = [key for key in visits if source_of(key) in sent and source_of(key) not in kept]
    return sum(visits.pop(key) for key in out)


def _count(line: bytes, log: Log, own_host: str, tally: _Tally) -> None:
    found = read_line(line)
    at = seconds(found.minute, found.zone) if found else None
    if found is None or at is None:
        tally.wrong()
        return
    at += int(found.second)
    host = host_named(found.host) if found.host else own_host
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


def _not_a_visit(found: LogLine) -> str:
    if found.method != b"GET":
        return "no page asked for"
    if not (found.status.startswith(b"2") or found.status == b"304"):
        return "no page answered"
    if found.referer in (b"-", b"") and b"utm_source=" not in found.target:
        return "no site named"
    if is_robot(found.agent.decode("utf-8", "replace")):
        return "robot"
    return "" if is_page(found.target) else "no page asked for"


def _visit(found: LogLine, own: str, host: str, log: Log, tally: _Tally) -> None:
    target, referer = text_of(found.target), text_of(found.referer)
    told = _campaign(target)
    source, source_host = _source(referer, told, log)
    if why := _not_kept(source, own, log):
        tally.left_out[why] += 1
        return
    landing, page = public_path(target), public_path(referer[len(_origin(referer)) :])
    if len(tally.visits) >= _MOST_KEYS:
        landing = page = None
        if not log.knows(source):
            tally.left_out[_SELDOM] += 1
            return
    # Today's browsers tell the site only, and that looks like its home page.
    named = source_host and page and page != "/"
    key = (
        own,
        source,
        month_of(found.minute),
        f"https://{host}{landing}" if landing else "",
        f"{_origin(referer)}{page}" if named else "",
        medium_of(told.get("utm_medium", "")),
    )
    tally.visits[key] += 1


def _source(referer: str, told: Mapping[str, str], log: Log) -> tuple[str, str]:
    """Who sent a visit, and the host that its referer names where that is of the same site."""
    host = host_of(referer) if is_web(referer) else ""
    source = site_of_host(host) if "." in host else ""
    campaign = named_source(told.get("utm_source", ""), log.named)
    return (campaign, "") if campaign and source not in log.named else (source, host)


def _not_kept(source: str, own: str, log: Log) -> str:
    if not source:
        return "no site named"
    if source in log.own:
        return "from the own sites"
    if source in log.named:
        return ""
    return kind_of(source)


def _own_host(block: bytes, log: Log) -> str:
    """The host that lines without a virtual host are about, "" where all have one."""
    own = (log.site,) if log.site else log.own
    lines = [found for line in block[:_LOOKED_AT].split(b"\n") if (found := read_line(line))]
    named = (host_of(text_of(found.referer)) for found in lines)
    hosts = Counter(host for host in named if host and site_of_host(host) in own)
    if hosts:
        return hosts.most_common(1)[0][0]
    if len(own) == 1:
        return next(iter(own))
    if any(found.host for found in lines):
        return ""
    sites = ", ".join(sorted(own))
    raise DamagedFile(f"nothing tells which site it is of; name one of {sites} with --site")


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3]).lower()


def _campaign(target: str) -> dict[str, str]:
    query = target.partition("?")[2]
    if "utm_" not in query:
        return {}
    return {k: v for k, v in parse_qsl(query, max_num_fields=None) if k.startswith("utm_")}
