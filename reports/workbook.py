"""Rows → a workbook (XLSX) that is safe to open, whatever the web has put into it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linkcrawl.judge.verdicts.relationship import Question, Verdict
from linkcrawl.vocabulary import State
from reports.export import COLUMNS, FORMULA, Cell, Row, What
from reports.looks import LOOKS
from reports.visible import clickable, cut

# What Excel takes of one sheet and of one cell, which counts in UTF-16:
# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530
_LONGEST = 32_767 // 2
# A row is written once the next one begins, so that memory stays as it is.
_OPTIONS = {"constant_memory": True, "use_zip64": True}
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FILLS = {
    "bad": "#FAD9D5",
    "warn": "#FCE9C4",
    "unknown": "#E4E4EC",
    "good": "#D8EFDC",
    "quiet": "#EFEFEF",
}
_WORDS: dict[str, Iterable[str]] = {
    "state": State,
    "our_state": State,
    "verdict": Verdict,
    **{question.value: ("yes", "no", "unclear") for question in Question},
}


def write_workbook(
    what: What, rows: Iterable[Row], out: BinaryIO, most_rows: int = MOST_ROWS
) -> int:
    """Write *rows* to *out* as they come, and return how many there were.

    A sheet holds *most_rows* with its header; the next one goes on. Text stays text: what
    looks like a formula is none, also when somebody edits its cell.
    """
    count = 0
    with Workbook(out, _OPTIONS) as book:
        sheets = _Sheets(book, what, most_rows)
        for row in rows:
            sheets.add(row)
            count += 1
        sheets.end()
    return count


class _Sheets:
    """The sheets of one workbook, filled one after the other."""

    def __init__(self, book: Workbook, what: What, most_rows: int) -> None:
        self._book, self._what, self._most_rows = book, what, most_rows
        self._columns = COLUMNS[what]
        self._linked = [_is_address(column) for column in self._columns]
        self._header = book.add_format({"bold": True, "bottom": 1})
        # Excel's own mark for "this is text", which its users type as an apostrophe.
        self._text = book.add_format({"quote_prefix": True, "num_format": "@"})
        self._fills = {look: book.add_format({"bg_color": f}) for look, f in _FILLS.items()}
        self._link: Format = book.get_default_url_format()
        self._sheet = self._begin()

    def add(self, row: Row) -> None:
        """Write a row below the last one, on a new sheet where this one is full."""
        if self._row + 1 == self._most_rows:
            self.end()
            self._sheet = self._begin()
        self._row += 1
        for column, cell in enumerate(row):
            self._write(column, cell)

    def end(self) -> None:
        """Finish the sheet: what filters and colours cover is known only now."""
        last = len(self._columns) - 1
        self._sheet.autofilter(0, 0, self._row, last)
        for column, name in enumerate(self._columns):
            for word in _WORDS.get(name, ()) if self._row else ():
                equal = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
                fill = self._fills[LOOKS[word]]
                self._sheet.conditional_format(
                    1, column, self._row, column, {**equal, "format": fill}
                )

    def _begin(self) -> Worksheet:
        number = len(self._book.worksheets()) + 1
        sheet: Worksheet = self._book.add_worksheet(
            self._what.value if number == 1 else f"{self._what.value} {number}"
        )
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(self._columns):
            sheet.set_column(column, column, _width(name))
            sheet.write_string(0, column, name, self._header)
        self._row = self._links = 0
        return sheet

    def _write(self, column: int, cell: Cell) -> None:
        sheet, row = self._sheet, self._row
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, int | float) and isfinite(cell):
            sheet.write_number(row, column, cell)
        elif cell is not None and cell != "" and cell != ():
            text = _plain("; ".join(cell) if isinstance(cell, tuple) else str(cell))
            if self._linked[column] and self._links < _MOST_LINKS and clickable(text):
                self._links += 1
                sheet.write_url(row, column, text, self._link)
            else:
                sheet.write_string(row, column, text, self._text if _risky(text) else None)


def _plain(text: str) -> str:
    """*text* as a cell can hold it: characters that XML has no place for are named."""
    return _UNWRITABLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", cut(text, _LONGEST))


def _risky(text: str) -> bool:
    return text.startswith(FORMULA)


def _is_address(column: str) -> bool:
    """True for columns that hold addresses; an anchor text that is one is no link."""
    return column.endswith(("_url", "_page", "_target", "found_on"))


def _width(column: str) -> int:
    if _is_address(column):
        return 48
    return 60 if column.endswith(("reasons", "context", "signals")) else max(12, len(column) + 4)
