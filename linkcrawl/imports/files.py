"""A file on disk → its parts: itself, the files of an archive, or the sheets of a workbook."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from linkcrawl.imports.rows import Cells, Head, ImportFileError, Part
from linkcrawl.imports.text_rows import (
    SAMPLE,
    encoding_of,
    head_rows,
    lines_of,
    rows_of,
)

MAX_UNPACKED = 256 * 1024**3
"""The edges of Common Crawl's graph of domains unpack to some 85 GB."""
MAX_RATIO = 200
"""Unpacked bytes for a packed one; real exports stay below 30."""
MIN_JUDGED = 64 * 1024**2
"""Below this an archive may be packed as tightly as it likes."""
MAX_MEMBERS = 200
_BUFFER = 1024 * 1024
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What damaged, encrypted or oddly packed archives raise."""

_Unpack = Callable[[BinaryIO], BinaryIO]


class _Bounded(io.RawIOBase):
    """What an archive unpacks to, refused when it grows out of all proportion."""

    def __init__(self, name: str, packed: BinaryIO, stream: BinaryIO) -> None:
        self._name, self._packed, self._stream = name, packed, stream
        self._size = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._packed.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            found = self._stream.read(len(buffer))
        except zipfile.BadZipFile as error:
            raise broken(self._name, error) from None
        self._size += len(found)
        small = self._size < MIN_JUDGED or self._size < MAX_RATIO * self._packed.tell()
        if not small or self._size > MAX_UNPACKED:
            raise ImportFileError(
                f"{self._name}: unpacks to more than {self._size:,} bytes out of"
                f" {self._packed.tell():,}: no export does; unpack it yourself if it is one"
            )
        buffer[: len(found)] = found
        return len(found)


class TextPart:
    """A text, as it lies on disk or inside an archive."""

    def __init__(self, path: Path, name: str, unpack: _Unpack | None = None) -> None:
        self.path, self.name = path, name
        self._unpack = unpack
        self._raw: BinaryIO | None = None

    @property
    def position(self) -> int:
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def open(self) -> BinaryIO:
        raw = self._raw = self.path.open("rb", buffering=_BUFFER)
        if self._unpack is None:
            return raw
        try:
            packed = self._unpack(raw)
        except BROKEN as error:
            raw.close()
            raise broken(self.name, error) from None
        return io.BufferedReader(_Bounded(self.name, raw, packed), _BUFFER)

    @cached_property
    def _sample(self) -> bytes:
        with self.open() as stream:
            return stream.read(SAMPLE)

    @cached_property
    def head(self) -> Head:
        try:
            sample = self._sample
        except BROKEN as error:
            raise broken(self.name, error) from None
        return Head(self.name, sample, head_rows(sample)[1])

    def lines(self) -> Iterator[tuple[int, str]]:
        return enumerate(self._lines(), start=1)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        return rows_of(self._lines(), head_rows(self.head.sample)[0])

    def _lines(self) -> Iterator[str]:
        try:
            with self.open() as stream:
                yield from lines_of(stream, encoding_of(self.head.sample))
        except BROKEN as error:
            raise broken(self.name, error) from None


def parts_of(path: Path) -> list[Part]:
    """The parts of a file.

    Raises ImportFileError where it can't be read or is no text, archive or workbook.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start.startswith(_GZIP):
            return [TextPart(path, path.name, lambda raw: gzip.GzipFile(fileobj=raw))]  # type: ignore[arg-type, return-value]
        if start != _ZIP:
            return [TextPart(path, path.name)]
        with zipfile.ZipFile(path) as archive:
            members = _members(path, archive)
    except BROKEN as error:
        raise broken(path.name, error) from None
    if any(member.startswith("xl/") for member in members):
        # What reads workbooks takes a third of a second to load.
        from linkcrawl.imports.sheets import sheets_of

        return sheets_of(path)
    return [TextPart(path, f"{path.name}: {member}", _member(member)) for member in members]


def _members(path: Path, archive: zipfile.ZipFile) -> list[str]:
    found = archive.infolist()
    if len(found) > MAX_MEMBERS:
        raise ImportFileError(
            f"{path.name}: an archive of {len(found):,} files; at most {MAX_MEMBERS}"
        )
    size, packed = sum(member.file_size for member in found), path.stat().st_size
    if size > max(MIN_JUDGED, MAX_RATIO * packed):
        raise ImportFileError(
            f"{path.name}: unpacks to {size:,} bytes out of {packed:,}: no export does"
        )
    return [
        member.filename
        for member in found
        if not member.is_dir() and not member.filename.startswith("__MACOSX/")
    ]


def _member(name: str) -> _Unpack:
    def unpack(raw: BinaryIO) -> BinaryIO:
        return zipfile.ZipFile(raw).open(name)  # type: ignore[return-value]

    return unpack


def broken(name: str, error: BaseException) -> ImportFileError:
    """The error to raise for a file that could not be read."""
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return ImportFileError(f"{name}: can't be read: {why}")
