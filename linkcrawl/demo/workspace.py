"""A workspace for the demo web: its configuration, its agreements, and what others found."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

IMPORTS = ("imports/search-console-top-linking-sites.csv", "imports/ahrefs-backlinks.csv")
# Days from today, so that a deadline is over or to come whenever the demo is run.
_DAYS = re.compile(r"\{([+-]\d+)\}")


def write_demo_workspace(folder: Path, today: date) -> None:
    """Write the files of the demo into *folder*: its own, and what others found, to be imported."""
    (folder / "imports").mkdir(parents=True, exist_ok=True)
    files = resources.files("linkcrawl.demo").joinpath("workspace")
    for name in ("linkcrawl.toml", "agreements.csv", *IMPORTS):
        text = files.joinpath(name).read_text(encoding="utf-8")
        (folder / name).write_text(at_day(text, today), encoding="utf-8")


def at_day(text: str, today: date) -> str:
    """Return *text* with its days from today as dates.

    >>> at_day("{-1},{+30}", date(2026, 3, 1))
    '2026-02-28,2026-03-31'
    """
    return _DAYS.sub(lambda days: str(today + timedelta(days=int(days[1]))), text)
