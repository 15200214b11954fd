"""linkcrawl demo: the whole product, on a web of its own."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcrawl.cli.crossings import crossing_table
from linkcrawl.cli.import_file import Importer
from linkcrawl.cli.import_progress import ImportProgress
from linkcrawl.cli.judged import judged
from linkcrawl.cli.report import REPORT_FOLDER, write_report
from linkcrawl.cli.scrapy_process import scrapy_command, scrapy_environment
from linkcrawl.cli.tables import changes_table, standings_table, states_table
from linkcrawl.cli.terminal import console
from linkcrawl.cli.workspace import open_workspace
from linkcrawl.demo.demo_web import STAGES, demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.workspace import IMPORTS, write_demo_workspace
from linkcrawl.fetch.browser import has_browser

_FOLDER = Path("linkcrawl-demo")
_TOLD = ("Crawling the demo web", "Some weeks later: crawling it again")


def _empty(_: click.Context, __: click.Parameter, folder: Path | None) -> Path | None:
    if folder and folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder}: not empty; accepted: a new folder")
    return folder


@click.command()
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_empty,
    metavar="DIR",
    help="Keep the demo's whole workspace here, with its files and database.",
)
def demo(keep: Path | None) -> None:
    """Show everything on a built-in web.

    Its companies do not exist, and nothing else is reached. It is crawled twice; some
    partners change their minds in between. Then what others found is imported and looked at.
    The report stays in linkcrawl-demo/report, the rest is cleaned up.
    """
    with _workspace(keep) as name:
        folder = Path(name)
        write_demo_workspace(folder, datetime.now(UTC).date())
        if not has_browser():
            click.echo("No browser: links that need JavaScript are not seen (linkcrawl doctor)")
        _crawl_both(folder)
        found = judged(folder)
        summary = found.summary()
        index = write_report(summary, (keep or _FOLDER) / REPORT_FOLDER)
    out = console()
    out.print(states_table(summary.states))
    out.print(standings_table("What needs you", summary.attention.rows))
    out.print(changes_table(summary))
    for crossing in found.crossings:
        out.print(crossing_table(crossing))
    out.print(summary.headline)
    click.echo(f"Report: {index}")


def _workspace(keep: Path | None) -> AbstractContextManager[str | Path]:
    return nullcontext(keep) if keep else tempfile.TemporaryDirectory(prefix="linkcrawl-demo-")


def _crawl_both(folder: Path) -> None:
    web = demo_web(STAGES[0])
    with serve(web) as proxy:
        for web.stage, told in zip(STAGES, _TOLD, strict=True):
            click.echo(told)
            _crawl(folder, proxy.url)
        click.echo("Importing what others found, and looking whether it is true")
        _import(folder)
        _crawl(folder, proxy.url, "backlinks")
        click.echo("Reading the sites that are considered")
        _crawl(folder, proxy.url, "candidates")


def _import(folder: Path) -> None:
    workspace = open_workspace(folder)
    with (
        ImportProgress() as progress,
        closing(Importer(workspace, progress, form="", site="", release="")) as importer,
    ):
        for name in IMPORTS:
            importer.file(folder / name)


def _crawl(folder: Path, proxy: str, spider: str = "partners") -> None:
    """Crawl with no way out but *proxy*; progress is shown where there is a terminal."""
    environment = {
        name: value
        for name, value in scrapy_environment(folder).items()
        if not name.lower().endswith("_proxy")
    }
    environment |= {"http_proxy": proxy, "https_proxy": proxy}
    command = scrapy_command(spider, ("-s", "LOG_LEVEL=WARNING"))
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        raise click.ClickException(f"the crawl ended with exit code {done.returncode}")
