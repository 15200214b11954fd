"""All formats, and which of them a file is."""

from __future__ import annotations

from difflib import get_close_matches

from linkcrawl.imports import (
    ahrefs,
    bing,
    disavow,
    link_table,
    majestic,
    moz,
    people,
    plain_list,
    screaming_frog,
    search_console,
    semrush,
    web_formats,
)
from linkcrawl.imports.meanings import plain
from linkcrawl.imports.rows import Format, Head, ImportFileError, Part
from linkcrawl.imports.table_format import TableFormat

# Where two are equally sure, the earlier one is meant.
FORMATS: tuple[Format, ...] = (
    *search_console.FORMATS,
    *bing.FORMATS,
    *ahrefs.FORMATS,
    *semrush.FORMATS,
    *majestic.FORMATS,
    *moz.FORMATS,
    *screaming_frog.FORMATS,
    *people.FORMATS,
    *disavow.FORMATS,
    *link_table.FORMATS,
    *web_formats.FORMATS,
    *plain_list.FORMATS,
)
BY_NAME = {format.name: format for format in FORMATS}
_MOST_SHOWN = 12
_LONGEST = 40


def format_of(part: Part) -> Format:
    """The format of a part.

    Raises ImportFileError where none fits, with the headings that were seen and the nearest
    format.
    """
    head = part.head
    sure, best = max(((f.recognise(head), f) for f in FORMATS), key=lambda found: found[0])
    if not sure:
        raise ImportFileError(f"{part.name}: {_unknown(head)}")
    return best


def _unknown(head: Head) -> str:
    if not head.rows:
        return "empty, or no table"
    headings = [cell.strip()[:_LONGEST] for cell in head.rows[0]]
    more = f" and {len(headings) - _MOST_SHOWN} more" if len(headings) > _MOST_SHOWN else ""
    seen = ", ".join(repr(heading) for heading in headings[:_MOST_SHOWN]) + more
    return f"no format that is known; its headings are {seen}; {_nearest(headings)}"


def _nearest(headings: list[str]) -> str:
    """The table that shares most headings, however they are spelt."""
    seen = list(map(plain, headings))

    def likeness(table: TableFormat) -> int:
        names = {plain(alias) for aliases in table.columns.values() for alias in aliases}
        return sum(bool(get_close_matches(name, names, n=1, cutoff=0.8)) for name in seen if name)

    tables = [format for format in FORMATS if isinstance(format, TableFormat)]
    best = max(tables, key=likeness)
    if not likeness(best):
        return "near to none that is; `--as FORMAT` says what it is"
    lacks = ", ".join(best.lacks(headings))
    return f"nearest is {best.name} ({best.title}), which also needs {lacks}; `--as` says otherwise"
