"""What is kept of Common Crawl's ranks and of counted visits, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from linkcrawl.ranks import Ranks
from linkcrawl.referrals import Visits
from linkcrawl.store.ranks import save_ranks
from linkcrawl.store.referrals import save_visits


def keep_ranks(db: Database, import_id: int, found: Sequence[Ranks]) -> list[str]:
    """Keep the ranks of releases; a line for each."""
    save_ranks(db, import_id, found)
    return [f"{len(r.found):,} of {r.of:,} ranked sites kept: {r.release}" for r in found]


def keep_visits(db: Database, import_id: int, found: Sequence[Visits]) -> list[str]:
    """Keep the visits that files count; a line for each."""
    save_visits(db, import_id, found)
    return [
        f"{v.total:,} visits that {len({r.source for r in v.referrals}):,} sites sent"
        for v in found
    ]
