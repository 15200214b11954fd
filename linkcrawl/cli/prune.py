"""linkcrawl prune: keep the history of so many years, give up the rest."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.store.database import open_existing
from linkcrawl.store.prune import give_back
from linkcrawl.store.prune import prune as prune_history
from linkcrawl.store.write import stamp

_DAYS = {"d": 1, "w": 7, "m": 30.44, "y": 365.25}


def _span(_: click.Context, __: click.Parameter, value: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})\s*([dwmy])", value.strip().lower())
    if not found or int(found[1]) == 0:
        raise click.BadParameter(
            f"found {value!r}; accepted: days, weeks, months or years: 90d, 2y"
        )
    return timedelta(days=int(found[1]) * _DAYS[found[2]])


@click.command()
@workspace_option
@click.option(
    "--keep",
    metavar="TIME",
    required=True,
    callback=_span,
    help="How much of the past stays whole: 90d, 26w, 18m, 2y.",
)
def prune(folder: Path, keep: timedelta) -> None:
    """Give up old history that nothing rests on.

    Older than --keep, links that are gone are forgotten, unless they are between your sites and
    others; and of visits that found the same again and again only the first and the last stay.
    Agreements, events, verdicts and imports stay. `linkcrawl backup` first keeps a way back.
    """
    workspace = open_workspace(folder)
    own = [site.domain for site in workspace.config.own]
    with closing(open_existing(workspace.database)) as db:
        size = workspace.database.stat().st_size
        gone = prune_history(db, stamp(datetime.now(UTC) - keep), own)
        click.echo(
            f"{gone.links:,} old links, {gone.visits:,} repeated visits and"
            f" {gone.documents:,} descriptions of pages are given up."
        )
        if not give_back(db):
            click.echo("The file keeps its size: something else is writing to it.")
            return
    saved = size - workspace.database.stat().st_size
    click.echo(f"The file is {max(saved, 0) / 1e6:,.1f} MB smaller.")
