"""A format that is a table of links: the names of its columns are all there is to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from linkcrawl.claims import Source
from linkcrawl.imports.cells import CellError
from linkcrawl.imports.days import Days, month_comes_first
from linkcrawl.imports.link_rows import LinkRows
from linkcrawl.imports.meanings import Column, Meaning, Names, by_heading, columns_of, known, plain
from linkcrawl.imports.rows import BadRow, Head, ImportFileError, Part, Row, Told
from linkcrawl.imports.shapes import has_shape

# So many rows may stand above the headings.
MAX_PREAMBLE = 20
_DAYS = (Meaning.FIRST_SEEN, Meaning.LAST_SEEN, Meaning.LOST)
_SHAPE_ALONE = 1


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A table with headings.

    It is recognised by the columns it *needs*; of several formats that fit, the one that
    knows most headings is meant. *shape* names all its columns in order, where they tell it
    whatever the language of the headings. *about_site* says that it names no target, since
    all of it is about one own site. Of the kinds of link, only those of *keeps* are taken.
    """

    name: str
    title: str
    source: Source
    needs: tuple[Column, ...]
    columns: Names
    shape: tuple[Column, ...] = ()
    about_site: bool = False
    keeps: frozenset[str] = frozenset()
    _names: dict[str, Column] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._names.update(by_heading(self.columns))

    def recognise(self, head: Head) -> int:
        start = self._heading_row(head)
        if start is not None:
            return _SHAPE_ALONE + known(head.rows[start], self._names)
        shaped = self.shape and head.rows and has_shape(head.rows[0], head.rows[1:], self.shape)
        return _SHAPE_ALONE if shaped else 0

    def lacks(self, headings: Sequence[str]) -> list[str]:
        """The headings that it needs and that are not there."""
        found = columns_of(headings, self._names)
        return [self.columns[column][0] for column in self.needs if column not in found]

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        if self.about_site and not told.site:
            raise ImportFileError(
                f"{part.name}: which of your sites is it about? Say so with"
                f" --site: {', '.join(told.own)}"
            )
        head = part.head
        start = self._heading_row(head)
        headings = head.rows[start or 0] if head.rows else ()
        columns = columns_of(headings, self._names)
        if start is None and self.shape:
            columns = {column: index for index, column in enumerate(self.shape)}
        elif start is None:
            raise ImportFileError(
                f"{part.name}: for {self.title} a column is needed:"
                f" {', '.join(self.lacks(headings))}; found: {', '.join(headings)[:200]}"
            )
        bare = start is None and has_shape(headings, head.rows[:1], self.shape)
        skip = 0 if bare else (start or 0) + 1
        days = Days(month_first=self._month_first(headings, head.rows[skip:], columns))
        width = max(len(headings), *(index + 1 for index in columns.values()))
        return self._rows(part, LinkRows(columns, width, days, told, self.keeps), skip)

    def _heading_row(self, head: Head) -> int | None:
        for number, row in enumerate(head.rows[:MAX_PREAMBLE]):
            if not self.lacks(row):
                return number
        return None

    def _month_first(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], columns: dict[Column, int]
    ) -> bool:
        """Whether the table writes months first; where no date tells, English ones do."""
        days = {day: columns[day] for day in _DAYS if day in columns}
        cells = [row[index] for row in rows for index in days.values() if index < len(row)]
        found = set(map(plain, headings))
        english = any(plain(self.columns[day][0]) in found for day in days)
        return month_comes_first(cells, else_=english)

    def _rows(self, part: Part, reader: LinkRows, skip: int) -> Iterator[Row]:
        for line, cells in islice(part.rows(), skip, None):
            try:
                found = reader.read(cells)
            except CellError as error:
                yield BadRow(line, str(error))
            else:
                yield from found
