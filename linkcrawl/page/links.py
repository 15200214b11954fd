"""Every ``<a href>`` and ``<area href>`` of a page, with what stands in and around it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lxml import etree

from linkcrawl.items import Link, Presence
from linkcrawl.page.surroundings import read_surroundings
from linkcrawl.urls import is_web, resolver, site_of

CONTEXT_LENGTH = 120
_MAX_TEXT = 2_000
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "th", "tr", "ul",
}  # fmt: skip
_NOT_TEXT = {"script", "style", "noscript", "template", etree.Comment, etree.PI}
_PICTURES = ("img", "svg", "picture", "video", "canvas", "object")
_hidden_by_author = etree.XPath(
    "//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]"
)


def read_links(root: etree._Element, *, url: str, base_url: str, limit: int) -> tuple[Link, ...]:
    """The links of a parsed page in document order, at most *limit* of them.

    Text around a link is kept where the link leaves the site of *url*: at most 120
    characters on either side, out of the same block.
    """
    anchors = list(islice((a for a in root.iter("a", "area") if a.get("href") is not None), limit))
    resolve = resolver(base_url)
    urls = [resolve(a.get("href") or "") for a in anchors]
    sites = [site_of(target) if is_web(target) else "" for target in urls]
    surroundings = read_surroundings(root, anchors, urls, url)
    inert = _inert(root)
    hidden = _hidden(root)
    own_site = site_of(url)
    links = []
    for position, anchor in enumerate(anchors):
        leaves = sites[position] not in ("", own_site)
        before, after = _context(anchor) if leaves else ("", "")
        links.append(
            Link(
                tag=str(anchor.tag),
                href=(anchor.get("href") or "")[:_MAX_TEXT],
                url=urls[position],
                site=sites[position],
                position=position,
                anchor_text=_text(anchor),
                image_alt=_image_alt(anchor),
                title=_squeeze(anchor.get("title") or anchor.get("aria-label") or ""),
                rel=tuple(sorted(set((anchor.get("rel") or "").lower().split()))),
                before=before,
                after=after,
                surroundings=surroundings[position],
                hidden=anchor in hidden,
                presence=inert.get(anchor, Presence.RAW),
            )
        )
    return tuple(links)


def _text(element: etree._Element) -> str:
    if len(element) == 0:
        return _squeeze(element.text or "")
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag not in _NOT_TEXT and not (child.tag == "title" and _is_svg(child)):
            pieces.append(child.text or "")
        pieces.append(child.tail or "")
        if child.tag in _BLOCKS or child.tag == "br":
            pieces.append(" ")
    return _squeeze("".join(pieces))


def _is_svg(title: etree._Element) -> bool:
    parent = title.getparent()
    return parent is not None and parent.tag in ("svg", "g", "symbol")


def _squeeze(text: str) -> str:
    return " ".join(text[: 2 * _MAX_TEXT].split())[:_MAX_TEXT]


def _image_alt(anchor: etree._Element) -> str | None:
    """The alternative text of the pictures in a link, None where it has no picture."""
    if anchor.tag == "area":
        return _squeeze(anchor.get("alt") or "")
    if len(anchor) == 0:
        return None
    pictures = list(anchor.iter(*_PICTURES))
    if not pictures:
        return None
    alts = (p.get("alt") or p.get("aria-label") or p.findtext("title") or "" for p in pictures)
    return _squeeze(" ".join(dict.fromkeys(alts)))


def _inert(root: etree._Element) -> dict[etree._Element, Presence]:
    """The links that a browser with scripts does not show, by what holds them."""
    found: dict[etree._Element, Presence] = {}
    for holder in root.iter("noscript", "template"):
        what = Presence.IN_NOSCRIPT if holder.tag == "noscript" else Presence.NOT_CLICKABLE
        found.update((anchor, what) for anchor in holder.iter("a", "area"))
    return found


def _hidden(root: etree._Element) -> set[etree._Element]:
    """The links inside elements that the HTML itself hides (inline style, ``hidden``)."""
    found: set[etree._Element] = set()
    for element in _elements(_hidden_by_author(root)):
        style = "".join((element.get("style") or "").lower().split())
        hides = "display:none" in style or "visibility:hidden" in style
        if hides or element.get("hidden") is not None:
            found.update(element.iter("a", "area"))
    return found


def _elements(found: object) -> Iterable[etree._Element]:
    return (e for e in found if isinstance(e, etree._Element)) if isinstance(found, list) else ()


def _context(anchor: etree._Element) -> tuple[str, str]:
    """The text of the link's own block before and after it."""
    before = _beside(anchor, backwards=True)
    after = _beside(anchor, backwards=False)
    left = " ".join("".join(reversed(before)).split())
    right = " ".join("".join(after).split())
    return left[-CONTEXT_LENGTH:], right[:CONTEXT_LENGTH]


def _beside(node: etree._Element, *, backwards: bool) -> list[str]:
    """The pieces of text on one side of *node*, nearest first, up to the edge of its block."""
    pieces: list[str] = []
    room = CONTEXT_LENGTH
    while True:
        own = "" if backwards else node.tail or ""
        pieces.append(own)
        room -= len(own)
        for sibling in node.itersiblings(preceding=backwards):
            if room <= 0 or sibling.tag in _BLOCKS:
                return pieces
            text = "" if sibling.tag in _NOT_TEXT else _text(sibling)
            tail = sibling.tail or ""
            pieces += (tail, text) if backwards else (text, tail)
            room -= len(text) + len(tail)
        parent = node.getparent()
        if parent is None:
            return pieces
        if backwards:
            pieces.append(parent.text or "")
            room -= len(parent.text or "")
        if parent.tag in _BLOCKS or room <= 0:
            return pieces
        node = parent
