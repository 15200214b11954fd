"""A site of the demo web: its entries in its layout, as the pages it answers with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from string import Template

from linkcrawl.demo.content import Entries, Entry, at_stage, entries
from linkcrawl.demo.web import Response, html_response, typed_response

Pages = dict[str, Response]

_LIST = re.compile(r"\{list:([^}]*)\}")
_OWN_BLOCK = re.compile(
    r"\{list:|<!--|</?(?:div|h[1-6]|[uo]l|dl|table|tr|blockquote|figure|section|article|aside"
    r"|map|form|center|hr|p|pre|nav|details)\b"
)


def plain_card(entry: Entry) -> str:
    """Return how *entry* is announced in a list, where a site has no way of its own."""
    return f'<p><a href="{entry.path}">{escape(entry.title)}</a><br>{entry.excerpt}</p>'


def _derive_nothing(written: Entries) -> Entries:
    return ()


def _no_furniture(entry: Entry, every: Entries) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Site:
    """How one site is made.

    *card* announces an entry in a list, *derive* makes the pages that nobody writes
    (archives, tags), *furnish* fills the layout's places around the text. *images* are drawings
    by the path that shows them, *answers* whatever is no page.
    """

    host: str
    name: str
    charset: str = "utf-8"
    declare_charset: bool = True
    paragraph: str = "p"
    card: Callable[[Entry], str] = plain_card
    derive: Callable[[Entries], Entries] = _derive_nothing
    furnish: Callable[[Entry, Entries], Mapping[str, str]] = _no_furniture
    disallow: str = ""
    has_sitemap: bool = True
    images: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Response] = field(default_factory=dict)


def build(site: Site, stage: int) -> Pages:
    """Return every page of *site* in *stage*, by path and query."""
    return build_entries(site, entries(site.name, stage), stage)


def build_entries(site: Site, written: Entries, stage: int) -> Pages:
    """Return the pages of *site* as they come out of what is *written*."""
    every = written + site.derive(written)
    pages = {entry.path: _page(site, entry, every, stage) for entry in every}
    drawings = {path: _drawing(name) for path, name in site.images.items()}
    return pages | drawings | site_files(site, every) | dict(site.answers)


def site_files(site: Site, every: Entries) -> Pages:
    """Return robots.txt and, where the site has one, sitemap.xml."""
    robots = f"User-agent: *\nDisallow: {site.disallow}\n"
    if not site.has_sitemap:
        return {"/robots.txt": typed_response(robots, "text/plain")}
    robots += f"\nSitemap: http://{site.host}/sitemap.xml\n"
    listed = "".join(
        f"  <url><loc>http://{site.host}{escape(entry.path)}</loc></url>\n"
        for entry in every
        if "noindex" not in entry.robots
    )
    sitemap = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + listed + "</urlset>\n"
    )
    return {
        "/robots.txt": typed_response(robots, "text/plain"),
        "/sitemap.xml": typed_response(sitemap, "application/xml"),
    }


def blocks(text: str, paragraph: str = "p") -> str:
    """Return *text* as HTML: blocks without a block tag of their own become paragraphs.

    >>> blocks("One.\\n\\n<h2>Two</h2>\\n\\n<a href='/'>Three</a>.", "div").splitlines()
    ['<div>One.</div>', '<h2>Two</h2>', "<div><a href='/'>Three</a>.</div>"]
    """
    parts = (part.strip() for part in text.split("\n\n") if part.strip())
    return "\n".join(
        part if _OWN_BLOCK.match(part) else f"<{paragraph}>{part}</{paragraph}>" for part in parts
    )


@cache
def layout(name: str, stage: int) -> Template:
    """Return the layout of that name, as it stands in *stage*."""
    source = resources.files("linkcrawl.demo").joinpath("layouts", f"{name}.html")
    return Template(at_stage(source.read_text(encoding="utf-8"), stage))


def body_html(site: Site, entry: Entry, every: Entries) -> str:
    """Return the text of *entry* in HTML, with lists of other entries where it asks for them."""

    def announce(asked: re.Match[str]) -> str:
        return "\n".join(site.card(other) for other in every if other.section == asked[1])

    return _LIST.sub(announce, blocks(entry.body, site.paragraph))


def _drawing(name: str) -> Response:
    source = resources.files("linkcrawl.demo").joinpath("images", f"{name}.svg")
    return typed_response(source.read_text(encoding="utf-8"), "image/svg+xml")


def _page(site: Site, entry: Entry, every: Entries, stage: int) -> Response:
    fields = {
        "title": escape(entry.title),
        "body": body_html(site, entry, every),
        "url": f"http://{site.host}{entry.path}",
        "description": escape(entry.excerpt),
        "robots": f'<meta name="robots" content="{entry.robots}">' if entry.robots else "",
        "date": entry.date,
        "author": escape(entry.author),
        "section": escape(entry.section),
        "price": entry.price,
        **site.furnish(entry, every),
    }
    text = layout(site.name, stage).substitute(fields)
    return html_response(text, site.charset, declare_charset=site.declare_charset)
