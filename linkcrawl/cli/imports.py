"""linkcrawl import: what others found, out of their exports."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click
from rich.table import Table

from linkcrawl.agreements import Agreement
from linkcrawl.candidates import CandidateRow
from linkcrawl.claims import Claim, Disavowed, DomainFigure
from linkcrawl.cli.import_file import Importer, Outcome
from linkcrawl.cli.import_progress import ImportProgress
from linkcrawl.cli.terminal import cell, cells, console, table
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.config import Config
from linkcrawl.imports.registry import BY_NAME
from linkcrawl.ranks import Ranks
from linkcrawl.referrals import Visits
from linkcrawl.urls import domain_of
from linkcrawl.witness import Reading
from reports.visible import visible

_WRONG_USE = 2
_WORDS: dict[type, str] = {
    Claim: "links",
    DomainFigure: "figures of sites",
    Disavowed: "disavowed",
    Agreement: "agreements",
    CandidateRow: "candidates",
    Ranks: "file of ranks",
    Reading: "pages that another crawler read",
    Visits: "count of visits",
}


@click.command("import")
@workspace_option
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--as",
    "form",
    type=click.Choice(list(BY_NAME), case_sensitive=False),
    metavar="FORMAT",
    help="What the files are, where linkcrawl does not see it: " + ", ".join(BY_NAME) + ".",
)
@click.option(
    "--site",
    metavar="DOMAIN",
    default="",
    help="Which of your sites the files are about, where they do not say it.",
)
@click.option(
    "--release",
    metavar="NAME",
    default="",
    help="Which release of Common Crawl the files are of, where their names do not say it.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Of Common Crawl's ranks keep those of all sites, in a file of some gigabytes.",
)
@click.pass_context
def import_(
    ctx: click.Context,
    folder: Path,
    files: tuple[str, ...],
    form: str,
    site: str,
    release: str,
    everything: bool,
) -> None:
    """Take in what others found or counted.

    Files are recognised by what is in them: exports of Search Console, Bing, Ahrefs, Semrush,
    Majestic, Moz, BuzzStream and Screaming Frog, disavow files, lists, Common Crawl's ranks,
    graph and WAT records, access logs, Google Analytics 4. What they say is kept with its
    source, apart from what linkcrawl sees itself.
    """
    workspace = open_workspace(folder)
    own_site = _own_site(workspace.config, site)
    with (
        ImportProgress() as progress,
        closing(
            Importer(workspace, progress, form or "", own_site, release, everything)
        ) as importer,
    ):
        outcomes = [outcome for name in files for outcome in importer.file(Path(name))]
    for line in _complaints(outcomes):
        click.echo(visible(line), err=True)
    if any(outcome.title for outcome in outcomes):
        console().print(_summary(outcomes))
    if any(outcome.problem for outcome in outcomes):
        ctx.exit(_WRONG_USE)


def _own_site(config: Config, site: str) -> str:
    own = [own.domain for own in config.own]
    try:
        found = domain_of(site) if site else ""
    except ValueError:
        found = site
    if found and found not in own:
        raise click.BadParameter(f"found {site}; accepted: {', '.join(own)}", param_hint="--site")
    return found


def _complaints(outcomes: Iterable[Outcome]) -> Iterable[str]:
    for outcome in outcomes:
        for row in outcome.bad_rows:
            yield f"{outcome.name}, line {row.line}: {row.why}"
        if outcome.bad > len(outcome.bad_rows):
            yield f"{outcome.name}: and {outcome.bad - len(outcome.bad_rows):,} more bad rows"
        if outcome.problem:
            yield outcome.problem


def _summary(outcomes: Iterable[Outcome]) -> Table:
    found = table("Imported", "file", "what it is", "taken", "bad rows", "notes")
    for outcome in outcomes:
        taken = [f"{count:,} {_WORDS[kind]}" for kind, count in outcome.taken.items() if count]
        left_out = [f"{count:,} left out: {why}" for why, count in outcome.left_out.items()]
        stopped = ["broke off"] if outcome.problem and outcome.title else []
        found.add_row(
            cell(outcome.name),
            cell(outcome.title or "not known"),
            cells(*map(cell, taken)),
            cell(f"{outcome.bad:,}" if outcome.bad else ""),
            cells(*map(cell, [*outcome.notes, *left_out, *stopped])),
        )
    return found
