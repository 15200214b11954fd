"""Bytes → rows of text: encoding, delimiter, quotes; bounded, whatever the bytes are."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from linkcrawl.imports.rows import Cells

SAMPLE = 64 * 1024
MAX_LINE = 1024 * 1024
"""Characters; what is longer is cut and read as several lines."""
HEAD_ROWS = 40
_DELIMITERS = (",", "\t", ";", "|")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets save in when they are not asked for UTF-8.
_LEGACY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "gb18030", "big5", "shift_jis", "euc_kr",
)  # fmt: skip
# UTF-16 without a mark: half of the bytes of Latin text are NUL.
_NUL_SHARE = 0.2


def encoding_of(sample: bytes) -> str:
    r"""The encoding of a text that begins with *sample*.

    >>> encoding_of("a\tb".encode("utf-16")), encoding_of(b"a,b"), encoding_of(b"a\0,\0b\0")
    ('utf-16', 'utf-8', 'utf-16-le')
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if sample.count(0) > len(sample) * _NUL_SHARE:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        found = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
        return found.encoding if found else "cp1252"
    return "utf-8"


def delimiter_of(sample: str) -> str:
    r"""The delimiter that divides most rows into equally many cells.

    >>> delimiter_of("a;b\n1,5;2\n"), delimiter_of("https://example.com/a\n")
    (';', ',')
    """

    def evenness(delimiter: str) -> int:
        widths = Counter(len(row) for row in _cells(sample.splitlines(keepends=True), delimiter))
        return max(((width - 1) * count for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=evenness)


def lines_of(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of a stream, without NUL; what can't be decoded is U+FFFD."""
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        while line := text.readline(MAX_LINE):
            yield line.replace("\0", "") if "\0" in line else line


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, Cells]]:
    """Rows with the lines they end on; [] for one with a giant cell or an open quote."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
        except csv.Error:
            yield reader.line_num, []
        else:
            return


def head_rows(sample: bytes) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The delimiter of a text, and its first rows, out of its first bytes."""
    # Decoded as the stream will be, without what the sample's end cuts off.
    decoder = codecs.getincrementaldecoder(encoding_of(sample))(errors="replace")
    text = decoder.decode(sample).replace("\0", "")
    whole = text[: text.rfind("\n") + 1] if len(sample) >= SAMPLE and "\n" in text else text
    delimiter = delimiter_of("".join(whole.splitlines(keepends=True)[:HEAD_ROWS]))
    found = _cells(whole.splitlines(keepends=True)[:HEAD_ROWS], delimiter)
    return delimiter, tuple(tuple(row) for row in found)


def _cells(lines: Iterable[str], delimiter: str) -> list[Cells]:
    return [cells for _, cells in rows_of(lines, delimiter) if cells]
