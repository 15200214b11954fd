"""What `linkcrawl export disavow` writes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TextIO

import click

from linkcrawl.cli.judged import Judged, judged
from linkcrawl.judge.verdicts.disavow import Disavowal, disavowal, friends_of
from linkcrawl.store.claims import disavowed
from linkcrawl.store.database import open_existing
from reports.disavow import disavow_text

DISAVOW = "disavow"


def write_disavow(
    folder: Path, site: str | None, opened: Callable[[], AbstractContextManager[TextIO]]
) -> None:
    """Write the file for one own site, and tell on standard error what is in it."""
    known = judged(folder)
    found = _found(known, _own(known, site))
    text, unfit = disavow_text(found, known.today)
    with opened() as file:
        file.write(text)
    told = f"{found.own}: {len(found.entries) - unfit} sites to disavow"
    click.echo(told if not unfit else f"{told}; {unfit} more do not fit Google's limits", err=True)


def _own(known: Judged, site: str | None) -> str:
    own = [each.domain for each in known.workspace.config.own]
    if site is None and len(own) == 1:
        return own[0]
    if site not in own:
        found = f"found {site!r}" if site else "missing"
        raise click.BadParameter(f"{found}; accepted: {', '.join(own)}", param_hint="--site")
    return site


def _found(known: Judged, own: str) -> Disavowal:
    config, judgement = known.workspace.config, known.judgement
    sites = (each.domain for each in config.own)
    friends = friends_of(sites, config.policy.protected, judgement.agreements)
    with closing(open_existing(known.workspace.database)) as db:
        before = disavowed(db, own)
    return disavowal(own, judgement.relationships, judgement.links_in, friends, before)
