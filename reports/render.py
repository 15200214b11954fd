"""A summary → a folder of HTML pages that need nothing but themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.export import (
    Format,
    Row,
    What,
    agreement_rows,
    export,
    link_rows,
    relationship_rows,
)
from reports.looks import LOOKS
from reports.markup import letter, link, shown
from reports.pictures import mix_picture, months_picture, neighbourhood_picture
from reports.standing import day, month
from reports.summary import Summary
from reports.visible import readable_host, visible
from reports.wording import (
    ANSWERS,
    CREDIT,
    DRAFTS,
    FETCH,
    OUTCOME,
    PRESENCE,
    QUESTIONS,
    RECIPROCITY,
    ROLES,
    STATES,
    TARGET,
    VERDICTS,
    place_words,
    rel_words,
    strength,
    words,
)

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
    if summary.crossings:
        yield ReportPage("backlinks.html", "crossing.html", {})
    if summary.candidates.pages.total:
        yield ReportPage("candidates.html", "candidates.html", {})
    for page in summary.candidates.pages.rows:
        yield ReportPage(f"candidate/{page.file}", "candidate.html", {"page": page})
    yield ReportPage(INDEX, "index.html", {})


def render(summary: Summary, folder: Path) -> Path:
    """Write the report into *folder* and return its first page, index.html.

    Beside it: partner/NAME.html for each partner, site/NAME.html for each other site that
    needs a person, backlinks.html, candidates.html with candidate/NAME.html for each,
    agreements.csv, relationships.csv and links.csv. What else is in *folder* stays.
    """
    templates = environment()
    for name in ("partner", "site", "candidate"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _save(folder / "agreements.csv", What.AGREEMENTS, agreement_rows(summary.agreements))
    rows = relationship_rows(summary.relationships)
    _save(folder / "relationships.csv", What.RELATIONSHIPS, rows)
    _save(folder / "links.csv", What.LINKS, link_rows(summary.links))
    for page in report_pages(summary):
        html = templates.get_template(page.template).render(summary=summary, **page.words)
        (folder / page.path).write_text(html, "utf-8", newline="\n")
    return folder / INDEX


def environment(autoescape: bool = True) -> Environment:
    """The templates with all that they may call; only plain text goes without *autoescape*."""
    made = Environment(
        loader=PackageLoader("reports"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= _FILTERS
    made.globals |= _WORDS
    return made


def _minute(moment: str) -> str:
    """A stored moment to the minute.

    >>> _minute("2026-11-03T09:12:44+00:00")
    '3 Nov 2026, 09:12 UTC'
    """
    return f"{day(moment)}, {moment[11:16]} UTC" if moment else ""


def _number(count: int) -> str:
    """A number with thin spaces between thousands, read alike in all countries.

    >>> _number(123456)
    '123\\u202f456'
    """
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _percent(share: float | None) -> str:
    """A share as people read it.

    >>> _percent(11.16), _percent(100.0), _percent(None)
    ('11.2%', '100%', 'not known')
    """
    if share is None:
        return "not known"
    return f"{share:.0f}%" if share in (0, 100) else f"{share:.1f}%"


def _relevance(value: float | None) -> str:
    """How near two sites are, on the scale of 0 to 1."""
    return "not known" if value is None else f"{value:.2f} on a scale of 0 to 1"


def _save(path: Path, what: What, rows: Iterable[Row]) -> None:
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        export(what, Format.CSV, rows, file)


# What templates may call and look up: they print, and decide nothing.
_FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "host": readable_host,
    "letter": letter,
    "link": link,
    "minute": _minute,
    "month": month,
    "number": _number,
    "percent": _percent,
    "plain": visible,
    "rel": rel_words,
    "relevance": _relevance,
    "shown": shown,
    "strength": strength,
    "words": words,
}
_WORDS: dict[str, object] = {
    "ANSWERS": ANSWERS,
    "CREDIT": CREDIT,
    "DRAFTS": DRAFTS,
    "FETCH": FETCH,
    "LOOKS": LOOKS,
    "OUTCOME": OUTCOME,
    "PRESENCE": PRESENCE,
    "QUESTIONS": QUESTIONS,
    "RECIPROCITY": RECIPROCITY,
    "ROLES": ROLES,
    "STATES": STATES,
    "TARGET": TARGET,
    "VERDICTS": VERDICTS,
    "mix_picture": mix_picture,
    "months_picture": months_picture,
    "neighbourhood_picture": neighbourhood_picture,
    "place_words": place_words,
}
