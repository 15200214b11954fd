"""Where the figures and addresses of a report lead."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree.ElementTree import Element

import html5lib

# What a crawl read is told by the database, page by page; a share stands beside its figure.
_NO_LISTS = ("crawls",)
_ROWS_OF = ("partnerships", "links", "unchecked", "settled", "agreements")


def parsed(path: Path) -> Element:
    tree: Element = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    return tree


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def words(element: Element) -> str:
    return "".join(element.itertext()).strip()


def figures(tree: Element) -> list[tuple[Element, tuple[Element, ...]]]:
    """Tiles, totals of definition lists and cells with numbers, each with what it stands in."""
    found = []

    def walk(element: Element, around: tuple[Element, ...]) -> None:
        is_cell = element.tag == "td" and "num" in classes(element)
        is_figure = element.tag == "dd" and any("figures" in classes(one) for one in around)
        if is_cell or is_figure or {"tile", "count"} & classes(element):
            found.append((element, around))
        for child in element:
            walk(child, (*around, element))

    walk(tree, ())
    return found


def is_settled(element: Element) -> bool:
    """True for what needs no list: nothing, no number, or a share of the figure beside it."""
    text = words(element)
    return text in ("0", "\N{EN DASH}") or text.endswith("%") or not any(c.isdigit() for c in text)


def unlisted(folder: Path) -> list[str]:
    """The figures of a report's first page that lead nowhere, and have no list of their own."""
    pages = {path.resolve(): parsed(path) for path in folder.rglob("*.html")}
    ids = {path: {one.get("id") for one in tree.iter()} for path, tree in pages.items()}
    first = (folder / "index.html").resolve()

    def leads(href: str) -> bool:
        page, fragment = urldefrag(href)
        target = (first.parent / unquote(page)).resolve() if page else first
        return target.exists() and (not fragment or fragment in ids[target])

    missing = []
    for figure, around in figures(pages[first]):
        links = [one.get("href", "") for one in figure.iter("a")]
        links += [figure.get("href", "")] if figure.tag == "a" else []
        has_list = any(list(one.iter("li")) for one in figure.iter("details"))
        told = any(leads(href) for href in links) or has_list
        if not told and not is_settled(figure) and not _without_list(around):
            missing.append(words(figure))
    return missing


def _without_list(around: tuple[Element, ...]) -> bool:
    return any(one.get("aria-labelledby") in _NO_LISTS for one in around)


def unproved(folder: Path) -> list[str]:
    """The rows of a report's first page that lead to no evidence: rows that name something."""
    found = []
    for section in parsed(folder / "index.html").iter("section"):
        if section.get("aria-labelledby") not in _ROWS_OF:
            continue
        for table in (one for one in section.iter("table") if "legend" not in classes(one)):
            rows = [row for row in table.iter("tr") if _head(row) is not None]
            found += [words(row[0]) for row in rows if not list(row.iter("a"))]
    return found


def _head(row: Element) -> Element | None:
    return next((cell for cell in row.iter("th") if cell.get("scope") == "row"), None)


def unresolved(folder: Path) -> list[str]:
    """The addresses on any page of a report that lead nowhere within it."""
    pages = {path.resolve(): parsed(path) for path in folder.rglob("*.html")}
    ids = {path: {one.get("id") for one in tree.iter()} for path, tree in pages.items()}
    lost = []
    for path, tree in pages.items():
        for element in tree.iter():
            href, fragment = urldefrag(element.get("href", ""))
            if urlsplit(href).scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(href)).resolve() if href else path
            if not target.exists() or (fragment and fragment not in ids[target]):
                lost.append(f"{path.name}: {href}#{fragment}")
    return lost
