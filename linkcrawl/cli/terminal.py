"""What may be printed on a terminal, and how tables look there."""

from __future__ import annotations

import unicodedata

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from linkcrawl.items import State

_STYLES = {
    State.LIVE: "green",
    State.CHANGED: "yellow",
    State.NO_CREDIT: "yellow",
    State.ELSEWHERE: "yellow",
    State.MISSING: "red",
    State.LOST: "bold red",
    State.PAGE_GONE: "bold red",
    State.OVERDUE: "red",
}
_PLAIN_WIDTH = 120


def shown(text: str) -> str:
    """*text* without what a terminal would obey: control and direction characters.

    >>> shown("a\\x1b[31mb\\u202ec\\nd")
    'a[31mbc d'
    """
    kept = (" " if character.isspace() else character for character in text)
    return "".join(c for c in kept if c.isprintable() and unicodedata.category(c) != "Cf")


def cell(text: str, style: str = "") -> Text:
    """A cell for text that somebody else wrote."""
    return Text(shown(text), style=style, overflow="fold")


def state_cell(state: State) -> Text:
    """A state in the colour that it deserves."""
    return Text(state.value, style=_STYLES.get(state, "dim"))


def table(title: str, *columns: str) -> Table:
    """An empty table whose cells may break lines."""
    found = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        found.add_column(column, overflow="fold")
    return found


def console() -> Console:
    """Standard output: as wide as the terminal, or wide enough to be read in a file."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)
