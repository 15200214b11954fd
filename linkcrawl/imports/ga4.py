"""A report of Google Analytics 4 by session source → the visits that sites sent, by month.

Lines with ``#`` say which report it is and of which days; tables follow, of which the one
with a session source counts. Headings are in the language of the reader.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from linkcrawl.imports.access_log import Log, forget_strangers
from linkcrawl.imports.cells import number
from linkcrawl.imports.lines import DamagedFile
from linkcrawl.imports.referrers import kind_of, medium_of, named_source, public_path
from linkcrawl.referrals import CountedBy, Referral, Visits

# English as the reports write it; the other languages were not seen, but written down from
# Google's help pages.
_SOURCE = (
    "session source", "session source / medium", "sitzung – quelle",  # noqa: RUF001
    "sitzung – quelle/medium", "source de la session", "source/support de la session",  # noqa: RUF001
    "fuente de la sesión", "fuente/medio de la sesión", "sorgente della sessione",
    "sorgente/mezzo sessione", "sessiebron", "sessiebron/-medium", "origem da sessão",
    "origem/mídia da sessão", "źródło sesji", "źródło / medium sesji",
)  # fmt: skip
_MEDIUM = (
    "session medium", "sitzung – medium", "support de la session", "medio de la sesión",  # noqa: RUF001
    "mezzo della sessione", "sessiemedium", "mídia da sessão",
)  # fmt: skip
_SESSIONS = (
    "sessions", "sitzungen", "sesiones", "sessioni", "sessies", "sessões", "sesje", "sessioner",
)  # fmt: skip
_LANDING = (
    "landing page", "landing page + query string", "landingpage", "zielseite",
    "page de destination", "página de destino", "pagina di destinazione", "landingspagina",
)  # fmt: skip
_PERIOD = re.compile(r"#.*?(\d{8})\s*(?:-\s*(\d{8}))?\s*$")
_DAY, _MONTH = re.compile(r"20\d{6}"), re.compile(r"20\d{4}")
_PAIR = re.compile(r"\S+ / \S+")
_MOST_NAMED = 5
_MOST_PREAMBLE = 200


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row is what; -1 where the table does not have it."""

    source: int
    sessions: int
    medium: int
    landing: int


@dataclass(slots=True)
class _Report:
    """What was read so far; *columns* are those of the table that it is in, if it counts."""

    visits: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    preamble: list[list[str]] = field(default_factory=list)
    months: set[str] = field(default_factory=set)
    columns: _Columns | None = None
    lines: int = 0
    bad: int = 0
    bad_lines: list[int] = field(default_factory=list)

    def row(self, cells: list[str], log: Log) -> None:
        if cells and cells[0].startswith("#"):
            self.columns = None
            if len(self.preamble) < _MOST_PREAMBLE:
                self.preamble.append(cells)
        elif self.columns is None:
            self.columns = _columns(cells)
        else:
            self._count(cells, self.columns, log)

    def _count(self, cells: list[str], columns: _Columns, log: Log) -> None:
        sessions = number(_cell(cells, columns.sessions))
        if sessions is None or sessions < 0:
            self.bad += 1
            self.bad_lines += [self.lines][: _MOST_NAMED - len(self.bad_lines)]
            return
        # Figures can look like months; what a row is about stands before them.
        month = _month_in(cells[: columns.sessions])
        self.months.add(month)
        if key := _key(cells, columns, month, log):
            self.visits[key] += int(sessions)


def source_columns(cells: Sequence[str]) -> bool:
    """True for the headings of a table with session sources and sessions.

    >>> source_columns(["Session source / medium", "Sessions", "Engaged sessions"])
    True
    """
    return _columns(cells) is not None


def period_of(rows: Iterable[Sequence[str]]) -> tuple[str, str]:
    """The first and the last day that the lines with ``#`` name, as in ``20261031``, or "".

    >>> period_of([["# Start date: 20261001"], ["# End date: 20261031"]])
    ('20261001', '20261031')
    """
    days = [
        day
        for row in rows
        if row and row[0].startswith("#") and (found := _PERIOD.match(",".join(row)))
        for day in found.groups()
        if day
    ]
    return (min(days), max(days)) if days else ("", "")


def read_ga4(rows: Iterator[tuple[int, list[str]]], log: Log) -> Visits:
    """Count the sessions that sites sent; raises DamagedFile where they can't be dated."""
    report = _Report()
    for line, cells in rows:
        report.lines = line
        report.row(cells, log)
    forget_strangers(report.visits, itemgetter(0), log)
    first, last = _days(period_of(report.preamble), report.months)
    own = log.site or _own(report.preamble, log)
    return Visits(
        CountedBy.GA4,
        tuple(
            Referral(own, source, month or first[:7], _landing(own, page), "", medium, count)
            for (source, month, page, medium), count in sorted(report.visits.items())
        ),
        days=_spans(own, first, last),
        lines=report.lines,
        bad=report.bad,
        bad_lines=tuple(report.bad_lines),
    )


def _columns(cells: Sequence[str]) -> _Columns | None:
    headings = [" ".join(cell.lower().replace("-", "–").split()) for cell in cells]  # noqa: RUF001

    def where(names: Sequence[str]) -> int:
        known = {name.replace("-", "–") for name in names}  # noqa: RUF001
        known |= {name.replace(" / ", "/") for name in known}
        return next((i for i, heading in enumerate(headings) if heading in known), -1)

    found = _Columns(where(_SOURCE), where(_SESSIONS), where(_MEDIUM), where(_LANDING))
    return found if found.source >= 0 and found.sessions >= 0 else None


def _key(
    cells: Sequence[str], columns: _Columns, month: str, log: Log
) -> tuple[str, str, str, str] | None:
    """(source, month, landing path, medium), None for what no other site sent."""
    told = _cell(cells, columns.source)
    source, _, paired = told.partition(" / ") if _PAIR.fullmatch(told) else (told, "", "")
    site = named_source(source, log.named)
    if not site or site in log.own:
        return None
    if site not in log.named and kind_of(site):
        return None
    medium = medium_of(paired or _cell(cells, columns.medium))
    return site, month, public_path(_cell(cells, columns.landing)) or "", medium


def _month_in(cells: Sequence[str]) -> str:
    """The month of a row that has a day or a month of its own, "" where the file's counts."""
    for cell in cells:
        if _DAY.fullmatch(cell) or _MONTH.fullmatch(cell):
            return f"{cell[:4]}-{cell[4:6]}"
    return ""


def _days(period: tuple[str, str], months: set[str]) -> tuple[str, str]:
    """The first and the last day of a report."""
    try:
        first, last = (date.fromisoformat(day).isoformat() for day in period)
    except ValueError:
        raise DamagedFile("no line with # says of which days it is") from None
    if "" in months and first[:7] != last[:7]:
        raise DamagedFile(
            f"it is of {first} to {last}: take one month at a time, or add the dimension Year month"
        )
    return first, last


def _spans(own: str, first: str, last: str) -> tuple[tuple[str, str, str], ...]:
    """The days of each month that a report covers."""
    spans: list[tuple[str, str, str]] = []
    day = date.fromisoformat(first)
    end = date.fromisoformat(last)
    while day <= end and len(spans) < 1_200:
        month_ends = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        until = min(end, month_ends)
        spans.append((own, day.isoformat(), until.isoformat()))
        day = date.fromordinal(until.toordinal() + 1)
    return tuple(spans)


def _own(preamble: Iterable[Sequence[str]], log: Log) -> str:
    """The own site that the lines with ``#`` name, else the only one."""
    said = " ".join(",".join(row) for row in preamble).lower()
    named = [own for own in log.own if own in said] or list(log.own)
    if len(named) == 1:
        return named[0]
    sites = ", ".join(sorted(log.own))
    raise DamagedFile(f"nothing tells which site it is of; name one of {sites} with --site")


def _landing(own: str, path: str) -> str:
    return f"https://{own}{path}" if path else ""


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip()[:4_000] if 0 <= index < len(cells) else ""
