"""linkcrawl status: agreements and what changed, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from linkcrawl.cli.judged import judged
from linkcrawl.cli.terminal import cell, console, state_cell, table
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.items import State
from linkcrawl.judge.agreements import Check
from linkcrawl.store.read import StoredCrawl, StoredEvent, crawls, events
from reports.wording import STATES

_MOST_EVENTS = 20
_MOST_CRAWLS = 5
_ORDER = tuple(STATES)
FOUND = 1


def _states(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[State]:
    words = [word.strip().lower() for word in (value or "").split(",") if word.strip()]
    if wrong := [word for word in words if word not in set(State)]:
        raise click.BadParameter(f"found {', '.join(wrong)}; accepted: {', '.join(State)}")
    return frozenset(map(State, words))


@click.command()
@workspace_option
@click.option(
    "--fail-on",
    metavar="STATE,…",
    callback=_states,
    help="Exit with 1 where an agreement is in one of these states, as in: missing,lost.",
)
@click.pass_context
def status(ctx: click.Context, folder: Path, fail_on: frozenset[State]) -> None:
    """Show each agreement with its state and why, what changed, and the last crawls."""
    found = judged(folder)
    done = crawls(found.db)
    out = console()
    out.print(agreements_table(found.checks()))
    out.print(events_table(events(found.db, since=done[0].started_at if done else "")))
    out.print(crawls_table(done))
    if any(check.state in fail_on for check in found.checks()):
        ctx.exit(FOUND)


def agreements_table(checks: Iterable[Check]) -> Table:
    """Every promise, where it was to be kept, its state and the reasons; the worst first."""
    found = table("Agreements", "partner", "whose link", "state", "placement", "page and why")
    for check in sorted(checks, key=lambda check: _ORDER.index(check.state)):
        promise = check.promise
        why = Text("\n").join(
            [cell(promise.page or "any page"), *(cell(reason, "dim") for reason in check.reasons)]
        )
        found.add_row(
            cell(promise.partner),
            promise.side.value,
            state_cell(check.state),
            check.placement.value if check.link else "",
            why,
        )
    return found


def events_table(changes: tuple[StoredEvent, ...]) -> Table | str:
    """What changed, the newest first."""
    if not changes:
        return "Nothing has changed since the crawl before the last.\n"
    found = table("What the last crawl saw change", "partner", "what", "where", "before", "after")
    for event in changes[:_MOST_EVENTS]:
        values = (event.partner, event.kind, event.source_url, event.before, event.after)
        found.add_row(*map(cell, values))
    if len(changes) > _MOST_EVENTS:
        found.caption = f"and {len(changes) - _MOST_EVENTS} more: linkcrawl export events"
    return found


def crawls_table(done: tuple[StoredCrawl, ...]) -> Table:
    """The last crawls, the newest first."""
    found = table("Crawls", "spider", "started", "ended", "how", "pages visited", "read")
    for crawl in done[:_MOST_CRAWLS]:
        found.add_row(
            cell(crawl.spider),
            crawl.started_at,
            crawl.ended_at,
            cell(crawl.outcome or "cut short, or still running"),
            str(crawl.visits),
            str(crawl.read),
        )
    return found
