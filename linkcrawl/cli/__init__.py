"""The command line: the one place that knows all rooms. It asks, prints, and decides nothing."""

from __future__ import annotations

from typing import IO

import click

from linkcrawl.folder import workspace_folder
from linkcrawl.garbage import load
from linkcrawl.unusable import UnusableError

# Each is a module here that has a command of its name. What the command says of itself in a line
# stands here too, since loading all of them takes seconds.
_COMMANDS = {
    "init": "Start a workspace with files to fill in.",
    "demo": "Show everything on a built-in web.",
    "doctor": "Check the installation and the workspace.",
    "import": "Take in what others found or counted.",
    "crawl": "Crawl what the workspace names.",
    "status": "Show agreements, relationships and what changed.",
    "report": "Write the HTML report.",
    "mail": "Mail the report's summary.",
    "judge": "Judge stored facts again, without a crawl.",
    "export": "Write out links, agreements, events or others.",
    "inspect": "Show every link of a page, and why.",
    "candidates": "Find sites worth considering, and accept some.",
    "schedule": "Show what runs when, and how it went.",
    "merge": "Take in what other machines crawled.",
    "backup": "Copy the database, also while crawls run.",
    "prune": "Give up old history that nothing rests on.",
}

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
        command = getattr(load(f"linkcrawl.cli.{module}"), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except UnusableError as error:
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
