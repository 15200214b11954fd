"""What there is to export of referrals, ranks and what another crawler saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from linkcrawl.cli.workspace import open_workspace
from linkcrawl.judge.backlinks.ranks import beside
from linkcrawl.judge.backlinks.referrals import beside_links
from linkcrawl.judge.backlinks.witness import witnessed_links
from linkcrawl.store.database import open_existing
from linkcrawl.store.ranks import all_ranks
from linkcrawl.store.read import links_to
from linkcrawl.store.referrals import referrals
from reports.export import Row, What
from reports.web_rows import rank_rows, referral_rows, witness_rows

WEB = (What.REFERRALS, What.RANKS, What.WITNESS)


@contextmanager
def web_rows(folder: Path, what: What) -> Iterator[Iterable[Row]]:
    """The rows to write, one of *WEB*."""
    workspace = open_workspace(folder)
    own = [site.domain for site in workspace.config.own]
    with closing(open_existing(workspace.database)) as db:
        if what is What.REFERRALS:
            yield referral_rows(beside_links(referrals(db), links_to(db, own)))
        elif what is What.WITNESS:
            yield witness_rows(witnessed_links(db, own))
        else:
            ranks = all_ranks(db)
            yield rank_rows(
                (beside(domain, rank, ranks.get(site)) for domain, rank in ranks.items()
                 for site in own),
                workspace.relations(),
            )  # fmt: skip
