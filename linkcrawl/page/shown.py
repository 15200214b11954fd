"""The text that a browser shows for an element, and for what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from itertools import islice

import numpy as np
from lxml import etree

from linkcrawl.masking import starred
from linkcrawl.page.room import Room

MAX_TEXT = 2_000
CONTEXT_LENGTH = 120
# Squeezing all of a long paragraph to keep 120 characters of it would take most of the time; so
# little will do where words stand in a line, so much where markup was indented.
_NEAR, _FARTHER = CONTEXT_LENGTH + 30, 6 * CONTEXT_LENGTH
# As far away a secret in an address is looked for that reaches to where a context is cut.
_SECRETS = 4_000
# Of titles and the like, which may hold one another and all of a page.
_MOST_PARTS = 1_000
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "th", "tr", "ul",
}  # fmt: skip
NOT_TEXT = {"script", "style", "noscript", "template", etree.Comment, etree.PI}
_PLAIN = {"a", "abbr", "b", "cite", "code", "em", "font", "i", "img", "small", "span", "strong",
          "sub", "sup", "u"}  # fmt: skip

_SPACES = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_SPACE = ord(" ")
_WIDE_SPACES = [c for c in map(chr, range(0x80, 0x3001)) if c.isspace()]


def text_of(element: etree._Element, room: Room) -> str:
    """The text that a browser shows for an element, blocks and breaks apart."""
    if len(element) == 0:
        return squeeze(element.text or "")
    parts, is_all = room.parts_of(element)
    if is_all and _PLAIN.issuperset([part.tag for part in parts]):
        return squeeze("".join(element.itertext()))
    pieces: list[str] = []
    silent = 0
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    # An element has two events, and so has the one around them.
    for event, part in islice(walk, 2 * len(parts) + 2):
        is_text = part.tag not in NOT_TEXT and not _is_svg(part)
        if event == "start":
            silent += not is_text
            gap = " " if part.tag in _BLOCKS else ""
            pieces.append("" if silent else gap + (part.text or ""))
        elif event == "end":
            silent -= not is_text
        if event != "start" and part is not element:
            gap = " " if part.tag in _BLOCKS or part.tag == "br" else ""
            pieces.append("" if silent else gap + (part.tail or ""))
    return squeeze("".join(pieces))


def _is_svg(element: etree._Element) -> bool:
    """True for the title of a drawing, which stands in for it and is not shown."""
    parent = element.getparent()
    return element.tag == "title" and parent is not None and parent.tag in ("svg", "g", "symbol")


def squeeze(text: str) -> str:
    """A text with single spaces, its first 2,000 characters."""
    return " ".join(text[: 2 * MAX_TEXT].split())[:MAX_TEXT].rstrip()


def beginning_of(element: etree._Element) -> str:
    """All text in an element, also what is not shown; of one that holds much, the first."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, part in islice(walk, _MOST_PARTS):
        if event == "start":
            pieces.append(part.text or "")
        elif part is not element:
            pieces.append(part.tail or "")
    return "".join(pieces)


def context_of(anchor: etree._Element, room: Room) -> tuple[str, str]:
    """The text of an element's own block before and after it, 120 characters at most."""
    node, holder = anchor, anchor.getparent()
    # A link that is all that is bold stands where the bold text stands.
    while holder is not None and holder.tag not in _BLOCKS and _is_alone(node):
        if holder.text or node.tail:
            break
        node, holder = holder, holder.getparent()
    if holder is not None and holder.tag in _BLOCKS and _is_alone(node):
        before, after = holder.text or "", node.tail or ""
    else:
        before = "".join(reversed(_beside(node, room, backwards=True)))
        after = "".join(_beside(node, room, backwards=False))
    return _cut(before, _last), _cut(after, _first)


def _is_alone(element: etree._Element) -> bool:
    """True for an only child; counting those of an element takes the longer the more there are."""
    return element.getnext() is None and element.getprevious() is None


def _first(text: str, length: int) -> str:
    return text[:length]


def _last(text: str, length: int) -> str:
    return text[-length:]


def _cut(text: str, end: Callable[[str, int], str]) -> str:
    """What is nearest of a text, with single spaces, no secret in it cut from its name."""
    if not text or text.isspace():
        return ""
    part = end(text, _SECRETS)
    if (told := starred(part)) != part:
        text = told
    for room in (_NEAR, _FARTHER, len(text)):
        near = " ".join(end(text, room).split())
        if len(near) >= CONTEXT_LENGTH or room >= len(text):
            break
    return end(near, CONTEXT_LENGTH).strip()


def _beside(node: etree._Element, room: Room, *, backwards: bool) -> list[str]:
    """The pieces of text on one side of *node*, nearest first, up to the edge of its block."""
    pieces: list[str] = []
    wanted, steps = CONTEXT_LENGTH, room.steps()
    while steps > 0:
        own = "" if backwards else node.tail or ""
        pieces.append(own)
        wanted -= len(own)
        for sibling in islice(node.itersiblings(preceding=backwards), steps):
            if sibling.tag in _BLOCKS:
                return [*pieces, (sibling.tail or "") if backwards else ""]
            if wanted <= 0:
                return pieces
            text = "" if sibling.tag in NOT_TEXT else text_of(sibling, room)
            tail = sibling.tail or ""
            pieces += (tail, text) if backwards else (text, tail)
            wanted -= len(text) + len(tail)
            steps -= 1
            room.spend(len(tail))
        parent = node.getparent()
        if parent is None or steps <= 0:
            return pieces
        if backwards:
            pieces.append(parent.text or "")
            wanted -= len(parent.text or "")
        if parent.tag in _BLOCKS or wanted <= 0:
            return pieces
        node = parent
        steps -= 1
        room.spend(0)
    return pieces


def visible_text(root: etree._Element) -> str:
    """The text between the tags of the body, in order, scripts and styles left out."""
    texts: list[str] = []
    body = root.find("body")
    for element in (root if body is None else body).iter():
        if (text := element.text) and element.tag not in NOT_TEXT:
            texts.append(text)
        if tail := element.tail:
            texts.append(tail)
    return " ".join(texts)


def text_digest(text: str) -> str:
    """Changes with the text and not with its white space."""
    said = text.encode(errors="replace").translate(None, _SPACES)
    return blake2b(said, digest_size=8).hexdigest()


def count_words(text: str) -> int:
    """As many as ``text.split()`` has, without making them; control characters part words.

    >>> count_words(" two\\xa0\\n words "), count_words(""), count_words("one")
    (2, 0, 1)
    """
    for wide in _WIDE_SPACES if not text.isascii() else ():
        text = text.replace(wide, " ")
    is_space = np.frombuffer(f" {text}".encode(errors="replace"), np.uint8) <= _SPACE
    return int(np.count_nonzero(is_space[:-1] > is_space[1:]))
