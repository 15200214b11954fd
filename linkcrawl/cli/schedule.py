"""linkcrawl schedule: run it unattended, whichever clock there is."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import click
from filelock import FileLock, Timeout

from linkcrawl.cli.deal import Deal
from linkcrawl.cli.schedule_table import entries_of, now, schedule_of, schedule_table
from linkcrawl.cli.scheduled_runs import ScheduledRuns
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.config import CONFIG_FILE, load_config
from linkcrawl.fetch.browser import REMOTE
from linkcrawl.schedule import crontab, systemd_units
from linkcrawl.store.database import DATABASE_FILE

# What a run needs from the environment that a clock does not pass on.
_PASSED_ON = (
    *("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "LINKCRAWL_BROWSER", REMOTE),
    *("LINKCRAWL_ALLOW_ADDRESSES", "LINKCRAWL_LOG_FORMAT"),
)


@click.group(invoke_without_command=True)
@workspace_option
@click.pass_context
def schedule(ctx: click.Context, folder: Path) -> None:
    """Show what runs when, and how it went.

    One of three clocks begins what is due: `schedule run` (a process that stays), a systemd
    timer (`schedule systemd`), or cron (`schedule cron`).
    """
    if ctx.invoked_subcommand is None:
        console().print(schedule_table(schedule_of(folder), now()))


@schedule.command()
@workspace_option
@click.pass_context
def due(ctx: click.Context, folder: Path) -> None:
    """Run what is due now, one after the other, and end.

    A run that was missed is made up for once. What is still running is left alone. Exits with
    1 where a run failed.
    """
    ctx.exit(0 if ScheduledRuns(folder).run_due() else 1)


@schedule.command()
@workspace_option
def run(folder: Path) -> None:
    """Stay, and run what is due when it is due.

    Ends when it is interrupted or told to, and what it runs with it.
    """
    runs = ScheduledRuns(folder)
    signal.signal(signal.SIGTERM, runs.end)
    click.echo(f"Looking after {len(entries_of(folder))} entries of the schedule.")
    runs.stay()


@schedule.command()
@workspace_option
@click.argument("name")
@click.pass_context
def deal(ctx: click.Context, folder: Path, name: str) -> None:
    """Deal the shares of an entry to the nodes, now, and merge what they find.

    NAME is that of an entry with `shards`. Exits with 1 where a share was not crawled to its end.
    """
    config = load_config(folder / CONFIG_FILE)
    dealt = {entry.title: entry for entry in config.schedule if entry.shards}
    if name not in dealt:
        raise click.BadParameter(f"found {name!r}; accepted: {', '.join(dealt) or 'none yet'}")
    try:
        # Two dealers would cancel each other's jobs.
        with FileLock(folder / f"{DATABASE_FILE}.dealt-{dealt[name].run}.lock", timeout=0):
            done = Deal(folder, config, dealt[name]).run()
    except Timeout:
        raise click.UsageError(f"{dealt[name].run}: is being dealt already") from None
    ctx.exit(0 if done else 1)


@schedule.command()
@workspace_option
def cron(folder: Path) -> None:
    """Print the line for a crontab."""
    click.echo(crontab(_executable(), str(folder.absolute())))


@schedule.command()
@workspace_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    default=Path(),
    help="Where to write the units; else the current folder.",
)
def systemd(folder: Path, output: Path) -> None:
    """Write the service and the timer for systemd, and say how to start them."""
    environment = {name: os.environ[name] for name in _PASSED_ON if os.environ.get(name)}
    output.mkdir(parents=True, exist_ok=True)
    units = systemd_units(_executable(), str(folder.absolute()), environment)
    for name, text in units.items():
        unit = output / name
        # For nobody else's eyes: the address of a proxy may have a password in it.
        unit.touch(mode=0o600)
        unit.chmod(0o600)
        unit.write_text(text, "utf-8")
        click.echo(unit)
    click.echo(
        "Copy both to ~/.config/systemd/user/, then:\n"
        "  systemctl --user daemon-reload\n"
        "  systemctl --user enable --now linkcrawl.timer\n"
        "  loginctl enable-linger    # so that it runs while you are logged out"
    )


def _executable() -> str:
    return shutil.which("linkcrawl", path=str(Path(sys.executable).parent)) or "linkcrawl"
