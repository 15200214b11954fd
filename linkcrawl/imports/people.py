"""What people keep of their partners: agreements, candidates, BuzzStream's link partners."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkcrawl.agreements import COLUMNS, Agreement, AgreementError, read_agreement
from linkcrawl.candidates import CANDIDATE_COLUMNS, CandidateRow
from linkcrawl.claims import Source
from linkcrawl.imports.cells import CellError, domain, text, url
from linkcrawl.imports.days import Days
from linkcrawl.imports.meanings import plain
from linkcrawl.imports.rows import BadRow, Head, ImportFileError, Part, Row, Told
from linkcrawl.imports.table_format import MAX_PREAMBLE

_METHODS = {"organic": "editorial", "exchange": "exchange", "purchase": "sponsored"}
_Named = Mapping[str, str]
_days = Days(month_first=True)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table with a row for each partner or candidate; *needs* are headings, as `plain` has them.

    *only* says that other headings than those *known* mean another kind of table.
    """

    name: str
    title: str
    source: Source
    needs: tuple[str, ...]
    known: frozenset[str]
    reader: Callable[[_Named], Agreement | CandidateRow]
    only: bool = False

    def recognise(self, head: Head) -> int:
        headings = _headings(head, self.needs)
        others = [heading for heading in headings if heading and heading not in self.known]
        ours = len(headings) - len(others)
        # One heading in common with a table of something else says nothing.
        if not headings or (self.only and (others or ours == 1)) or (others and ours < 2):
            return 0
        return 2 + ours

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        headings = _headings(part.head, self.needs)
        if headings:
            return self._rows(part, headings, below=False)
        if len(self.needs) > 1:
            raise ImportFileError(
                f"{part.name}: for {self.title} columns are needed: {', '.join(self.needs)}"
            )
        return self._rows(part, self.needs, below=True)

    def _rows(self, part: Part, headings: Sequence[str], below: bool) -> Iterator[Row]:
        """Its rows; *below* says that no headings stand above them, as in a list of names."""
        for line, cells in part.rows():
            if not below:
                below = _plain_row(cells) == headings
                continue
            if not any(map(str.strip, cells)) or cells[0].startswith("#"):
                continue
            try:
                yield self.reader(dict(zip(headings, map(text, cells), strict=False)))
            except (AgreementError, CellError) as error:
                yield BadRow(line, str(error))


def _headings(head: Head, needs: Sequence[str]) -> tuple[str, ...]:
    rows = map(_plain_row, head.rows[:MAX_PREAMBLE])
    return next((row for row in rows if set(needs) <= set(row)), ())


def _plain_row(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(plain, cells))


def _agreement(row: _Named) -> Agreement:
    return read_agreement({column: row.get(plain(column), "") for column in COLUMNS})


def _candidate(row: _Named) -> CandidateRow:
    site = domain(row.get("domain", ""))
    if not site:
        raise CellError("no domain")
    return CandidateRow(site, row.get("source", ""), row.get("notes", ""))


def _buzzstream(row: _Named) -> Agreement:
    """A link partner as an agreement: they link from their page to ours."""
    their_page, our_target = url(row.get("linking from", "")), url(row.get("linking to", ""))
    partner = row.get("link partner domain") or their_page or row.get("link partner name", "")
    sitewide = row.get("sitewide link", "").lower() in ("yes", "true", "1")
    notes = (row.get("link partner name", ""), "sitewide" if sitewide else "", "from BuzzStream")
    return read_agreement({
        "partner": partner,
        "relationship": _METHODS.get(row.get("acquisition method", "").lower(), ""),
        "their_page": their_page,
        "our_target": our_target,
        "anchor": row.get("anchor text", ""),
        "start": _days(row.get("payment start date", "") or row.get("payment date", "")),
        "end": _days(row.get("payment expiration date", "")),
        "notes": ", ".join(filter(None, notes)),
    })  # fmt: skip


AGREEMENTS = PeopleTable(
    name="agreements",
    title="agreements.csv",
    source=Source.LIST,
    needs=("partner",),
    known=frozenset(map(plain, COLUMNS)),
    reader=_agreement,
)
CANDIDATES = PeopleTable(
    name="candidates",
    title="candidates.csv",
    source=Source.LIST,
    needs=("domain",),
    known=frozenset(CANDIDATE_COLUMNS),
    reader=_candidate,
    only=True,
)
BUZZSTREAM = PeopleTable(
    name="buzzstream",
    title="BuzzStream: link partners",
    source=Source.BUZZSTREAM,
    needs=("link partner domain", "linking from", "linking to"),
    known=frozenset((
        "link partner name", "link partner domain", "linking from", "linking to", "anchor text",
        "sitewide link", "sitewide of links", "acquisition method", "payment date",
        "payment amount", "payment method", "payment reference id", "payment type",
        "payment term", "payment start date", "payment expiration date",
    )),
    reader=_buzzstream,
)  # fmt: skip
FORMATS = (AGREEMENTS, CANDIDATES, BUZZSTREAM)
