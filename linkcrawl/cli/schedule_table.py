"""The schedule of a workspace as it stands: what ran, how it went, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from rich.table import Table

from linkcrawl.cli.terminal import cell, table
from linkcrawl.config import CONFIG_FILE, Config, load_config
from linkcrawl.schedule import Entry, Standing
from linkcrawl.store.database import DATABASE_FILE, open_database
from linkcrawl.store.schedule import standings


def schedule_table(found: Sequence[Standing], moment: datetime) -> Table | str:
    """The schedule with the last and the next run of each entry."""
    if not found:
        return f"Nothing is scheduled: {CONFIG_FILE} has no [[schedule]]."
    shown = table("Schedule", "what", "when", "last run", "how", "next run")
    for each in found:
        last, late = each.last, each.is_late(moment)
        shown.add_row(
            cell(each.entry.title),
            cell(each.entry.in_words),
            _minute(last.started),
            cell(last.outcome or ("running, or cut short" if last.started else "")),
            cell(f"{_minute(each.next)}{', late' if late else ''}", "bold red" if late else ""),
        )
    return shown


def now() -> datetime:
    """The moment on this machine's clock."""
    return datetime.now()


def schedule_of(folder: Path) -> list[Standing]:
    """How each entry of a workspace's schedule stands."""
    entries = {entry.title: entry for entry in entries_of(folder)}
    if not entries:
        return []
    with closing(open_database(folder / DATABASE_FILE)) as db:
        return standings(db, entries, now())


def entries_of(folder: Path) -> tuple[Entry, ...]:
    """The entries of a workspace's schedule."""
    config: Config = load_config(folder / CONFIG_FILE)
    return config.schedule


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
