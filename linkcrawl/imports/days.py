"""A cell with a date → ``2026-11-21``, whatever the language and the order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from linkcrawl.imports.cells import text

# Those of Search Console that we know the headers of.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "he")
_LONGEST = 40
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ]+)(\d{1,2})[-/. ]+(\d{4}|\d{2})(?!\d)")
_SECONDS = re.compile(r"1\d{9}", re.ASCII)
# Marks that tell a reader's eye which way to go, and nothing else.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A word of letters: dates without one are read here, faster.
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIRST_YEAR = 1990
_LAST_YEAR = 2100


class Days:
    """Reads the dates of one table, all in the same order of day and month."""

    def __init__(self, *, month_first: bool = False) -> None:
        self._month_first = month_first
        self.read = lru_cache(maxsize=20_000)(self._day)
        """What calling it does, for those who read millions."""

    def __call__(self, cell: str) -> str:
        """The day that a cell names, "" where it names none.

        >>> [Days()(cell) for cell in ("28.09.2026", "2026-09-28 10:11:12", "28 septembre 2026")]
        ['2026-09-28', '2026-09-28', '2026-09-28']
        >>> Days(month_first=True)("9/8/2026"), Days()("9/8/2026"), Days()("soon")
        ('2026-09-08', '2026-08-09', '')
        """
        return self.read(cell)

    def _day(self, cell: str) -> str:
        if not cell:
            return ""
        written = _DIRECTION.sub("", text(cell[: 2 * _LONGEST]))[:_LONGEST]
        if _SECONDS.fullmatch(written):
            return datetime.fromtimestamp(int(written), UTC).date().isoformat()
        if found := _YEAR_FIRST.match(written):
            return _iso(int(found[1]), int(found[2]), int(found[3]))
        if found := _YEAR_LAST.match(written):
            one, mark, other, year = int(found[1]), found[2], int(found[3]), int(found[4])
            first = self._month_first and "." not in mark and one <= 12
            day, month = (other, one) if first or other > 12 else (one, other)
            return _iso(year if year > 99 else 2000 + year, month, day)
        if not _WORD.search(written) or not any(letter.isdecimal() for letter in written):
            return ""
        # Takes a tenth of a second to load, and most tables have dates in figures.
        from dateparser import parse

        moment = parse(written, languages=list(LANGUAGES), settings=_STRICT)
        return _iso(moment.year, moment.month, moment.day) if moment else ""


_STRICT = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def month_comes_first(cells: Iterable[str], *, else_: bool) -> bool:
    """Whether dates are written month first: some day above 12 tells, or *else_* does.

    >>> month_comes_first(["3/4/2026", "9/28/2026"], else_=False)
    True
    """
    for cell in cells:
        if found := _YEAR_LAST.match(_DIRECTION.sub("", cell[:_LONGEST]).strip()):
            if int(found[1]) > 12:
                return False
            if int(found[3]) > 12:
                return True
    return else_


def _iso(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else ""
