"""What is imported: any file of any format gives rows that can be stored, or the one error."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.fuzz.promise import promise
from linkcrawl.claims import Claim, Disavowed, DomainFigure
from linkcrawl.imports.files import parts_of
from linkcrawl.imports.registry import FORMATS, format_of
from linkcrawl.imports.rows import BadRow, Format, ImportFileError, Part, Row, Told
from linkcrawl.urls import is_web, resolve, site_of, site_of_host
from linkcrawl.vocabulary import Relation

SAMPLES = Path(__file__).parents[2] / "tests/imports"
TOLD = Told(
    ("own.example",), "own.example", "2026-11-21", {"own.example": Relation.OWN},
    frozenset({"own.example", "mill.example"}),
)  # fmt: skip
WORDS = (
    "Linking page", "Source Url", "Target Url", "Domain", "Last crawled", "Anchor", "Nofollow",
    "First seen", "https://blog.example/a", "https://own.example/", "mill.example", "domain:",
    "2026-09-28", "28.09.2026", "1.234,5", "\t", ";", ",", '"', "\ufeff", "\r", "\0", '="', "# ",
    '127.0.0.1 - - [21/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "https://mill.example/" "M"',
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHEET = "xl/worksheets/sheet1.xml"
_WORKBOOK = SAMPLES / "search_console.xlsx"


def check(data: bytes) -> None:
    """Read *data*, whose first byte chooses a format besides the one that is recognised."""
    chosen, body = FORMATS[data[0] % len(FORMATS) if data else 0], data[1:]
    with TemporaryDirectory() as folder:
        path = Path(folder, "export.csv")
        path.write_bytes(body)
        _check_file(path, chosen)


def check_workbook(data: bytes) -> None:
    """Read a workbook whose first sheet is *data*, or of which a part is."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "export.xlsx")
        name = _SHEET if not data[:1].isupper() else "xl/sharedStrings.xml"
        with zipfile.ZipFile(path, "w") as new:
            for member, content in _members().items():
                new.writestr(member, data if member == name else content)
        _check_file(path, FORMATS[0])


@cache
def _members() -> dict[str, bytes]:
    with zipfile.ZipFile(_WORKBOOK) as golden:
        return {name: golden.read(name) for name in golden.namelist()}


def sheets() -> Iterator[bytes]:
    """The parts of a workbook that have cells in them."""
    return (content for name, content in _members().items() if name.startswith("xl/w"))


def files() -> Iterator[bytes]:
    """The golden exports, each as it is read for its own format."""
    for path in sorted(SAMPLES.iterdir()):
        for number, _ in enumerate(FORMATS):
            if number % 9 == 0:
                yield bytes([number]) + path.read_bytes()


def _check_file(path: Path, chosen: Format) -> None:
    try:
        parts = parts_of(path)
    except ImportFileError as error:
        promise(bool(str(error)), "a reason")
        return
    for part in parts:
        _check_part(part, chosen)


def _check_part(part: Part, chosen: Format) -> None:
    for form in (None, chosen):
        try:
            told = form or format_of(part)
            for row in told.read(part, TOLD):
                _check_row(row)
        except ImportFileError as error:
            promise(part.path.name in str(error), "which file", str(error))


def _check_row(row: Row) -> None:
    match row:
        case Claim():
            _check_claim(row)
        case DomainFigure():
            promise(site_of_host(row.domain) == row.domain, "a site", row)
            promise(math.isfinite(row.value), "a figure", row)
        case Disavowed():
            promise(bool(row.host), "somebody", row)
        case BadRow():
            promise(row.line >= 0 and 0 < len(row.why) < 2_000, "a line, and why", row)
        case _:
            pass


def _check_claim(claim: Claim) -> None:
    for url, domain in ((claim.from_url, claim.from_domain), (claim.to_url, claim.to_domain)):
        if url:
            promise(is_web(url) and resolve(url, url) == url, "a page", url)
            promise(site_of(url) == domain, "of its site", url, domain)
        url.encode(), domain.encode()
    (claim.anchor or "").encode()
    for day in filter(None, (claim.first_seen, claim.last_seen, claim.lost)):
        promise(bool(_DAY.fullmatch(day)) and bool(date.fromisoformat(day)), "a day", day)
    for metric, figure in claim.figures.items():
        promise(math.isfinite(figure), "a figure", metric, figure)
