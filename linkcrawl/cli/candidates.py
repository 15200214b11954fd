"""linkcrawl candidates: sites worth considering, and from one of them to an agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import click

from linkcrawl.agreements import AGREEMENTS_FILE, COLUMNS, Agreement, cells_of
from linkcrawl.candidates import CandidateRow
from linkcrawl.cli.import_people import keep_candidates
from linkcrawl.cli.judged import Judged, judged
from linkcrawl.cli.terminal import cell, cells, console, table
from linkcrawl.cli.workspace import open_workspace, workspace_option
from linkcrawl.judge.candidates.acceptance import agreed_with, anchor_warning
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.judge.candidates.finding import Prospect
from linkcrawl.judge.candidates.findings import find_prospects
from linkcrawl.judge.candidates.pitches import confirmation
from linkcrawl.spreadsheets import add_rows
from linkcrawl.store.accepted import keep_accepted
from linkcrawl.store.database import open_existing
from linkcrawl.urls import domain_of, site_of
from reports.visible import readable_host, visible

_MOST_SHOWN = 3


@click.group()
def candidates() -> None:
    """Find sites worth considering, and accept some.

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


_OPTIONS = {
    "their_page": "Their page that is to hold the link to us; else the one that was proposed.",
    "our_target": "Our page that it leads to.",
    "our_page": "Our page that is to hold the link to them.",
    "their_target": "Their page that it leads to.",
    "anchor": "Words for their link; else our name.",
    "deadline": "Until when, as in 2026-12-31; else in 30 days.",
    "relationship": "As in agreements.csv; else exchange where both sides link, editorial else.",
}


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for name, help_ in reversed(_OPTIONS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, default="", help=help_)(command)
    return command


@candidates.command()
@workspace_option
@click.argument("domain", metavar="DOMAIN")
@_options
def accept(folder: Path, domain: str, **given: str) -> None:
    """Turn a candidate into an agreement.

    Writes the row into agreements.csv and prints a message that confirms it, for you to read and
    send. What the criteria say today is kept, to compare with later.
    """
    known = judged(folder)
    found = _candidate(known, domain)
    own, name = _own(known, found, given["our_target"])
    policy = known.workspace.config.policy
    agreed = agreed_with(found, given, policy, name, known.today)
    if not (agreed.our_target or agreed.their_target):
        raise click.UsageError(
            f"{found.domain}: no pages were proposed; name them: --their-page and --our-target,"
            " or --our-page and --their-target"
        )
    lost = add_rows(folder / AGREEMENTS_FILE, COLUMNS, [cells_of(agreed)])
    with closing(open_existing(known.workspace.database)) as db:
        keep_accepted(db, {found.domain: found.criteria}, known.today.isoformat())
    for failed in found.failed:
        click.echo(visible(f"It does not meet your criteria: {failed.sentence}"), err=True)
    if warning := anchor_warning(agreed, known.workspace.anchor_terms()[own]):
        click.echo(visible(warning), err=True)
    if lost:
        click.echo(f"{AGREEMENTS_FILE} has no column for {', '.join(lost)}: not kept", err=True)
    _print_confirmation(agreed, policy.language, name)


def _candidate(known: Judged, text: str) -> Candidate:
    try:
        domain = domain_of(text)
    except ValueError:
        domain = text
    for one in known.candidates:
        if one.domain == domain:
            return one
    names = ", ".join(one.domain for one in known.candidates[:10]) or "none"
    raise click.BadParameter(
        visible(f"{text!r} is no candidate; accepted: {names}"), param_hint="DOMAIN"
    )


def _own(known: Judged, found: Candidate, our_target: str) -> tuple[str, str]:
    """The own site that the agreement is for, and its name."""
    fits = (found.proposal.for_them, found.proposal.for_us)
    url = our_target or next(
        (one.target.url if one is fits[0] else one.host.url for one in fits if one), ""
    )
    sites = known.workspace.config.own
    own = next((site for site in sites if site.domain == site_of(url)), sites[0])
    return own.domain, next(iter(own.brands), own.domain)


def _print_confirmation(agreed: Agreement, language: str, name: str) -> None:
    draft = confirmation(agreed, language, name)
    click.echo(f"Added to {AGREEMENTS_FILE}. To confirm it, read, change and send:\n")
    if draft.to:
        click.echo(visible(f"To: {draft.to}"))
    click.echo(visible(f"Subject: {draft.subject}") + "\n")
    for line in draft.text.splitlines():
        click.echo(visible(line))
