"""A workbook (XLSX) → its sheets as parts: values only, read as a stream, bounded."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from linkcrawl.imports.rows import Cells, Head, ImportFileError, Part
from linkcrawl.imports.text_rows import HEAD_ROWS

MAX_UNPACKED = 1024**3
"""Bytes of all sheets together; shared strings are held in memory, so this bounds it."""
MAX_STRINGS = 128 * 1024**2
MAX_CELL = 128 * 1024
MAX_COLUMNS = 256
MAX_GAP = 1_000
"""Empty rows, after which nothing more is looked for."""
_STRINGS = "xl/sharedStrings.xml"
# openpyxl lets the errors of its readers through; those of XML are syntax and value errors.
_BROKEN = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, InvalidFileException,
    SyntaxError, ValueError, LookupError, TypeError, AttributeError, OverflowError,
)  # fmt: skip


class SheetPart:
    """A sheet of a workbook."""

    def __init__(self, path: Path, sheet: str) -> None:
        self.path, self._sheet = path, sheet
        self.name = f"{path.name}: {sheet}"
        self._raw: BinaryIO | None = None

    @property
    def position(self) -> int:
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def open(self) -> BinaryIO:
        return io.BytesIO()

    @cached_property
    def head(self) -> Head:
        first = tuple(tuple(cells) for _, cells in islice(self.rows(), HEAD_ROWS))
        return Head(self.name, rows=first)

    def lines(self) -> Iterator[tuple[int, str]]:
        return ((line, cells[0]) for line, cells in self.rows())

    def rows(self) -> Iterator[tuple[int, Cells]]:
        try:
            with self.path.open("rb") as raw, closing(_opened(raw)) as book:
                self._raw = raw
                sheet = book[self._sheet]
                # The size that a sheet declares of itself may be a lie.
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
                yield from _filled(rows)
        except ImportFileError:
            raise
        except _BROKEN:
            raise _unreadable(self.name) from None


def sheets_of(path: Path) -> list[Part]:
    """The sheets of a workbook.

    Raises ImportFileError where it is damaged, or unpacks to more than a workbook holds.
    """
    try:
        _check_size(path)
        with path.open("rb") as raw, closing(_opened(raw)) as book:
            return [SheetPart(path, sheet.title) for sheet in book.worksheets]
    except ImportFileError:
        raise
    except _BROKEN:
        raise _unreadable(path.name) from None


def _filled(rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, Cells]]:
    """The rows that say something, without the empty cells at their ends."""
    last = 0
    for line, values in enumerate(rows, start=1):
        if line - last > MAX_GAP:
            return
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            last = line
            yield line, cells


def _opened(raw: BinaryIO) -> Workbook:
    return load_workbook(raw, read_only=True, data_only=True, keep_links=False)


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = {member.filename: member.file_size for member in archive.infolist()}
    if sum(sizes.values()) > MAX_UNPACKED or sizes.get(_STRINGS, 0) > MAX_STRINGS:
        raise ImportFileError(
            f"{path.name}: a workbook of {sum(sizes.values()):,} bytes when unpacked; save its"
            " sheets as CSV"
        )


def _unreadable(name: str) -> ImportFileError:
    return ImportFileError(
        f"{name}: no readable workbook: damaged, locked with a password, or with XML that is"
        " refused; save its sheets as CSV"
    )


def _text(value: object) -> str:
    """What a cell says; formulas are not run, their last result is taken."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MAX_CELL]
