"""Partners and candidates out of an import → the workspace's own tables, added at their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from linkcrawl.agreements import AGREEMENTS_FILE, COLUMNS, Agreement, cells_of, load_agreements
from linkcrawl.candidates import (
    CANDIDATE_COLUMNS,
    CANDIDATES_FILE,
    CandidateRow,
    load_candidates,
)
from linkcrawl.spreadsheets import add_rows
from linkcrawl.vocabulary import Relation
from linkcrawl.workspace import Workspace


def keep_agreements(workspace: Workspace, rows: Sequence[Agreement]) -> Iterator[str]:
    """Add those that agreements.csv has not, and say what was done, in a line or two."""
    if not rows:
        return
    path = workspace.folder / AGREEMENTS_FILE
    known = {agreement.name for agreement in load_agreements(path).rows}
    new = {row.name: row for row in rows if row.name not in known}
    cells = [cells_of(row) for row in new.values()]
    lost = add_rows(path, COLUMNS, cells) if cells else ()
    yield from _said(path, len(new), len(rows), lost)


def keep_candidates(workspace: Workspace, rows: Sequence[CandidateRow]) -> Iterator[str]:
    """Add those that no file of the workspace names yet, and say what was done.

    Own sites, partners and competitors are no candidates.
    """
    if not rows:
        return
    path = workspace.folder / CANDIDATES_FILE
    candidates = {row.domain: Relation.CANDIDATE for row in load_candidates(path).rows}
    known = candidates | workspace.relations()
    new = {row.domain: row for row in rows if row.domain not in known}
    cells = [
        {"domain": row.domain, "source": row.source, "notes": row.notes} for row in new.values()
    ]
    lost = add_rows(path, CANDIDATE_COLUMNS, cells) if cells else ()
    yield from _said(path, len(new), len(rows), lost)


def _said(path: Path, new: int, all_: int, lost: Sequence[str]) -> Iterator[str]:
    yield f"{new} added to {path.name}, {all_ - new} known already"
    if lost:
        yield f"{path.name} has no column for {', '.join(lost)}: not kept"
