"""The workspace that a command acts on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from linkcrawl.folder import workspace_folder
from linkcrawl.workspace import Workspace, load_workspace
from reports.visible import visible


def _chosen(ctx: click.Context, _: click.Parameter, value: str | None) -> Path:
    folder = workspace_folder(value) if value else ctx.find_root().obj
    return folder if isinstance(folder, Path) else workspace_folder()


def workspace_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let *command* be told its workspace after its name too; it gets a Path, ``folder``."""
    return click.option(
        "--workspace",
        "folder",
        metavar="DIR",
        callback=_chosen,
        help="The folder to work in; else LINKCRAWL_WORKSPACE, else this one.",
    )(command)


def open_workspace(folder: Path) -> Workspace:
    """The workspace in *folder*; rows that can't be used are named on standard error."""
    workspace = load_workspace(folder)
    for problem in workspace.problems:
        click.echo(visible(problem), err=True)
    return workspace


def today() -> date:
    """The day on which a command judges."""
    return datetime.now(UTC).date()
