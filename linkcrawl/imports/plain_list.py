"""A list of pages or sites that link to the own site, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkcrawl.claims import Claim, Source
from linkcrawl.imports.cells import CellError, domain, page_and_site
from linkcrawl.imports.meanings import plain
from linkcrawl.imports.rows import BadRow, Head, ImportFileError, LeftOut, Part, Row, Told

_HEADINGS = frozenset((
    "url", "urls", "page", "pages", "domain", "domains", "site", "sites", "website", "websites",
    "backlink", "backlinks", "link", "links", "referring domain", "referring domains",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainList:
    """URLs and domains, one a line; lines that begin with ``#`` are comments."""

    name: str = "list"
    title: str = "A list of pages or sites"
    source: Source = Source.LIST

    def recognise(self, head: Head) -> int:
        entries = [row for row in head.rows if row[0].strip() and not row[0].startswith("#")]
        if entries and plain(entries[0][0]) in _HEADINGS:
            entries = entries[1:]
        single = all(len(row) == 1 for row in entries)
        return int(bool(entries) and single and all(_is_entry(row[0]) for row in entries))

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        if not told.site:
            raise ImportFileError(
                f"{part.name}: to which of your sites do these link? Say so with"
                f" --site: {', '.join(told.own)}"
            )
        return self._rows(part, told)

    def _rows(self, part: Part, told: Told) -> Iterator[Row]:
        for line, written in part.lines():
            entry = written.strip().strip('"')
            if not entry or entry.startswith("#") or plain(entry) in _HEADINGS:
                continue
            try:
                claim = _claim(entry, told.site)
            except CellError as error:
                yield BadRow(line, str(error))
                continue
            yield LeftOut("links within one site") if claim.from_domain == told.site else claim


def _claim(entry: str, site: str) -> Claim:
    if "/" not in entry:
        return Claim(site, domain(entry))
    page, from_site = page_and_site(entry)
    return Claim(site, from_site, page)


def _is_entry(text: str) -> bool:
    try:
        return bool(_claim(text.strip(), "").from_domain)
    except CellError:
        return False


FORMATS = (PlainList(),)
