"""Runs that have ended → their records, each with what speaks against it, kept in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from sqlite_utils import Database

from linkcrawl.judge.doubts import Doubt, DoubtKind, Outcome, doubts
from linkcrawl.judge.promises.agreements import CONFIRMED_AFTER
from linkcrawl.store.crawl_lock import is_under_way
from linkcrawl.store.doubted import take_back
from linkcrawl.store.run_facts import (
    SiteTally,
    answering,
    cut_off,
    runs_before,
    same_text,
    still_linking,
    tallies,
)
from linkcrawl.store.runs import Run, counted, runs, save_run, unsettled
from linkcrawl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DoubtfulRun:
    """A run whose facts count only for what it saw, and since when all runs like it are so."""

    run: Run
    doubts: tuple[Doubt, ...]
    since: str


def settle(db: Database, workspace: Workspace) -> None:
    """Work out the records of runs that have none yet, killed ones included.

    What a doubtful run did not see is taken back: it ends no link's period. A run that is still
    under way is left alone.
    """
    for crawl_id in unsettled(db):
        if is_under_way(workspace.database, crawl_id):
            continue
        run = counted(db, crawl_id)
        found = doubts(_outcome(db, workspace, run))
        save_run(db, replace(run, doubts=_written(found)))
        if found:
            take_back(db, crawl_id)


def doubts_of(run: Run) -> tuple[Doubt, ...]:
    """What speaks against a run, as its record has it."""
    return tuple(Doubt(DoubtKind(kind), figures) for kind, figures in json.loads(run.doubts))


def doubtful_runs(db: Database) -> tuple[DoubtfulRun, ...]:
    """The doubtful among the newest runs of each spider and share; a good one clears it."""
    of_kind: dict[tuple[str, str], list[Run]] = {}
    shares: dict[str, str] = {}
    for run in runs(db):
        # Where sites are dealt into another number of shares, those of before are over.
        _, _, number = run.share.partition("/")
        if shares.setdefault(run.spider, number) == number:
            of_kind.setdefault((run.spider, run.share), []).append(run)
    return tuple(
        DoubtfulRun(same[0], doubts_of(same[0]), streak[-1].started_at)
        for same in of_kind.values()
        if (streak := list(takewhile(doubts_of, same)))
    )


def _outcome(db: Database, workspace: Workspace, run: Run) -> Outcome:
    sites = [*tallies(db, [run.crawl_id])]
    asked = {site.domain for site in sites}
    before = runs_before(db, run)
    last: dict[str, SiteTally] = {}
    pages: dict[str, SiteTally] = {}
    for site in sorted(tallies(db, before), key=lambda each: each.crawl_id):
        if site.domain in asked:
            last[site.domain] = site
            if before[site.crawl_id]:
                pages[site.domain] = site
    own = [site.domain for site in workspace.config.own]
    linking = still_linking(db, run.crawl_id, own, [site.domain for site in sites if site.read])
    return Outcome(
        run,
        sites,
        last,
        {domain: site.read for domain, site in pages.items()},
        own,
        {agreement.partner for agreement in workspace.agreements},
        cut_off(db, run.crawl_id),
        answering(db, run.crawl_id),
        linking,
        same_text(db, run.crawl_id, [domain for domain, live in linking.items() if not live]),
        _confirms(run, [other for other in runs(db) if other.spider == run.spider]),
    )


def _confirms(run: Run, others: Sequence[Run]) -> bool:
    """True where runs have lost as many links without a break since a day before this one."""
    earlier = [o for o in others if o.crawl_id < run.crawl_id and o.share == run.share]
    same = [*takewhile(_lost_links, sorted(earlier, key=lambda each: -each.crawl_id))]
    if not same:
        return False
    began, now = (datetime.fromisoformat(each.started_at) for each in (same[-1], run))
    return now - began >= CONFIRMED_AFTER


def _lost_links(run: Run) -> bool:
    return any(doubt.kind is DoubtKind.LOST_LINKS for doubt in doubts_of(run))


def _written(found: Sequence[Doubt]) -> str:
    return json.dumps([[doubt.kind, dict(doubt.figures)] for doubt in found])
