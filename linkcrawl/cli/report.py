"""linkcrawl report: what was found, as HTML pages."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.workspace import workspace_option
from reports.render import render
from reports.summary import Summary

REPORT_FOLDER = "report"


@click.command()
@workspace_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=f"Where to write it; else {REPORT_FOLDER} in the workspace.",
)
def report(folder: Path, output: Path | None) -> None:
    """Write the HTML report.

    Judges the stored facts and prints the path of the first page, to open in a browser.
    """
    click.echo(write_report(judged(folder).summary(), output or folder / REPORT_FOLDER))


def write_report(summary: Summary, folder: Path) -> Path:
    """Write a report into *folder* and return its first page."""
    try:
        return render(summary, folder).absolute()
    except OSError as error:
        where = error.filename or folder
        raise click.UsageError(f"{where}: can't be written: {error.strerror}") from None
