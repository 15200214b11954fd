"""A report's pages → one HTML file with all of them, linked within itself, for attaching."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from posixpath import dirname, normpath

from reports.language import ENGLISH, Language
from reports.render import INDEX, report_pages
from reports.summary import Summary
from reports.templating import environment

# What mail servers take, and a telephone shows, without trouble.
MAXSIZE = 2_000_000

# The pages are made of our own templates, and text in them is escaped: no quotation mark in it
# is bare, so that what looks like an attribute is one.
_HEADER = re.compile(r'<header class="top">\n(.*?)</header>', re.DOTALL)
_MAIN = re.compile(r'<main id="main">\n(.*)</main>', re.DOTALL)
_ANCHOR = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r' href="([^"]*)"')
_ID = re.compile(r' (id|aria-labelledby)="([^"]*)"')
_PAINT = re.compile(r'((?:clip-path|fill|filter|mask|style)="[^"]*?url\(#)')
_SECTION = re.compile(r'<section aria-labelledby="[^"]*">')
_HEADING = re.compile(r"(</?h)([1-5])\b")
_SECTIONS = re.compile(r'(<nav aria-label="[^"]*)"')


def single_file(summary: Summary, language: Language = ENGLISH, most: int = MAXSIZE) -> str:
    """The whole report as one page of at most *most* bytes, unless its first page is longer.

    The other pages follow the first one, those first that it names first. Pages that do not
    fit are left out and counted. Links to them, and to spreadsheets, become text.
    """
    templates = environment(language)
    pages = {page.path: page for page in report_pages(summary)}

    def html(path: str) -> str:
        page = pages[path]
        return templates.get_template(page.template).render(summary=summary, **page.words)

    css = templates.get_template("single.css").render()
    first = html(INDEX)
    room = most - len(_linked(first, INDEX, pages).encode()) - len(css) - 1_000
    sections: dict[str, str] = {}
    for path in _order(first, pages):
        section = _section(path, html(path))
        # Without the links that become text it is shorter than this.
        room -= len(_linked(section, path, pages).encode())
        if room < 0:
            break
        sections[path] = section
    kept = {INDEX, *sections}
    note = templates.get_template("single.html").render(left_out=len(pages) - len(kept))
    body = "".join(_linked(section, path, kept) for path, section in sections.items())
    whole = _linked(first, INDEX, kept).replace("</style>", f"{css}</style>", 1)
    head, end, foot = whole.rpartition("</main>")
    return head.replace("</header>", f"{note}</header>", 1) + body + end + foot


def _order(first: str, pages: Iterable[str]) -> list[str]:
    """The other pages, in the order in which the first one names them."""
    known = set(pages) - {INDEX}
    named = (match[1].partition("#")[0] for match in _HREF.finditer(first))
    return [path for path in dict.fromkeys([*named, *pages]) if path in known]


def _section(path: str, html: str) -> str:
    """What a page has for itself, as a part of another: ids of its own, headings one lower."""
    parts = [found[1] for found in (_HEADER.search(html), _MAIN.search(html)) if found]
    inner = '<div class="top">\n{}</div>\n{}'.format(*parts)
    inner = _SECTIONS.sub(rf'\1: {path}"', inner)
    # Their names recur on every page, and the article has one.
    inner = _SECTION.sub("<section>", inner)
    inner = _ID.sub(lambda found: f' {found[1]}="{path}:{found[2]}"', inner)
    inner = _PAINT.sub(rf"\g<1>{path}:", inner)
    inner = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", inner)
    return f'<article class="page" id="{path}">\n{inner}</article>\n'


def _linked(html: str, path: str, kept: Collection[str]) -> str:
    """The page at *path* with links to *kept* pages inside the file, and to others as text."""

    def anchor(found: re.Match[str]) -> str:
        inside = _leads_out(found[1]) or _target(found[1], path)[0] in kept
        return found[0] if inside else found[2]

    def href(found: re.Match[str]) -> str:
        if _leads_out(found[1]) or found[1].startswith("#icon-"):
            return found[0]
        page, fragment = _target(found[1], path)
        if page == INDEX:
            return f' href="#{fragment or "main"}"'
        return f' href="#{page}:{fragment}"' if fragment else f' href="#{page}"'

    return _HREF.sub(href, _ANCHOR.sub(anchor, html))


def _leads_out(href: str) -> bool:
    """Whether an address is the web's, or opens a mail program."""
    return "://" in href or href.startswith("mailto:")


def _target(href: str, path: str) -> tuple[str, str]:
    """The page that a link on *path* leads to, and the place on it."""
    page, _, fragment = href.partition("#")
    return (normpath(f"{dirname(path) or '.'}/{page}") if page else path), fragment
