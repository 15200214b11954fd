"""linkcrawl judge: opinions again, out of stored facts."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.tables import states_table
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import workspace_option


@click.command()
@workspace_option
def judge(folder: Path) -> None:
    """Judge stored facts again, without a crawl.

    After a change of agreements.csv, for example.
    """
    summary = judged(folder).summary()
    out = console()
    out.print(states_table(summary))
    out.print(summary.headline)
