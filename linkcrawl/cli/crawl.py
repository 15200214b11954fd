"""linkcrawl crawl: ``scrapy crawl`` in a workspace, from wherever one is."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click

from linkcrawl.cli.scrapy_process import scrapy_command, scrapy_environment
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.settings import SPIDER_MODULES
from linkcrawl.store.check import check_writable
from linkcrawl.workspace import load_workspace


def spiders() -> list[str]:
    """The names of the spiders, each that of its module: loading them takes a second."""
    packages = map(import_module, SPIDER_MODULES)
    return sorted(module.name for package in packages for module in iter_modules(package.__path__))


def _known(_: click.Context, __: click.Parameter, spider: str) -> str:
    if spider not in (accepted := spiders()):
        raise click.BadParameter(f"found {spider!r}; accepted: {', '.join(accepted)}")
    return spider


@click.command(context_settings={"ignore_unknown_options": True})
@workspace_option
@click.argument("spider", callback=_known)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def crawl(folder: Path, spider: str, arguments: tuple[str, ...]) -> None:
    """Crawl what the workspace names.

    SPIDER is `partners`, which checks every agreement both ways and walks the partners' sites
    and yours, `own`, which walks your sites only, `backlinks`, which looks whether imported
    links are there, or `candidates`, which reads what your criteria need of the sites that you
    consider. The same as `scrapy crawl SPIDER` in the workspace; what follows is handed to
    Scrapy, for example -s LOG_LEVEL=DEBUG. A crawl that is stopped goes on when it is run again.
    """
    # Scrapy looks too, but tells more lines than the one that helps.
    check_writable(load_workspace(folder).database)
    if sys.stderr.isatty():
        # The progress shows how it goes; of the log, only what went wrong is wanted beside it.
        arguments = ("-s", "LOG_LEVEL=WARNING", *arguments)
    sys.stdout.flush()
    os.execve(sys.executable, scrapy_command(spider, arguments), scrapy_environment(folder))
