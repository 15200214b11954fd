"""linkcrawl report: what was found, as HTML pages."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.judged import Judged, judged
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.store.read import crawls, events
from reports.render import render
from reports.summary import summarise

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
    """Judge the stored facts and write the report: open its index.html in a browser."""
    click.echo(write_report(judged(folder), output or folder / REPORT_FOLDER))


def write_report(found: Judged, folder: Path) -> Path:
    """Write the report of a judgement into *folder* and return its first page."""
    summary = summarise(
        found.judgement,
        events(found.db),
        crawls(found.db),
        found.workspace.config,
        found.today,
        found.workspace.problems,
    )
    try:
        return render(summary, folder)
    except OSError as error:
        where = error.filename or folder
        raise click.BadParameter(f"{where}: {error.strerror}", param_hint="--output") from None
