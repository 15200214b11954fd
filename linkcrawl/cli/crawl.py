"""linkcrawl crawl: ``scrapy crawl`` in a workspace, from wherever one is."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from linkcrawl.cli.workspace import workspace_option
from linkcrawl.store.check import check_writable
from linkcrawl.workspace import load_workspace

SETTINGS = "linkcrawl.settings"


def scrapy_command(spider: str, arguments: Sequence[str] = ()) -> list[str]:
    """The command that runs a spider; -P keeps modules of the current folder out of it."""
    return [sys.executable, "-P", "-m", "scrapy", "crawl", spider, *arguments]


def scrapy_environment(folder: Path) -> dict[str, str]:
    """The environment in which Scrapy finds this project and a workspace."""
    return {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": SETTINGS,
        "LINKCRAWL_WORKSPACE": str(folder.absolute()),
    }


def _known(_: click.Context, __: click.Parameter, spider: str) -> str:
    os.environ["SCRAPY_SETTINGS_MODULE"] = SETTINGS
    spiders = SpiderLoader.from_settings(get_project_settings()).list()
    if spider not in spiders:
        raise click.BadParameter(f"found {spider!r}; accepted: {', '.join(sorted(spiders))}")
    return spider


@click.command(context_settings={"ignore_unknown_options": True})
@workspace_option
@click.argument("spider", callback=_known)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def crawl(folder: Path, spider: str, arguments: tuple[str, ...]) -> None:
    """Crawl what the workspace names.

    SPIDER is `partners`, which checks every agreement both ways and walks the partners' sites
    and yours, `own`, which walks your sites only, or `backlinks`, which looks whether imported
    links are there. The same as `scrapy crawl SPIDER` in the workspace; what follows is handed
    to Scrapy, for example -s LOG_LEVEL=DEBUG. A crawl that is stopped goes on when it is run
    again.
    """
    # Scrapy looks too, but tells more lines than the one that helps.
    check_writable(load_workspace(folder).database)
    if sys.stderr.isatty():
        # The progress shows how it goes; of the log, only what went wrong is wanted beside it.
        arguments = ("-s", "LOG_LEVEL=WARNING", *arguments)
    sys.stdout.flush()
    os.execve(sys.executable, scrapy_command(spider, arguments), scrapy_environment(folder))
