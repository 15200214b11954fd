"""agreements.csv → Agreement: what was agreed, in a spreadsheet that people edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from linkcrawl.said import said
from linkcrawl.spreadsheets import SpreadsheetError, read_spreadsheet
from linkcrawl.urls import absolute, domain_of, is_visitable, page_of
from linkcrawl.vocabulary import Placement

AGREEMENTS_FILE = "agreements.csv"
COLUMNS = (
    "partner", "relationship", "their_page", "our_target", "our_page", "their_target", "anchor",
    "rel", "placement", "start", "deadline", "end", "contact_name", "contact_email", "notes",
)  # fmt: skip
RELATIONSHIPS = (
    "exchange", "editorial", "supplier", "customer", "reseller", "association", "sponsored",
)  # fmt: skip
_RELS = ("follow", "nofollow", "sponsored", "ugc")


# What is wrong with a row is said like what is wrong with the file.
AgreementError = SpreadsheetError


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row: URLs are absolute, "" and None mean "not agreed"."""

    partner: str
    relationship: str = ""
    their_page: str = ""
    our_target: str = ""
    our_page: str = ""
    their_target: str = ""
    anchor: str = ""
    rel: tuple[str, ...] = ()
    placement: Placement | None = None
    start: date | None = None
    deadline: date | None = None
    end: date | None = None
    contact_name: str = ""
    contact_email: str = ""
    notes: str = ""

    @property
    def name(self) -> str:
        """What the agreement is called in exports: it stays while its four pages do."""
        pages = "\n".join((self.their_page, self.our_target, self.our_page, self.their_target))
        return f"{self.partner}/{blake2b(pages.encode(), digest_size=3).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Agreements:
    """The rows that can be used, and a line for each that can't."""

    rows: tuple[Agreement, ...] = ()
    problems: tuple[str, ...] = ()


def load_agreements(path: Path) -> Agreements:
    """Read an agreements file: UTF-8 with or without BOM, commas, semicolons or tabs.

    A wrong row becomes a line in *problems* and stops no other row. A file that can't be
    read as a whole raises AgreementError.
    """
    table = read_spreadsheet(path, "partner", COLUMNS)
    rows: dict[str, Agreement] = {}
    problems: list[str] = []
    if unknown := [name for name in table.columns if name and name not in COLUMNS]:
        problems.append(
            said(
                "{file}, line 1: ignored: {columns}; accepted: {accepted}",
                file=str(path),
                columns=", ".join(unknown),
                accepted=", ".join(COLUMNS),
            )
        )
    for line, cells in table.rows:
        try:
            row = read_agreement(cells)
            if row.name in rows:
                raise AgreementError(_twice(row))
            rows[row.name] = row
        except AgreementError as error:
            problems.append(
                said(
                    "{file}, line {line}: {error}",
                    file=str(path),
                    line=str(line),
                    error=error.args[0],
                )
            )
    return Agreements(tuple(rows.values()), tuple(problems))


def read_agreement(cells: Mapping[str, str]) -> Agreement:
    """The agreement that a row says, by column; AgreementError where it can't be used."""

    def text(column: str) -> str:
        return cells.get(column, "")

    return Agreement(
        partner=_partner(text("partner")),
        relationship=_relationship(text("relationship")),
        their_page=_url("their_page", text("their_page")),
        our_target=_url("our_target", text("our_target")),
        our_page=_url("our_page", text("our_page")),
        their_target=_url("their_target", text("their_target")),
        anchor=text("anchor"),
        rel=_rel(text("rel")),
        placement=_placement(text("placement")),
        start=_date("start", text("start")),
        deadline=_date("deadline", text("deadline")),
        end=_date("end", text("end")),
        contact_name=text("contact_name"),
        contact_email=text("contact_email"),
        notes=text("notes"),
    )


def cells_of(agreement: Agreement) -> dict[str, str]:
    """An agreement as a row of the file, by column."""
    values = ((column, getattr(agreement, column)) for column in COLUMNS)
    return {
        column: " ".join(value) if isinstance(value, tuple) else str(value or "")
        for column, value in values
    }


def _wrong(column: str, found: str, accepted: str) -> AgreementError:
    shown = found if len(found) <= 80 else f"{found[:77]}..."
    return AgreementError(
        said(
            "{column}: found {found}; accepted: {accepted}",
            column=column,
            found=repr(shown),
            accepted=accepted,
        )
    )


def _twice(row: Agreement) -> str:
    return said("the same agreement as an earlier row ({partner})", partner=row.partner)


def _partner(text: str) -> str:
    try:
        return domain_of(text)
    except ValueError:
        raise _wrong("partner", text, said("a domain, as in example.com")) from None


def _relationship(text: str) -> str:
    word, mark, ring = text.partition(":")
    word = word.lower()
    if not text or (not mark and word in RELATIONSHIPS):
        return word
    if word == "ring" and ring.strip():
        return f"ring:{ring.strip()}"
    raise _wrong("relationship", text, f"{', '.join(RELATIONSHIPS)}, ring:NAME")


def _url(column: str, text: str) -> str:
    url = absolute(text) if text else ""
    if text and not is_visitable(url):
        raise _wrong(column, text, said("a whole URL, as in https://example.com/page"))
    return page_of(url)


def _rel(text: str) -> tuple[str, ...]:
    words = tuple(sorted(set(text.lower().replace(",", " ").replace("+", " ").split())))
    words = tuple("follow" if word == "dofollow" else word for word in words)
    if any(word not in _RELS for word in words) or ("follow" in words and len(words) > 1):
        accepted = said("follow, or nofollow, sponsored, ugc together or alone")
        raise _wrong("rel", text, accepted)
    return words


def _placement(text: str) -> Placement | None:
    try:
        return Placement(text.lower()) if text else None
    except ValueError:
        accepted = ", ".join(word for word in Placement if word != Placement.UNKNOWN)
        raise _wrong("placement", text, accepted) from None


def _date(column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _wrong(column, text, said("a date, as in 2026-11-30")) from None
