"""linkcrawl judge: opinions again, out of stored facts."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.judged import only_judged
from linkcrawl.cli.tables import relationships_table, states_table
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import workspace_option


@click.command()
@workspace_option
def judge(folder: Path) -> None:
    """Judge stored facts again, without a crawl.

    After a change of agreements.csv or linkcrawl.toml, for example. Shows how many agreed links
    are in which state, and each relationship with its verdict: keep, fix, remove or watch.
    """
    found = only_judged(folder)
    summary = found.summary()
    out = console()
    out.print(states_table(summary))
    out.print(relationships_table(found.judgement.relationships))
    for line in summary.doubts:
        out.print(line, style="yellow", markup=False)
    out.print(summary.headline)
