"""linkcrawl inspect: every link of a page, with what it is and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.cli.terminal import cell, cells, console, table
from linkcrawl.cli.workspace import workspace_option
from linkcrawl.config import CONFIG_FILE, Config
from linkcrawl.inspect import inspected
from linkcrawl.items import Link, Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.page.read import read_page
from linkcrawl.urls import is_visitable, is_web, site_of
from linkcrawl.vocabulary import Fetch, Presence
from linkcrawl.workspace import load_workspace

if TYPE_CHECKING:
    from linkcrawl.fetch.look import RulesOf


@click.command()
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page instead of a table.")
@click.option(
    "--url",
    "base",
    default="https://example.com/",
    show_default=True,
    metavar="URL",
    help="Where a FILE would be found: relative links start there.",
)
@click.argument("pages", nargs=-1, required=True, metavar="URL-or-FILE…")
def inspect(folder: Path, as_json: bool, base: str, pages: tuple[str, ...]) -> None:
    """Show every link of a page, and why.

    Each comes with placement, anchor type and rel, and the reason for each. A URL is fetched
    as a crawl would: robots.txt holds, private addresses are refused. In a workspace, its
    brands, keywords, placement rules and the pauses and the browser of [crawl] hold.
    """
    for wrong in (page for page in pages if not (is_visitable(page) or Path(page).is_file())):
        raise click.BadParameter(f"found {wrong!r}; accepted: a file, or a whole URL")
    if not is_web(base):
        raise click.BadParameter(f"found {base!r}; accepted: a whole URL", param_hint="--url")
    known = load_workspace(folder) if (folder / CONFIG_FILE).exists() else None
    classifier = AnchorClassifier(known.anchor_terms() if known else {})
    for page in _read(pages, base, known.config if known else None):
        _show(inspected(page, classifier), as_json)


def _no_rules(_: str) -> tuple[PlacementRule, ...]:
    return ()


def _read(pages: Sequence[str], base: str, config: Config | None) -> Iterator[Page]:
    rules_of: RulesOf = config.placement_rules if config else _no_rules
    fetched = {}
    if urls := [page for page in pages if is_web(page)]:
        # Brings Scrapy along, which takes half a second to load; a file needs none.
        from linkcrawl.cli.looking import fetch

        fetched = {page.url: page for page in fetch(urls, rules_of, config)}
    for page in pages:
        if is_web(page):
            yield fetched[page]
        else:
            yield read_page(Path(page).read_bytes(), base, rules=rules_of(site_of(base)))


def _show(page: Page, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_as_json(page)))
        return
    out = console()
    title = f"{page.final_url}: {_summary(page)}"
    found = table("", "#", "link", "rel", "placement", "anchor")
    for link in page.links:
        found.add_row(*_cells(link))
    out.print(cell(title, "bold"))
    if page.links:
        out.print(found)


def _summary(page: Page) -> str:
    if page.fetch is not Fetch.OK:
        return f"{page.fetch}, {page.failure or page.status}"
    directives = [f"{d.agent}: {d.value} ({d.source})" for d in page.robots]
    links = f"{len(page.links)} link{'' if len(page.links) == 1 else 's'}"
    flaws = [f"certificate: {flaw}" for flaw in page.certificate]
    unseen = [f"no browser showed it: {page.failure}"] if page.failure else []
    return ", ".join([links, *directives, *flaws, *unseen])


def _cells(link: Link) -> Iterable[Text | str]:
    words = link.anchor_text or (f"[image: {link.image_alt}]" if link.image_alt is not None else "")
    yield str(link.position)
    yield cells(cell(words or "[no text]"), cell(link.url or link.href, "dim"))
    yield cell(" ".join(link.rel))
    yield cells(cell(link.placement, "bold"), cell(_placement_reason(link), "dim"))
    kinds = f"{link.anchor_type}{f' ({link.image_alt_type})' if link.image_alt_type else ''}"
    yield cells(cell(kinds, "bold"), cell(link.anchor_reason, "dim"))


def _placement_reason(link: Link) -> str:
    marks = [name for name in ("in_prose", "hidden") if getattr(link, name)]
    seen = [] if link.presence is Presence.RAW else [link.presence.value]
    return ", ".join(filter(None, [*marks, *seen, link.placement_evidence]))


def _as_json(page: Page) -> dict[str, object]:
    """The page as its reader left it, without measures that only the classifiers read."""
    links = [
        {name: value for name, value in link._asdict().items() if name != "surroundings"}
        for link in page.links
    ]
    return {
        "url": page.url,
        "final_url": page.final_url,
        "fetch": page.fetch,
        "status": page.status,
        "failure": page.failure,
        "rendered": page.rendered,
        "certificate": page.certificate,
        "title": page.title,
        "language": page.language,
        "canonical": page.canonical,
        "robots": [f"{d.agent}: {d.value} ({d.source})" for d in page.robots],
        "links": links,
    }
