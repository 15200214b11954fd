"""Tables that people edit in a spreadsheet, as CSV: read as they are, added to without a change."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from linkcrawl.unusable import UnusableError

_DELIMITERS = ",;\t"
_BOM = "\ufeff"
# What spreadsheets take for the start of a formula, the full-width forms included:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


class SpreadsheetError(UnusableError):
    """A table of the user's, or one row of it, can't be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A table's columns, lower case, and its rows with the lines they end on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_spreadsheet(path: Path, needed: str, accepted: Sequence[str]) -> Spreadsheet:
    """Read a table: UTF-8 with or without BOM, commas, semicolons or tabs.

    Empty rows, and rows that begin with ``#``, are no rows. Raises SpreadsheetError where
    the file can't be read or the column *needed* is not there.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        columns = tuple(cell.strip().lower() for cell in next(reader, []))
        if needed not in columns:
            found = ", ".join(columns) or "an empty file"
            raise SpreadsheetError(
                f"{path}, line 1: found {found}; a column `{needed}` is needed; "
                f"accepted: {', '.join(accepted)}"
            )
        return Spreadsheet(columns, tuple(_rows(reader, columns)))
    except csv.Error as error:
        raise SpreadsheetError(f"{path}, line {reader.line_num}: {error}") from None


def add_rows(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> tuple[str, ...]:
    """Add rows to the end of a table and change nothing else in it.

    A file that is not there is begun with *columns*. Returns the columns that the rows have
    and the table has not. Raises SpreadsheetError where it can't be read or written.
    """
    text = _text(path) if path.exists() else ",".join(columns) + "\n"
    delimiter = _delimiter(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    there = [cell.strip().lower() for cell in header]
    added = io.StringIO(newline="")
    writer = csv.writer(added, delimiter=delimiter, lineterminator=ending)
    writer.writerows([_harmless(row.get(column, "")) for column in there] for row in rows)
    gap = "" if text.endswith(("\n", "\r")) else ending
    bom = _BOM if path.exists() and path.read_bytes().startswith(_BOM.encode()) else ""
    _replace(path.resolve(), f"{bom}{text}{gap}{added.getvalue()}")
    return tuple(c for c in columns if c not in there and any(row.get(c) for row in rows))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SpreadsheetError(f"{path}: not found; `linkcrawl init` writes one") from None
    except UnicodeDecodeError:
        raise SpreadsheetError(
            f"{path}: not UTF-8; in a spreadsheet choose “CSV UTF-8” when saving"
        ) from None
    except OSError as error:
        raise SpreadsheetError(f"{path}: can't be read: {error.strerror}") from None


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=text.partition("\n")[0].count)


def _rows(
    reader: Iterator[list[str]], columns: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            line: int = reader.line_num  # type: ignore[attr-defined]
            yield line, dict(zip(columns, (cell.strip() for cell in cells), strict=False))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _replace(path: Path, text: str) -> None:
    """Put *text* in the place of a file, which is whole at every moment."""
    try:
        with NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as new:
            new.write(text.encode("utf-8", "replace"))
        if path.exists():
            shutil.copymode(path, new.name)
        else:
            Path(new.name).chmod(0o644)
        Path(new.name).replace(path)
    except OSError as error:
        raise SpreadsheetError(f"{path}: can't be written: {error.strerror}") from None
