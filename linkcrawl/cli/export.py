"""linkcrawl export: links, agreements or events for a spreadsheet or a program."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.judge.crossings import all_backlinks
from linkcrawl.judge.templates import Templates
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import all_links
from reports import export as rows
from reports.backlinks import backlink_rows
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
    """Write out links, agreements or events.

    That is all links to other pages, all agreements with their checks, or all changes.
    """
    try:
        with _rows(folder, what) as found, _opened(output) as file:
            rows.export(what, form, found, file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from None


def _opened(output: str) -> AbstractContextManager[TextIO]:
    if output == "-":
        return nullcontext(sys.stdout)
    return Path(output).open("w", encoding="utf-8", newline="")


@contextmanager
def _rows(folder: Path, what: What) -> Iterator[Iterable[Row]]:
    """The rows to write; those of links are read while they are written."""
    if what is What.LINKS:
        with closing(open_existing(open_workspace(folder).database)) as db:
            yield rows.link_rows(map(Templates(db).judged, all_links(db)))
    elif what is What.AGREEMENTS:
        yield rows.agreement_rows(judged(folder).judgement.agreements)
    elif what is What.BACKLINKS:
        known = judged(folder)
        with closing(open_existing(known.workspace.database)) as db:
            yield backlink_rows(all_backlinks(db, known.crossings, known.judgement))
    else:
        yield rows.event_rows(judged(folder).events)
