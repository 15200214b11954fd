"""linkcrawl merge: what other machines crawled, brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click
from filelock import FileLock, Timeout
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from linkcrawl.cli.workspace import workspace_option
from linkcrawl.store.database import DATABASE_FILE, open_database
from linkcrawl.store.merge import Merge, Merged
from linkcrawl.store.shard_file import shard_file
from reports.visible import visible


@click.command()
@workspace_option
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def merge(folder: Path, files: tuple[Path, ...]) -> None:
    """Take in what other machines crawled.

    FILE is the linkcrawl.db of a crawl of a share of the sites (`-a shard=2/8`), or a copy of
    it. One that still runs is merged as far as it got; the rest follows the next time. What was
    merged before is not merged again. Run `linkcrawl judge` or `linkcrawl report` afterwards.
    """
    for path, found in merged(folder, files):
        late = f"; {found.late:,} left out, seen here since" if found.late else ""
        click.echo(
            f"{visible(str(path))}: {found.visits:,} new visits in {found.crawls:,} crawls{late}"
        )


def merged(
    folder: Path, files: Sequence[Path], patience: float = 0
) -> Iterator[tuple[Path, Merged]]:
    """Merge databases into that of a workspace, and say of each what came in.

    Another merge is waited for as many seconds as *patience* says.
    """
    database = folder / DATABASE_FILE
    try:
        with (
            FileLock(f"{database}.merge.lock", timeout=patience),
            closing(open_database(database).conn) as connection,
        ):
            merging = Merge(connection)
            for path in files:
                with shard_file(path) as shard, _progress(path) as tell:
                    found = merging.add(shard, tell)
                yield path, found
    except Timeout:
        raise click.UsageError(f"{database}: another merge is under way") from None


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True, highlight=False)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(visible(str(path)), total=None)
        yield lambda done, all_: bar.update(task, completed=done, total=all_)
