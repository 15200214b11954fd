"""A parsed page as flat columns: one walk over the tree, then only arithmetic."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from enum import IntEnum

from lxml import etree

from linkcrawl.page.region_words import (
    signs_of_item_type,
    signs_of_name,
    signs_of_role,
    signs_of_tag,
    topic_of,
)

MAX_ELEMENTS = 60_000


class Count(IntEnum):
    """What is counted, moment by moment."""

    TEXT = 0
    LINK_TEXT = 1
    LINKS = 2
    LEAVING = 3
    MARKS = 4
    PICTURES = 5
    LONG_TEXTS = 6
    HEADINGS = 7
    CONTROLS = 8
    DATES = 9
    PRICES = 10
    RIGHTS = 11
    AREAS = 12
    PIECES = 13
    ANNOUNCED = 14


_TEXT, _LINK_TEXT, _MARKS = int(Count.TEXT), int(Count.LINK_TEXT), int(Count.MARKS)
_PIECES, _LONG_TEXTS = int(Count.PIECES), int(Count.LONG_TEXTS)
_ANNOUNCED, _DATES = int(Count.ANNOUNCED), int(Count.DATES)
_PRICES, _RIGHTS = int(Count.PRICES), int(Count.RIGHTS)
_SILENT = {"script", "style", "template", "svg", "math", "head", "title", "option", "iframe"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_COUNTED = {
    "img": Count.PICTURES, "picture": Count.PICTURES, "svg": Count.PICTURES,
    "input": Count.CONTROLS, "select": Count.CONTROLS, "button": Count.CONTROLS,
    "textarea": Count.AREAS, "time": Count.DATES, **dict.fromkeys(_HEADINGS, Count.HEADINGS),
}  # fmt: skip
_INLINE = {
    "a", "abbr", "area", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp",
    "small", "source", "span", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr", "",
}  # fmt: skip
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b|\bago\b|\bvor \d|il y a|hace \d")
_PRICE = re.compile(r"[€$£¥₹]|\b(?:USD|EUR|GBP|CHF|kr|zł|Kč)\b")
_OWNED = re.compile(r"©|\(c\) ?\d{4}|copyright|all rights|alle rechte|tous droits|reservados", re.I)
_typed = etree.XPath("//*[@itemtype]")


class Outline:
    """The elements of a page in document order.

    A moment is the start of an element or the text after one. An element spans the
    moments from its start to its end.
    """

    def __init__(self, anchors: int) -> None:
        self.parent = array("i")
        self.end = array("i")
        self.shape = array("i")
        self.depth = array("i")
        self.signs = array("q")
        self.block = bytearray()
        self.shapes: dict[tuple[str, str | None], int] = {}
        self.ids: dict[int, str] = {}
        # One entry a count: which, when, how much.
        self.which = array("i")
        self.when = array("i")
        self.much = array("i")
        self.announced: list[tuple[int, int]] = []
        self.first_h1 = -1
        # By the position of a link among the anchors.
        self.link_at = array("i", [0]) * anchors
        self.link_text = [""] * anchors

    def count(self, which: int, when: int, much: int) -> None:
        self.which.append(which)
        self.when.append(when)
        self.much.append(much)


def read_outline(root: etree._Element, anchors: Mapping[etree._Element, int]) -> Outline:
    """The columns of a page; elements beyond the first 60,000 are left out."""
    walk = _Walk(root, anchors)
    walk.run(root)
    return walk.out


class _Walk:
    """One pass in document order. Text after an element counts for the element around it."""

    def __init__(self, root: etree._Element, anchors: Mapping[etree._Element, int]) -> None:
        self.out = Outline(len(anchors))
        self.anchors = anchors
        self.link = -1
        self.silent = 0
        self.kinds: dict[tuple[str, str | None], tuple[int, int, int, bool, bool]] = {}
        found = _typed(root)
        self.typed = set(found) if isinstance(found, list) else set()
        self.open: list[tuple[etree._Element, int, bool, bool]] = []

    def run(self, root: etree._Element) -> None:
        stack = self.open
        parents = self.out.parent
        enter, leave = self.enter, self.leave
        inner: etree._Element | None = None
        for element in root.iter():
            if inner is not None:
                above = element.getparent()
                while inner is not above:
                    leave()
                    inner = stack[-1][0]
            if len(parents) > MAX_ELEMENTS:
                break
            enter(element)
            inner = element
        while stack:
            leave()

    def enter(self, element: etree._Element) -> None:
        out = self.out
        tag = element.tag
        if tag.__class__ is not str:
            tag = ""
        name = element.get("class")
        key = (tag, name)
        shape, signs, count, silent, inline = self.kinds.get(key) or self.kind(key)
        now = len(out.parent)
        if not inline:
            own = element.get("id")
            if own:
                out.ids[now] = own
                signs |= signs_of_name(own)
            role = element.get("role")
            if role:
                signs |= signs_of_role(role)
        if self.typed and element in self.typed:
            signs |= signs_of_item_type(element.get("itemtype") or "")
        stack = self.open
        out.parent.append(stack[-1][1] if stack else -1)
        out.end.append(now + 1)
        out.shape.append(shape)
        out.depth.append(len(stack))
        out.signs.append(signs)
        out.block.append(not inline)
        link = tag in ("a", "area") and self.enter_link(element, now)
        if count >= 0:
            out.count(count, now, 1)
            if tag == "h1" and out.first_h1 < 0:
                out.first_h1 = now
        stack.append((element, now, silent, link))
        if silent:
            self.silent += 1
        elif tag and not self.silent:
            piece = element.text
            if piece and not piece.isspace():
                self.text(piece.strip(), now, tag)

    def kind(self, key: tuple[str, str | None]) -> tuple[int, int, int, bool, bool]:
        """What holds for all elements of one tag and class."""
        tag, name = key
        signs = signs_of_tag(tag) | (signs_of_name(name) if name else 0)
        shape = self.out.shapes.setdefault(key, len(self.out.shapes))
        kind = (shape, signs, int(_COUNTED.get(tag, -1)), tag in _SILENT, tag in _INLINE)
        self.kinds[key] = kind
        return kind

    def enter_link(self, element: etree._Element, now: int) -> bool:
        position = self.anchors.get(element)
        if position is None:
            return False
        self.link = position
        self.out.link_at[position] = now
        return True

    def leave(self) -> None:
        element, start, silent, link = self.open.pop()
        out = self.out
        now = len(out.parent)
        out.end[start] = now
        if silent:
            self.silent -= 1
        if link:
            self.link = -1
        piece = element.tail
        if piece and not self.silent and not piece.isspace():
            out.parent.append(out.parent[start])
            out.end.append(now + 1)
            out.shape.append(-1)
            out.depth.append(len(self.open))
            out.signs.append(0)
            out.block.append(0)
            self.text(piece.strip(), now, "")

    def text(self, piece: str, now: int, tag: str) -> None:
        size = len(piece)
        count = self.out.count
        count(_TEXT, now, size)
        count(_PIECES, now, 1)
        if self.link >= 0:
            count(_LINK_TEXT, now, size)
            kept = self.out.link_text[self.link]
            if len(kept) < 200:
                self.out.link_text[self.link] = f"{kept} {piece}" if kept else piece
        elif size >= 40:
            count(_MARKS, now, piece.count(".") + piece.count(",") + piece.count("。"))
            if size >= 80:
                count(_LONG_TEXTS, now, 1)
        if size < 60:
            self.short_text(piece, now, tag)
        if (size < 300 or "©" in piece) and _OWNED.search(piece):
            count(_RIGHTS, now, 1)

    def short_text(self, piece: str, now: int, tag: str) -> None:
        heading = tag in _HEADINGS
        if heading or (self.link < 0 and len(piece) < 40):
            topic = topic_of(piece)
            if topic:
                self.out.announced.append((now, topic))
                self.out.count(_ANNOUNCED, now, 1)
        if _DATE.search(piece):
            self.out.count(_DATES, now, 1)
        if _PRICE.search(piece):
            self.out.count(_PRICES, now, 1)
