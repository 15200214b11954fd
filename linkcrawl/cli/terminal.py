"""Tables on a terminal, safe to print whatever a page said."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from linkcrawl.judge.verdicts.relationship import Verdict
from linkcrawl.vocabulary import State
from reports.visible import visible

_STYLES = {
    State.LOST: "bold red",
    State.PAGE_GONE: "bold red",
    State.OVERDUE: "red",
    State.MISSING: "red",
    State.NO_CREDIT: "yellow",
    State.CHANGED: "yellow",
    State.ELSEWHERE: "yellow",
    State.REVIEW: "yellow",
    State.LIVE: "green",
}
_VERDICTS = {Verdict.REMOVE: "bold red", Verdict.FIX: "yellow", Verdict.KEEP: "green"}
_PLAIN_WIDTH = 120
_LONGEST = 200


def cell(text: str, style: str = "") -> Text:
    """A cell for text that somebody else wrote: nothing in it that a terminal would obey.

    What is too long loses its end; an address its middle.

    >>> len(cell("spring " * 40)), cell("https://example.com/" + "a" * 300 + "/end").plain[-5:]
    (196, 'a/end')
    """
    return Text(visible(text, _LONGEST, keep="start" if " " in text else "both"), style=style)


def cells(*texts: Text) -> Text:
    """Several cells below each other in one; empty ones are left out."""
    return Text("\n").join(filter(None, texts))


def state_cell(state: State) -> Text:
    """A state in the colour that it deserves."""
    return Text(state.value, style=_STYLES.get(state, "dim"))


def verdict_cell(verdict: Verdict) -> Text:
    """A verdict in the colour that it deserves."""
    return Text(verdict.value, style=_VERDICTS.get(verdict, "dim"))


def table(title: str, *columns: str) -> Table:
    """An empty table whose cells break where they have to, even in long addresses."""
    found = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        found.add_column(column, overflow="fold")
    return found


def console() -> Console:
    """Standard output: as wide as the terminal, or wide enough to be read in a file."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)
