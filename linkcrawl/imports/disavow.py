"""Google's disavow file: what the user told Google to ignore.

https://support.google.com/webmasters/answer/2648487
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkcrawl.claims import Disavowed, Source
from linkcrawl.imports.cells import CellError, shown, url
from linkcrawl.imports.rows import BadRow, Head, ImportFileError, Part, Row, Told
from linkcrawl.urls import host_of

MAX_URL = 2_048
MAX_LINES = 100_000
_DOMAIN = "domain:"
_CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Disavow:
    """``domain:example.com`` or a URL a line; lines that begin with ``#`` are comments."""

    name: str = "disavow"
    title: str = "Google: disavow file"
    source: Source = Source.SEARCH_CONSOLE

    def recognise(self, head: Head) -> int:
        entries = [row[0].strip() for row in head.rows if row and not row[0].startswith("#")]
        return _CERTAIN * any(entry.lower().startswith(_DOMAIN) for entry in entries)

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        if not told.site:
            raise ImportFileError(
                f"{part.name}: for which of your sites? Say so with --site: {', '.join(told.own)}"
            )
        return self._rows(part)

    def _rows(self, part: Part) -> Iterator[Row]:
        for line, written in part.lines():
            entry = written.strip()
            if line > MAX_LINES:
                yield BadRow(line, f"Google reads {MAX_LINES:,} lines")
                return
            if not entry or entry.startswith("#"):
                continue
            try:
                yield _disavowed(entry)
            except CellError as error:
                yield BadRow(line, str(error))


def _disavowed(entry: str) -> Disavowed:
    if len(entry) > MAX_URL:
        raise CellError(f"Google reads {MAX_URL:,} characters a line, not {len(entry):,}")
    if entry.lower().startswith(_DOMAIN):
        host, page = host_of(url(entry[len(_DOMAIN) :].strip())), ""
    else:
        page = url(entry)
        host = host_of(page)
    if not host:
        raise CellError(f"no domain: {shown(entry)}")
    return Disavowed(host, page)


FORMATS = (Disavow(),)
