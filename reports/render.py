"""A summary → a folder of HTML pages that need nothing but themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from linkcrawl.items import State
from reports.export import Format, Row, What, agreement_rows, export, link_rows
from reports.markup import link, shown
from reports.standing import day
from reports.summary import Summary
from reports.visible import readable_host, visible
from reports.wording import CREDIT, FETCH, OUTCOME, PRESENCE, STATES, TARGET, rel_words, words

# Looks of states: how they are coloured. The icons are in icons.svg, one a state.
_LOOKS = {
    State.LOST: "bad",
    State.PAGE_GONE: "bad",
    State.OVERDUE: "bad",
    State.MISSING: "warn",
    State.NO_CREDIT: "warn",
    State.CHANGED: "warn",
    State.ELSEWHERE: "warn",
    State.REVIEW: "warn",
    State.UNKNOWN: "unknown",
    State.LIVE: "good",
    State.PENDING: "quiet",
    State.ENDED: "quiet",
}


def render(summary: Summary, folder: Path) -> Path:
    """Write the report into *folder* and return its first page, index.html.

    Beside it: partner/NAME.html for each partner, agreements.csv and links.csv. What else
    is in *folder* stays.
    """
    environment = _environment()
    (folder / "partner").mkdir(parents=True, exist_ok=True)
    page = environment.get_template("partner.html")
    for partner in summary.partners:
        html = page.render(summary=summary, partner=partner)
        _write(folder / "partner" / partner.file, html)
    _save(folder / "agreements.csv", What.AGREEMENTS, agreement_rows(summary.agreements))
    _save(folder / "links.csv", What.LINKS, link_rows(summary.links))
    index = folder / "index.html"
    _write(index, environment.get_template("index.html").render(summary=summary))
    return index


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= _FILTERS
    environment.globals |= _WORDS
    return environment


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


def _write(path: Path, html: str) -> None:
    path.write_text(html, "utf-8", newline="\n")


def _save(path: Path, what: What, rows: Iterable[Row]) -> None:
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        export(what, Format.CSV, rows, file)


# What templates may call and look up: they print, and decide nothing.
_FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "host": readable_host,
    "link": link,
    "minute": _minute,
    "number": _number,
    "plain": visible,
    "rel": rel_words,
    "shown": shown,
    "words": words,
}
_WORDS: dict[str, object] = {
    "CREDIT": CREDIT,
    "FETCH": FETCH,
    "LOOKS": _LOOKS,
    "OUTCOME": OUTCOME,
    "PRESENCE": PRESENCE,
    "STATES": STATES,
    "TARGET": TARGET,
}
