"""linkcrawl judge: opinions again, out of stored facts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from linkcrawl.cli.judged import Judged, judged
from linkcrawl.cli.workspace import workspace_option


@click.command()
@workspace_option
def judge(folder: Path) -> None:
    """Judge the stored facts again, as after a change of agreements.csv, without a crawl."""
    click.echo(counted(judged(folder)))


def counted(found: Judged) -> str:
    """How many promises are in which state, in one line."""
    states = Counter(check.state for check in found.checks())
    counts = ", ".join(f"{count} {state}" for state, count in states.most_common())
    return f"{sum(states.values())} agreed links: {counts or 'nothing to judge'}"
