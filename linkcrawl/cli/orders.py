"""What is due in this workspace, for the machines that crawl it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from linkcrawl.orders import due_agreements, is_asked
from linkcrawl.schedule import Entry, Run
from linkcrawl.store.database import DATABASE_FILE, open_database
from linkcrawl.store.itinerary import due_backlinks
from linkcrawl.store.opinions import next_checks
from linkcrawl.workspace import load_workspace


def orders_of(folder: Path, entry: Entry) -> list[str] | None:
    """What nodes are told to visit; None where an entry wants nothing that only we know."""
    workspace = load_workspace(folder)
    today = datetime.now(UTC).date()
    with closing(open_database(folder / DATABASE_FILE)) as db:
        if entry.run is Run.BACKLINKS:
            return list(due_backlinks(db, workspace, today))
        if entry.run is Run.PARTNERS and is_asked(entry.arguments.get("due", "")):
            return due_agreements(workspace.agreements, next_checks(db), today.isoformat())
    return None
