"""What there is to export of what others say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from linkcrawl.cli.workspace import open_workspace
from linkcrawl.store.claims import all_claims, all_figures
from linkcrawl.store.database import open_existing
from reports.claims import claim_rows, figure_rows
from reports.export import Row, What

CLAIMED = (What.CLAIMS, What.FIGURES)


@contextmanager
def claimed_rows(folder: Path, what: What) -> Iterator[Iterable[Row]]:
    """The rows to write, one of *CLAIMED*; they are read while they are written."""
    with closing(open_existing(open_workspace(folder).database)) as db:
        yield claim_rows(all_claims(db)) if what is What.CLAIMS else figure_rows(all_figures(db))
