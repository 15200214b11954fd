"""The suite's own run: every case crawled and judged, some a second time."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawling import crawl, judgement

from linkcrawl.demo.proxy import serve
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.run import Judgement
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import StoredEvent, events
from sites.cheats.case import Case, Expected
from sites.cheats.web import CheatWeb, write_workspace


@dataclass(frozen=True, slots=True)
class Run:
    """What linkcrawl says of each case after the first crawl, and after the second."""

    first: Mapping[str, Check]
    second: Mapping[str, Check]
    told: tuple[StoredEvent, ...]
    logs: tuple[str, ...]


def run_suite(folder: Path, cases: tuple[Case, ...]) -> Run:
    """Crawl all cases at once, then those again that have something later."""
    web = CheatWeb(cases)
    again = tuple(case for case in cases if case.later is not None)
    write_workspace(folder, cases)
    with serve(web) as proxy:
        try:
            log = crawl(folder, proxy.url)
            first = by_name(judgement(folder))
            _make_older(folder, again)
            web.later = True
            write_workspace(folder, again)
            logs = (log, crawl(folder, proxy.url))
            second = by_name(judgement(folder))
        finally:
            web.close()
    return Run(first, second, events(open_existing(folder / "linkcrawl.db")), logs)


def by_name(found: Judgement) -> dict[str, Check]:
    """The side of each agreement that its case is about."""
    return {
        one.agreement.partner.removesuffix(".example"): check
        for one in found.agreements
        if (check := one.ours if one.agreement.our_page else one.theirs)
    }


def facets(check: Check, expected: Expected) -> Expected:
    """A check in the words of an expectation, without the placement where it is not asked for."""
    placement = str(check.placement) if expected.placement else ""
    return Expected(
        check.state, str(check.fetch), check.presence, check.target, check.credit, placement
    )


def _make_older(folder: Path, cases: tuple[Case, ...]) -> None:
    """Let the visits so far have been made days ago, for the cases where days go by."""
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection, connection:
        for case in cases:
            connection.execute(
                "update visit set at = strftime('%Y-%m-%dT%H:%M:%SZ', at, ?) where page_id in"
                " (select page.id from page join site on site.id = site_id where domain = ?)",
                (f"-{case.days} days", case.host),
            )
