"""How an import is getting on: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

import click
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from linkcrawl.imports.rows import Part
from reports.visible import visible

# Rows between two lines where there is no terminal.
_LINE = 200_000


class ImportProgress:
    """Tells on standard error which part is read and how far."""

    def __init__(self) -> None:
        console = Console(stderr=True, highlight=False)
        self._bar = _bar(console, self._look) if console.is_terminal else None
        self._task = TaskID(0)
        self._part: Part | None = None
        self._rows = 0

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, part: Part) -> None:
        """From now on *part* is read."""
        self._part, self._rows = part, 0
        if self._bar:
            name, size = visible(part.name), part.path.stat().st_size
            self._task = self._bar.add_task(name, total=size, rows="")

    def row(self) -> None:
        """One more row of it was read."""
        self._rows += 1
        if not self._bar and not self._rows % _LINE and self._part:
            click.echo(f"{visible(self._part.name)}: {self._rows:,} rows", err=True)

    def storing(self) -> None:
        """All was read, and is being stored."""
        if self._bar and self._part:
            rows = f"storing {self._rows:,} rows"
            self._bar.update(self._task, completed=self._part.path.stat().st_size, rows=rows)
            self._part = None
        elif self._rows >= _LINE and self._part:
            click.echo(f"{visible(self._part.name)}: storing {self._rows:,} rows", err=True)

    def end(self) -> None:
        """It is done with."""
        if self._bar:
            self._bar.remove_task(self._task)

    def _look(self) -> None:
        # A part may be closed while it is looked at.
        with suppress(ValueError):
            if self._bar and self._part and self._bar.tasks:
                position, rows = self._part.position, f"{self._rows:,} rows" if self._rows else ""
                self._bar.update(self._task, completed=position, rows=rows)


class _Bar(Progress):
    """A bar that looks for itself: of some files much is read before the first row comes."""

    look: Callable[[], None] | None = None

    def get_renderables(self) -> Iterable[RenderableType]:
        if self.look:
            self.look()
        return super().get_renderables()


def _bar(console: Console, look: Callable[[], None]) -> Progress:
    bar = _Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    bar.look = look
    return bar
