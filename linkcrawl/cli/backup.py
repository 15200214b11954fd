"""linkcrawl backup: a copy of the database, whatever is running."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcrawl.cli.workspace import workspace_option
from linkcrawl.store.database import DATABASE_FILE, copy_database, open_existing

BACKUPS = "backups"


@click.command()
@workspace_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Where to write it; else a new file in {BACKUPS} in the workspace.",
)
def backup(folder: Path, output: Path | None) -> None:
    """Copy the database, also while crawls run.

    The copy is whole, as of one moment. To go back to it, put it in the place of
    linkcrawl.db while nothing runs. Prints the path of the copy.
    """
    now = datetime.now(UTC)
    target = output or folder / BACKUPS / f"linkcrawl-{now:%Y%m%dT%H%M%SZ}.db"
    with closing(open_existing(folder / DATABASE_FILE)) as db:
        click.echo(copy_database(db, target).absolute())
