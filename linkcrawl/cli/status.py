"""linkcrawl status: agreements and what changed, in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.crossings import crossing_table
from linkcrawl.cli.judged import judged
from linkcrawl.cli.schedule_table import now, schedule_of, schedule_table
from linkcrawl.cli.tables import (
    changes_table,
    crawls_table,
    relationships_table,
    standings_table,
)
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.judge.verdicts.relationship import Verdict
from linkcrawl.vocabulary import State

FOUND = 1


def _words(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[str]:
    words = [word.strip().lower() for word in (value or "").split(",") if word.strip()]
    accepted: list[str] = [*State, *Verdict]
    if wrong := [word for word in words if word not in accepted]:
        raise click.BadParameter(f"found {', '.join(wrong)}; accepted: {', '.join(accepted)}")
    return frozenset(words)


@click.command()
@workspace_option
@click.option(
    "--fail-on",
    metavar="STATE,…",
    callback=_words,
    help="Exit with 1 where an agreed link is in one of these states, or a relationship has one of"
    " these verdicts, as in: missing,lost,remove.",
)
@click.pass_context
def status(ctx: click.Context, folder: Path, fail_on: frozenset[str]) -> None:
    """Show agreements, relationships and what changed.

    Each agreed link comes with its state and the reasons, those that need you first; each
    relationship with its verdict and the strongest reason.
    """
    found = judged(folder)
    summary = found.summary()
    out = console()
    standings = (standing for state in summary.states for standing in state.standings.rows)
    out.print(standings_table("Agreed links", standings))
    out.print(relationships_table(found.judgement.relationships))
    out.print(changes_table(summary))
    out.print(crawls_table(summary))
    if found.workspace.config.schedule:
        out.print(schedule_table(schedule_of(folder), now()))
    for crossing in found.crossings:
        out.print(crossing_table(crossing))
    for line in summary.doubts:
        out.print(line, style="yellow", markup=False)
    out.print(summary.headline)
    states = {str(state.state) for state in summary.states if state.standings.total}
    verdicts = {str(one.verdict) for one in found.judgement.relationships}
    if fail_on & (states | verdicts):
        ctx.exit(FOUND)
