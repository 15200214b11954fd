"""A summary → a folder of HTML pages that need nothing but themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.export import (
    Format,
    Row,
    What,
    agreement_rows,
    export,
    link_rows,
    relationship_rows,
)
from reports.fitting import fitting
from reports.language import ENGLISH, Language
from reports.summary import Summary
from reports.templating import environment

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page of a report: its place in the folder, its template, and what that prints."""

    path: str
    template: str
    words: Mapping[str, object]


def report_pages(summary: Summary) -> Iterator[ReportPage]:
    """All pages of a report, the first one last."""
    for folder, partners in (("partner", summary.partners), ("site", summary.sites)):
        for partner in partners:
            yield ReportPage(f"{folder}/{partner.file}", "partner.html", {"partner": partner})
    for own in summary.own_pages:
        yield ReportPage(f"own/{own.file}", "own.html", {"page": own})
    if summary.crossings:
        yield ReportPage("backlinks.html", "crossing.html", {})
    if summary.candidates.pages.total:
        yield ReportPage("candidates.html", "candidates.html", {})
    for page in summary.candidates.pages.rows:
        yield ReportPage(f"candidate/{page.file}", "candidate.html", {"page": page})
    yield ReportPage(INDEX, "index.html", {})


def render(summary: Summary, folder: Path, language: Language = ENGLISH) -> Path:
    """Write the report into *folder* in a language, and return its first page, index.html.

    Beside it: partner/NAME.html for each partner, site/NAME.html for each other site that needs a
    person or that a list names, own/NAME.html for each own page that others link to,
    backlinks.html, candidates.html with candidate/NAME.html for each, agreements.csv,
    relationships.csv and links.csv. What else is in *folder* stays.
    """
    write_spreadsheets(summary, folder)
    write_pages(summary, folder, language)
    return folder / INDEX


def write_spreadsheets(summary: Summary, folder: Path) -> None:
    """Write the complete lists, one row after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "agreements.csv", What.AGREEMENTS, agreement_rows(summary.agreements))
    rows = relationship_rows(summary.relationships)
    _save(folder / "relationships.csv", What.RELATIONSHIPS, rows)
    _save(folder / "links.csv", What.LINKS, link_rows(summary.links))


def write_pages(summary: Summary, folder: Path, language: Language = ENGLISH) -> None:
    """Write the pages, each as soon as it is made."""
    templates = environment(language)
    for name in ("partner", "site", "own", "candidate"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for page in report_pages(summary):
        template = templates.get_template(page.template)
        html = fitting(template.render, {"summary": summary, **page.words})
        (folder / page.path).write_bytes(html)


def _save(path: Path, what: What, rows: Iterable[Row]) -> None:
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        export(what, Format.CSV, rows, file)
