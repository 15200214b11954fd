"""What a crawl that was cut short may leave behind: nothing that is not true of its web."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawling import judgement

from linkcrawl.store.database import copy_database, open_existing
from linkcrawl.store.read import all_links, events
from linkcrawl.vocabulary import State
from linkcrawl.workspace import load_workspace

# A cut crawl may not have come so far as to see these, nor may it say them of its own accord.
_ACCUSING = {State.LOST, State.MISSING, State.PAGE_GONE, State.OVERDUE, State.NO_CREDIT}


@dataclass(frozen=True, slots=True)
class Told:
    """All that a workspace says: states by agreement and side, links by page, events."""

    states: Mapping[tuple[str, ...], State]
    links: Mapping[str, frozenset[tuple[str, ...]]]
    events: Counter[tuple[str, ...]]


def told(workspace: Path) -> Told:
    """Judge a workspace, and gather what it says."""
    states = {
        (one.agreement.partner, one.agreement.their_page, one.agreement.our_page, side): check.state
        for one in judgement(workspace).agreements
        for side, check in (("theirs", one.theirs), ("ours", one.ours))
        if check
    }
    own = {site.domain for site in load_workspace(workspace).config.own}
    db = open_existing(workspace / "linkcrawl.db")
    with closing(db.conn):
        links: dict[str, set[tuple[str, ...]]] = {}
        for link in all_links(db):
            if link.live:
                # Links between others are placed from memory, which depends on the way there.
                ours = own & {link.source_domain, link.target_domain}
                known = (link.target_url, link.anchor_text, link.rel, link.presence)
                known += (link.placement,) if len(ours) == 1 else ()
                links.setdefault(link.source_url, set()).add(known)
        happened = Counter(
            (e.kind, e.partner, e.source_url, e.target_url, e.before, e.after)
            for e in events(db)
            # A verdict may turn with every page that is read.
            if e.kind != "verdict"
        )
    return Told(states, {page: frozenset(held) for page, held in links.items()}, happened)


def copy_of(workspace: Path, folder: Path) -> Path:
    """Copy a workspace into a new *folder*: its database by SQLite, which may have it open."""
    shutil.copytree(workspace, folder, ignore=shutil.ignore_patterns("linkcrawl.db*"))
    db = open_existing(workspace / "linkcrawl.db")
    with closing(db.conn):
        copy_database(db, folder / "linkcrawl.db")
    return folder


def killed(process: subprocess.Popen[str], seconds: float) -> bool:
    """Kill a crawl after so many seconds; False where it had ended by then."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode == -signal.SIGKILL


def untrue(workspace: Path, before: Told, after: Told) -> Iterator[str]:
    """What a workspace has wrong whose crawl was cut short between *before* and *after*."""
    yield from damaged(workspace)
    found = told(workspace)
    for page, links in found.links.items():
        if links not in (before.links.get(page), after.links.get(page)):
            yield f"{page}: half read"
    for side, state in found.states.items():
        if state in _ACCUSING and state not in (before.states.get(side), after.states[side]):
            yield f"{side}: {state}, was {before.states.get(side)}, is {after.states[side]}"
    yield from (f"not true: {event}" for event in found.events - after.events)


def unfinished(workspace: Path, after: Told) -> Iterator[str]:
    """What a workspace lacks, or has too much of, whose crawl was taken up until its end."""
    yield from damaged(workspace)
    found = told(workspace)
    for side, state in after.states.items():
        if found.states[side] is not state:
            yield f"{side}: {found.states[side]}, is {state}"
    for page in found.links.keys() | after.links.keys():
        if found.links.get(page) != after.links.get(page):
            differ = found.links.get(page, frozenset()) ^ after.links.get(page, frozenset())
            yield f"{page}: {sorted(differ)}"
    yield from (f"not told: {event}" for event in after.events - found.events)
    yield from (f"told again: {event}" for event in found.events - after.events)


def damaged(workspace: Path) -> Iterator[str]:
    """What SQLite, and the rule of one visit a page, say against a database."""
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        if (check := connection.execute("pragma integrity_check").fetchall()) != [("ok",)]:
            yield f"integrity: {check}"
        for url, count in connection.execute(
            "select url, count(*) from visit join page on page.id = page_id"
            " group by crawl_id, page_id having count(*) > 1"
        ):
            yield f"{url}: visited {count} times"
