"""linkcrawl init: start a workspace."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from linkcrawl.agreements import AGREEMENTS_FILE
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.config import CONFIG_FILE

STARTER_FILES = (CONFIG_FILE, AGREEMENTS_FILE, "scrapy.cfg", "datasette.yaml")


@click.command()
@workspace_option
def init(folder: Path) -> None:
    """Start a workspace with files to fill in.

    Writes linkcrawl.toml, agreements.csv, scrapy.cfg, and datasette.yaml to look at the
    database with Datasette. Those that are there already are left as they are.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in STARTER_FILES:
            click.echo(f"{folder / name}: {_write(folder / name)}")
    except OSError as error:
        raise click.BadParameter(f"{folder}: {error.strerror}", param_hint="--workspace") from None
    click.echo(
        f"Next: put your site into {CONFIG_FILE} and your partners into {AGREEMENTS_FILE},"
        " then run `scrapy crawl partners` there."
    )


def _write(path: Path) -> str:
    text = resources.files("linkcrawl.starter").joinpath(path.name).read_text("utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        return "left as it is"
    return "written"
