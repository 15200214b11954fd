"""linkcrawl report: what was found, as HTML pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.looking_back import keep_told, made_of, report_window
from linkcrawl.cli.working import working
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.languages import languages
from linkcrawl.periods import Made, Period
from linkcrawl.store.told import Told
from linkcrawl.workspace import Workspace
from reports.language import ENGLISH, Language, language
from reports.render import render
from reports.single import single_file as whole_report
from reports.summary import Summary

REPORT_FOLDER = "report"
REPORT_FILE = "report.html"


@click.command()
@workspace_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help=f"Where to write it; else {REPORT_FOLDER}, or {REPORT_FILE}, in the workspace.",
)
@click.option(
    "--language",
    "code",
    type=click.Choice(languages()),
    help="The language to write it in; else that of linkcrawl.toml.",
)
@click.option(
    "--period",
    type=click.Choice([period.value for period in Period]),
    help="What it looks back on: since the last report, or a week, a month, a quarter; else what"
    " linkcrawl.toml says.",
)
@click.option("--single-file", is_flag=True, help="Write one file with all pages, to attach.")
def report(
    folder: Path, output: Path | None, single_file: bool, code: str | None, period: str | None
) -> None:
    """Write the HTML report.

    Judges the stored facts and prints the path of the first page, to open in a browser. One
    file has 2 MB at most: where more is known, it says how many pages are left out.

    A report that is made again on the same day tells the same changes once more.
    """
    summary, workspace, made = _laid_out(folder, Period(period) if period else None)
    spoken = language(code or workspace.config.report.language)
    if single_file:
        click.echo(write_file(summary, output or folder / REPORT_FILE, spoken))
    else:
        click.echo(write_report(summary, output or folder / REPORT_FOLDER, spoken))
    keep_told(workspace.database, Told.REPORT, made)


def _laid_out(folder: Path, period: Period | None) -> tuple[Summary, Workspace, Made]:
    """What is printed, and no more: the rest of a judgement makes room for the pages."""
    found, now = judged(folder), datetime.now(UTC)
    summary = found.summary(report_window(found, period, now))
    return summary, found.workspace, made_of(found, now)


def write_report(summary: Summary, folder: Path, spoken: Language = ENGLISH) -> Path:
    """Write a report into *folder* and return its first page."""
    return _written(lambda: render(summary, folder, spoken), folder)


def write_file(summary: Summary, path: Path, spoken: Language = ENGLISH) -> Path:
    """Write a report into one file and return it."""

    def write() -> Path:
        path.write_text(whole_report(summary, spoken), "utf-8", newline="\n")
        return path

    return _written(write, path)


def _written(write: Callable[[], Path], target: Path) -> Path:
    try:
        with working("Writing the report"):
            return write().absolute()
    except OSError as error:
        where = error.filename or target
        raise click.UsageError(f"{where}: can't be written: {error.strerror}") from None
