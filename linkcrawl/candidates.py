"""candidates.csv → CandidateRow: sites to consider, in a spreadsheet that people edit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkcrawl.said import said
from linkcrawl.spreadsheets import read_spreadsheet
from linkcrawl.urls import domain_of

CANDIDATES_FILE = "candidates.csv"
CANDIDATE_COLUMNS = ("domain", "source", "notes")


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A site to consider, where it was found, and what somebody noted."""

    domain: str
    source: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that can be used, and a line for each that can't."""

    rows: tuple[CandidateRow, ...] = ()
    problems: tuple[str, ...] = ()


def load_candidates(path: Path) -> Candidates:
    """Read a candidates file, where there is one; a wrong row stops no other.

    Raises SpreadsheetError where the file as a whole can't be read.
    """
    if not path.exists():
        return Candidates()
    table = read_spreadsheet(path, "domain", CANDIDATE_COLUMNS)
    rows: dict[str, CandidateRow] = {}
    problems: list[str] = []
    for line, cells in table.rows:
        try:
            domain = domain_of(cells.get("domain", ""))
        except ValueError:
            found = cells.get("domain", "")[:80]
            problems.append(
                said(
                    "{file}, line {line}: {error}",
                    file=str(path),
                    line=str(line),
                    error=said(
                        "{column}: found {found}; accepted: {accepted}",
                        column="domain",
                        found=repr(found),
                        accepted=said("a domain, as in example.com"),
                    ),
                )
            )
            continue
        row = CandidateRow(domain, cells.get("source", ""), cells.get("notes", ""))
        rows.setdefault(domain, row)
    return Candidates(tuple(rows.values()), tuple(problems))
