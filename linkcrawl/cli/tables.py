"""Opinions as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

from linkcrawl.cli.terminal import cell, cells, state_cell, table, verdict_cell
from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from reports.visible import readable_host, readable_url

if TYPE_CHECKING:
    from reports.events import Change
    from reports.standing import Standing, StateList
    from reports.summary import Summary

_MOST_CHANGES = 20
_MOST_RELATIONSHIPS = 40
# What asks for most comes first.
_VERDICTS = (Verdict.REMOVE, Verdict.FIX, Verdict.WATCH, Verdict.KEEP)
_MOST_CRAWLS = 5


def states_table(states: Iterable[StateList]) -> Table:
    """How many agreed links are in which state, on either side."""
    found = table("Agreed links", "state", "theirs", "ours", "what it means")
    for row in states:
        if row.standings.total:
            found.add_row(state_cell(row.state), str(row.theirs), str(row.ours), row.meaning)
    return found


def standings_table(title: str, standings: Iterable[Standing]) -> Table:
    """Each agreed link with the page to open, its state, and why."""
    found = table(title, "state", "agreed link", "why")
    for standing in standings:
        link = cells(cell(standing.heading), cell(readable_url(standing.page), "dim"))
        why = cells(*map(cell, standing.check.reasons))
        found.add_row(state_cell(standing.check.state), link, why)
    return found


def relationships_table(found: Iterable[Relationship]) -> Table | str:
    """Each relationship with its verdict and the strongest reason: what goes first, keeps last."""
    rows = sorted(found, key=lambda one: (_VERDICTS.index(one.verdict), one.other, one.own))
    if not rows:
        return "There are no links between your sites and others yet.\n"
    own = len({one.own for one in rows}) > 1
    shown = table("Relationships", "verdict", "site", "reciprocity", "strongest reason")
    for one in rows[:_MOST_RELATIONSHIPS]:
        mine = cell(f"with {readable_host(one.own)}", "dim") if own else cell("")
        site = cells(cell(readable_host(one.other)), mine)
        shown.add_row(
            verdict_cell(one.verdict), site, one.reciprocity.replace("_", " "), cell(one.reasons[0])
        )
    if len(rows) > _MOST_RELATIONSHIPS:
        shown.caption = f"All {len(rows)} of them: linkcrawl export relationships"
        shown.caption_justify = "left"
    return shown


def changes_table(summary: Summary) -> Table | str:
    """What changed since the crawl before the last, the newest first."""
    changes = summary.changes
    if not changes.total:
        return "Nothing has changed since the crawl before the last.\n"
    found = table("What changed", "partner", "what", "where")
    for change in changes.rows[:_MOST_CHANGES]:
        others = f"and {len(change.others)} more pages" if change.others else ""
        where = cells(cell(_where(change), "dim"), cell(others, "dim"))
        found.add_row(cell(readable_host(change.partner)), cell(change.words), where)
    if changes.total > _MOST_CHANGES:
        found.caption = "All of them: linkcrawl export events"
        found.caption_justify = "left"
    return found


def _where(change: Change) -> str:
    """The page that a change happened on: where a link that moved is now."""
    named = dict(change.urls)
    return readable_url(named.get("on") or named.get("now", ""))


def crawls_table(summary: Summary) -> Table:
    """The last crawls, the newest first."""
    found = table("Crawls", "spider", "started", "ended", "how", "pages visited", "read")
    for crawl in summary.crawls.rows[:_MOST_CRAWLS]:
        found.add_row(
            cell(crawl.spider),
            _minute(crawl.started_at),
            _minute(crawl.ended_at),
            cell(crawl.outcome or "cut short, or still running"),
            str(crawl.visits),
            str(crawl.read),
        )
    return found


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")
