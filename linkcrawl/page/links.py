"""Every ``<a href>`` and ``<area href>`` of a page, with what stands in and around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from linkcrawl.items import Link, Placement, Presence
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
_PLAIN = {"a", "abbr", "b", "cite", "code", "em", "font", "i", "img", "small", "span", "strong",
          "sub", "sup", "u"}  # fmt: skip
_PICTURES = ("img", "svg", "picture", "video", "canvas", "object")
_HIDES = re.compile("display:none|visibility:(?:hidden|collapse)")
_may_hide = etree.XPath("//@hidden | //@style")


def find_anchors(root: etree._Element, limit: int) -> list[etree._Element]:
    """The elements that link, in document order, at most *limit* of them."""
    found = (a for a in root.iter("a", "area") if a.get("href") is not None)
    return list(islice(found, limit))


def read_links(
    root: etree._Element,
    anchors: Sequence[etree._Element],
    ruled: Sequence[Placement | None],
    *,
    url: str,
    base_url: str,
) -> tuple[Link, ...]:
    """The links of a parsed page in document order; *ruled* is what the user says of each.

    Text around a link is kept where the link leaves the site of *url*: at most 120
    characters on either side, out of the same block.
    """
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
                rel=_rel(anchor),
                before=before,
                after=after,
                surroundings=surroundings[position],
                hidden=anchor in hidden,
                presence=inert.get(anchor, Presence.RAW),
                ruled=ruled[position],
            )
        )
    return tuple(links)


def _rel(anchor: etree._Element) -> tuple[str, ...]:
    said = anchor.get("rel")
    return tuple(sorted(set(said.lower().split()))) if said else ()


def _text(element: etree._Element) -> str:
    """The text that a browser shows for an element, blocks and breaks apart."""
    if len(element) == 0:
        return _squeeze(element.text or "")
    if _PLAIN.issuperset(child.tag for child in element.iterdescendants()):
        return _squeeze("".join(element.itertext()))
    pieces: list[str] = []
    silent = 0
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        is_text = part.tag not in _NOT_TEXT and not _is_svg(part)
        if event == "start":
            silent += not is_text
            gap = " " if part.tag in _BLOCKS else ""
            pieces.append("" if silent else gap + (part.text or ""))
        elif event == "end":
            silent -= not is_text
        if event != "start" and part is not element:
            gap = " " if part.tag in _BLOCKS or part.tag == "br" else ""
            pieces.append("" if silent else gap + (part.tail or ""))
    return _squeeze("".join(pieces))


def _is_svg(element: etree._Element) -> bool:
    """True for the title of a drawing, which stands in for it and is not shown."""
    parent = element.getparent()
    return element.tag == "title" and parent is not None and parent.tag in ("svg", "g", "symbol")


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
    attributes = _may_hide(root)
    for attribute in attributes if isinstance(attributes, list) else ():
        if not isinstance(attribute, etree._ElementUnicodeResult):
            continue
        style = "".join(attribute.lower().split())
        hides = attribute.attrname == "hidden" or _HIDES.search(style)
        if hides and (element := attribute.getparent()) is not None:
            found.update(element.iter("a", "area"))
    return found


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
            if sibling.tag in _BLOCKS:
                return [*pieces, (sibling.tail or "") if backwards else ""]
            if room <= 0:
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
