"""The judgement of a workspace's stored facts, which several commands print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from linkcrawl.cli.workspace import open_workspace
from linkcrawl.judge.run import Judgement, judge
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import crawls, events
from linkcrawl.workspace import Workspace
from reports.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace, its facts, and what is thought of them today."""

    workspace: Workspace
    db: Database
    judgement: Judgement
    today: date

    def summary(self) -> Summary:
        """What there is to print of it."""
        return summarise(
            self.judgement,
            events(self.db),
            crawls(self.db),
            self.workspace.config,
            self.today,
            self.workspace.problems,
        )


def judged(folder: Path) -> Judged:
    """Judge the stored facts of the workspace in *folder*."""
    workspace = open_workspace(folder)
    db = open_existing(workspace.database)
    today = datetime.now(UTC).date()
    return Judged(workspace, db, judge(db, workspace, today), today)
