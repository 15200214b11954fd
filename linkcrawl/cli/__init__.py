"""The command line: the one place that knows all rooms. It asks, prints, and decides nothing."""

from __future__ import annotations

from importlib import import_module
from typing import IO

import click

from linkcrawl.agreements import AgreementError
from linkcrawl.config import ConfigError, workspace_folder
from linkcrawl.store.database import StoreError

# Each is a module here that has a command of its name.
_COMMANDS = (
    "init",
    "demo",
    "doctor",
    "import",
    "crawl",
    "status",
    "report",
    "mail",
    "judge",
    "export",
    "inspect",
    "candidates",
    "schedule",
    "merge",
    "backup",
    "prune",
)

# "import" is a word of Python's: its module and its function can't be called so.
_ELSEWHERE = {"import": ("imports", "import_")}


class WrongInput(click.ClickException):
    """Something of the user's can't be used: exit code 2, one line for each mistake."""

    exit_code = 2

    def show(self, file: IO[str] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=True)


class Commands(click.Group):
    """The commands, each loaded when it is asked for; mistakes in files have no traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _ELSEWHERE.get(cmd_name, (cmd_name, cmd_name))
        command = getattr(import_module(f"linkcrawl.cli.{module}"), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ConfigError, AgreementError, StoreError) as error:
            raise WrongInput(str(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="linkcrawl")
@click.option(
    "--workspace",
    metavar="DIR",
    help="The folder to work in; else LINKCRAWL_WORKSPACE, else this one.",
)
@click.pass_context
def main(ctx: click.Context, workspace: str | None) -> None:
    """Keep link partnerships honest: who links, where, how, and what to do about it.

    Exit code 0: done. 1: found what you asked to be told of. 2: wrong use or wrong input.
    """
    ctx.obj = workspace_folder(workspace)
