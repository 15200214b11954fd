"""linkcrawl doctor: check the installation and the workspace."""

from __future__ import annotations

import os
from pathlib import Path

import click

from linkcrawl.cli.checkup import Finding, Level, examine
from linkcrawl.cli.scrapy_process import SETTINGS
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.fetch.browser import install_browser
from reports.visible import visible

_COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


@click.command()
@workspace_option
@click.option("--get-browser", is_flag=True, help="Only find a browser, or install one.")
@click.pass_context
def doctor(ctx: click.Context, folder: Path, get_browser: bool) -> None:
    """Check the installation and the workspace.

    Browser, database, configuration, agreements, candidates, the mail server, and the guard
    against private addresses: what works, what does not, and what to do. Sends no mail. Exits
    with 1 where something fails.
    """
    if get_browser:
        click.echo(install_browser())
        return
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", SETTINGS)
    failed = False
    for finding in examine(folder):
        _say(finding)
        failed |= finding.level is Level.FAIL
    ctx.exit(1 if failed else 0)


def _say(finding: Finding) -> None:
    """Print one finding, a line for each of its lines, as soon as it is known."""
    for line in finding.text.splitlines():
        level = click.style(f"{finding.level:<5}", fg=_COLOURS[finding.level])
        click.echo(f"{level} {finding.part}: {visible(line)}")
