"""linkcrawl export: what is known and thought, for a spreadsheet, a program, or Google."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from click.core import ParameterSource

from linkcrawl.cli.disavow import DISAVOW, write_disavow
from linkcrawl.cli.export_claims import CLAIMED, claimed_rows
from linkcrawl.cli.export_web import WEB, web_rows
from linkcrawl.cli.judged import judged
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.judge.backlinks.crossings import all_backlinks
from linkcrawl.judge.templates import Templates
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import all_links
from reports import export as rows
from reports.backlinks import backlink_rows
from reports.candidates import candidate_rows
from reports.export import Format, Row, What

XLSX = "xlsx"


@click.command()
@workspace_option
@click.argument("what", metavar="WHAT", type=click.Choice([*What, DISAVOW], case_sensitive=False))
@click.option(
    "--format",
    "form",
    type=click.Choice([*Format, XLSX], case_sensitive=False),
    default=Format.CSV.value,
    show_default=True,
    help="Comma-separated values, one JSON object a line, or a workbook for Excel.",
)
@click.option(
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write; else standard output.",
)
@click.option("--site", metavar="DOMAIN", help="Of which own site; for disavow only.")
@click.pass_context
def export(
    ctx: click.Context, folder: Path, what: str, form: str, output: str, site: str | None
) -> None:
    """Write out links, agreements, events or others.

    WHAT is links (all links to other pages), agreements (with their checks), relationships (with
    their verdicts), events (all changes), candidates (with their criteria), backlinks, claims and
    figures (what imports say), referrals (visits that others sent), ranks (where sites stand),
    witness (what another crawler saw) or disavow.

    disavow writes a text file for Google's disavow tool: the sites to be removed whose links are
    the risk, for a person to read and upload.
    """
    given = ctx.get_parameter_source("form") is not ParameterSource.DEFAULT
    if what == DISAVOW and given:
        raise click.UsageError("disavow has a form of its own: leave out --format")
    if what != DISAVOW and site is not None:
        raise click.UsageError("--site is for disavow only")
    if form == XLSX and output == "-" and sys.stdout.isatty():
        raise click.UsageError("a workbook can't be shown here: say --output FILE.xlsx")
    try:
        if what == DISAVOW:
            write_disavow(folder, site, lambda: _opened(output))
        else:
            _export(folder, What(what), form, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from None


def _export(folder: Path, what: What, form: str, output: str) -> None:
    with _rows(folder, what) as found:
        if form == XLSX:
            # What writes workbooks takes a tenth of a second to load.
            from reports.workbook import write_workbook

            with _opened_binary(output) as book:
                write_workbook(what, found, book)
        else:
            with _opened(output) as file:
                rows.export(what, Format(form), found, file)


def _opened_binary(output: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if output == "-" else Path(output).open("wb")


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
    elif what is What.RELATIONSHIPS:
        yield rows.relationship_rows(judged(folder).judgement.relationships)
    elif what is What.BACKLINKS:
        known = judged(folder)
        with closing(open_existing(known.workspace.database)) as db:
            yield backlink_rows(all_backlinks(db, known.crossings, known.judgement))
    elif what is What.CANDIDATES:
        yield candidate_rows(judged(folder).candidates)
    elif what in CLAIMED:
        with claimed_rows(folder, what) as found:
            yield found
    elif what in WEB:
        with web_rows(folder, what) as found:
            yield found
    else:
        yield rows.event_rows(judged(folder).events)
