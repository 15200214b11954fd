"""linkcrawl export: links, agreements or events for a spreadsheet or a program."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import all_links, events
from reports import export as rows
from reports.export import Format, Row, What


@click.command()
@workspace_option
@click.argument("what", type=click.Choice(What, case_sensitive=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(Format, case_sensitive=False),
    default=Format.CSV,
    show_default=True,
    help="Comma-separated values, or one JSON object a line.",
)
@click.option(
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write; else standard output.",
)
def export(folder: Path, what: What, form: Format, output: str) -> None:
    """Write out all links to other pages, all agreements with their checks, or all events."""
    found = _rows(folder, what)
    try:
        with _opened(output) as file:
            rows.export(what, form, found, file)
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from None


def _opened(output: str) -> AbstractContextManager[TextIO]:
    if output == "-":
        return nullcontext(sys.stdout)
    return Path(output).open("w", encoding="utf-8", newline="")


def _rows(folder: Path, what: What) -> Iterable[Row]:
    if what is What.LINKS:
        db = open_existing(open_workspace(folder).database)
        return rows.link_rows(all_links(db))
    found = judged(folder)
    if what is What.AGREEMENTS:
        return rows.agreement_rows(found.judgement.agreements)
    return rows.event_rows(events(found.db))
