"""linkcrawl candidates: sites worth considering, and from one of them to an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from linkcrawl.candidates import CandidateRow
from linkcrawl.cli.import_people import keep_candidates
from linkcrawl.cli.terminal import cell, cells, console, table
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.judge.finding import Prospect
from linkcrawl.judge.findings import find_prospects
from linkcrawl.store.database import open_existing
from reports.visible import readable_host

_MOST_SHOWN = 3


@click.group()
def candidates() -> None:
    """Find sites worth considering, and accept one as a partner.

    find adds sites to candidates.csv; `scrapy crawl candidates` reads them, and the report and
    `linkcrawl export candidates` say how they stand against your criteria.
    """


@candidates.command()
@workspace_option
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many to add at most, those first to which most leads.",
)
def find(folder: Path, most: int) -> None:
    """Propose candidates from what is known.

    Sites that your partners, or pages that link to competitors, link to in content; sites that you
    link to and that do not link back; members of associations and entries of directories; sites
    that several friends of competitors link to. Competitors and their sister sites, platforms and
    sites that you know already are left out. What stands in candidates.csv stays as it is.
    """
    workspace = open_workspace(folder)
    with closing(open_existing(workspace.database)) as db:
        found = find_prospects(db, workspace)
    if not found:
        click.echo("Nothing that is known leads to a site that you do not know yet.")
        return
    chosen = found[:most]
    _print(chosen)
    rows = [CandidateRow(one.domain, one.words) for one in chosen]
    for line in keep_candidates(workspace, rows):
        click.echo(line)
    if len(found) > most:
        click.echo(f"{len(found) - most} more were found: --most adds them")


def _print(found: Sequence[Prospect]) -> None:
    shown = table("Worth considering", "site", "what led to it", "for example")
    for one in found:
        urls = [url for urls in one.trails.values() for url in urls[:1]]
        words = cells(*(cell(trail) for trail in one.trails))
        shown.add_row(cell(readable_host(one.domain)), words, cells(*map(cell, urls[:_MOST_SHOWN])))
    console().print(shown)
