"""linkcrawl judge: opinions again, out of stored facts."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from linkcrawl.cli.tables import relationships_table, states_table
from linkcrawl.cli.terminal import console
from linkcrawl.cli.working import working
from linkcrawl.cli.workspace import open_workspace, today, workspace_option
from linkcrawl.garbage import let_garbage_wait
from linkcrawl.judge import run
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import open_existing
from reports.doubts import doubt_lines
from reports.headline import headline
from reports.standing import standings_of, state_lists


@click.command()
@workspace_option
def judge(folder: Path) -> None:
    """Judge stored facts again, without a crawl.

    After a change of agreements.csv or linkcrawl.toml, for example. Shows how many agreed links
    are in which state, and each relationship with its verdict: keep, fix, remove or watch.
    """
    let_garbage_wait()
    workspace, day = open_workspace(folder), today()
    with closing(open_existing(workspace.database)) as db, working("Judging what is stored"):
        found = run.judge(db, workspace, day)
        crawled = bool(crawls(db))
    standings = [side for one in found.agreements for side in standings_of(one)]
    out = console()
    out.print(states_table(state_lists(standings, len(standings))))
    out.print(relationships_table(found.relationships))
    for line in doubt_lines(found.doubtful):
        out.print(line, style="yellow", markup=False)
    out.print(headline(standings, crawled))
