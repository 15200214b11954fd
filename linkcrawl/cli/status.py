"""linkcrawl status: agreements and what changed, in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from linkcrawl.cli.judged import judged
from linkcrawl.cli.tables import changes_table, crawls_table, standings_table
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.items import State

FOUND = 1


def _states(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[State]:
    words = [word.strip().lower() for word in (value or "").split(",") if word.strip()]
    if wrong := [word for word in words if word not in set(State)]:
        raise click.BadParameter(f"found {', '.join(wrong)}; accepted: {', '.join(State)}")
    return frozenset(map(State, words))


@click.command()
@workspace_option
@click.option(
    "--fail-on",
    metavar="STATE,…",
    callback=_states,
    help="Exit with 1 where an agreed link is in one of these states, as in: missing,lost.",
)
@click.pass_context
def status(ctx: click.Context, folder: Path, fail_on: frozenset[State]) -> None:
    """Show agreed links, what changed, and crawls.

    Each agreed link comes with its state and the reasons, those that need you first.
    """
    found = judged(folder)
    summary = found.summary()
    out = console()
    standings = (standing for state in summary.states for standing in state.standings.rows)
    out.print(standings_table("Agreed links", standings))
    out.print(changes_table(summary))
    out.print(crawls_table(summary))
    out.print(summary.headline)
    if any(state.standings.total and state.state in fail_on for state in summary.states):
        ctx.exit(FOUND)
