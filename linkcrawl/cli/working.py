"""What takes its time, said on a terminal while it does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(what: str) -> Iterator[None]:
    """Tells on standard error *what* is done and for how long it has been; gone at its end.

    Elsewhere than on a terminal nothing is said.
    """
    if not sys.stderr.isatty():
        yield
        return
    # Not loaded by those who import this and are done before.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(what, total=None)
        yield
