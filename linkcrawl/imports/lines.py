"""Big text files in blocks of whole lines: memory stays flat, however long the file."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 24
_PIECE = 1 << 20


class DamagedFile(ValueError):
    """A file can't be read to its end; the text says where and why."""


def line_blocks(stream: BinaryIO, at_once: int = _BLOCK) -> Iterator[bytes]:
    r"""The lines of a file, in blocks of whole lines of about *at_once* bytes.

    Raises DamagedFile where the file breaks off or a line is longer than a block: what came
    before was handed out.

    >>> import io
    >>> list(line_blocks(io.BytesIO(b"one\ntwo\nthree"), at_once=6))
    [b'one\n', b'two\n', b'three']
    """
    rest = b""
    read = 0
    for piece in _pieces(stream, at_once):
        read += len(piece)
        whole, mark, tail = piece.rpartition(b"\n")
        if mark:
            yield rest + whole + mark
            rest = tail
        else:
            rest += piece
            if len(rest) > at_once:
                raise DamagedFile(f"a line longer than {at_once:,} bytes near byte {read:,}")
    if rest:
        yield rest


def _pieces(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """What there is to read in pieces of *size* and a smaller last one."""
    parts: list[bytes] = []
    length = 0
    while part := _part(stream, min(_PIECE, size - length)):
        parts.append(part)
        length += len(part)
        if length == size:
            yield b"".join(parts)
            parts, length = [], 0
    if parts:
        yield b"".join(parts)


def _part(stream: BinaryIO, size: int) -> bytes:
    try:
        return stream.read(size)
    except EOFError:
        raise DamagedFile("the file breaks off: it was not fetched or written to its end") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DamagedFile(f"can't be unpacked: {error}") from None
