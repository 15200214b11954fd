"""A parsed page as flat columns: one walk over the tree, then only arithmetic."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

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
    """What is counted, moment by moment. The first seven are seen while walking."""

    PLAIN_TEXT = 0
    LINK_TEXT = 1
    MARKS = 2
    PICTURES = 3
    HEADINGS = 4
    CONTROLS = 5
    AREAS = 6
    DATES = 7
    PRICES = 8
    RIGHTS = 9
    ANNOUNCED = 10
    LONG_TEXTS = 11
    PIECES = 12
    TEXT = 13
    LINKS = 14
    LEAVING = 15


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
# Elements whose id and role are looked at, and links.
_TELLING = {
    "a", "area", "article", "aside", "body", "dl", "div", "footer", "form", "header", "main",
    "nav", "ol", "section", "table", "td", "ul",
}  # fmt: skip
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b|\bago\b|\bvor \d|il y a|hace \d")
_PRICE = re.compile(r"[€$£¥₹]|\b(?:USD|EUR|GBP|CHF|kr|zł|Kč)\b")
_OWNED = re.compile(
    r"©|\([cC]\) ?\d{4}|opyright|OPYRIGHT|ights? reserved|lle Rechte|ous droits|eservados"
)


class _Kind(NamedTuple):
    """What holds for all elements of one tag and class."""

    tag: str
    signs: int
    counted: int
    silent: bool
    inline: bool
    heading: bool
    special: bool


@lru_cache(maxsize=20_000)
def _kind(tag: object, classes: str | None) -> _Kind:
    """Comments and instructions have no tag that is a string."""
    name = tag if isinstance(tag, str) else ""
    count = int(_COUNTED.get(name, -1))
    inline, silent = name in _INLINE, name in _SILENT
    return _Kind(
        tag=name,
        signs=signs_of_tag(name) | (signs_of_name(classes) if classes else 0),
        counted=count,
        silent=silent or not name,
        inline=inline,
        heading=name in _HEADINGS,
        special=silent or count >= 0 or name in _TELLING or not name,
    )


class Outline:
    """The elements of a page in document order.

    A moment is the start of an element or the text after one. An element spans the
    moments from its start to its end. *packed* holds the depth and the shape of each
    moment, *events* what was counted and how much, in one number each: taking notes is
    most of the work.
    """

    def __init__(self, anchors: int) -> None:
        self.parent = array("i")
        self.packed = array("i")
        self.end = array("i")
        self.when = array("i")
        self.events = array("i")
        self.kinds: list[_Kind] = []
        self.classes: list[str | None] = []
        self.ids: dict[int, str] = {}
        self.own_signs: dict[int, int] = {}
        self.announced: list[tuple[int, int]] = []
        self.first_h1 = -1
        self.titles: list[etree._Element] = []
        # By the position of a link among the anchors.
        self.link_at = array("i", [0]) * anchors
        self.link_text = [""] * anchors


def read_outline(root: etree._Element, anchors: Mapping[etree._Element, int]) -> Outline:
    """The columns of a page; elements beyond the first 60,000 are left out."""
    walk = _Walk(anchors)
    walk.run(root)
    return walk.out


class _Walk:
    """One pass in document order. Text after an element counts for the element around it."""

    def __init__(self, anchors: Mapping[etree._Element, int]) -> None:
        self.out = Outline(len(anchors))
        self.anchors = anchors
        self.link = -1
        self.silent = 0
        self.shapes: dict[tuple[object, str | None], int] = {}

    def run(self, root: etree._Element) -> None:
        """Visit every element and text; written for speed, this is most of a page's cost."""
        out, shapes, ends = self.out, self.shapes, self.out.end
        kinds, end = out.kinds, out.end.append
        parent, pack = out.parent.append, out.packed.append
        open_ = [(root, 0, _kind("", None))]
        inner, start, now = root, 0, -1
        for element in root.iter():
            above = element.getparent() if now >= 0 else root
            while inner is not above:
                _, ended, kind = open_.pop()
                ends[ended] = len(ends)
                piece = inner.tail
                if kind.special or (piece and not piece.isspace()):
                    self.leave(inner, kind, piece, open_[-1][1], len(open_) - 1)
                inner, start, _ = open_[-1]
            now = len(ends)
            if now > MAX_ELEMENTS:
                break
            key = (element.tag, element.get("class"))
            shape = shapes.get(key) or self.shape(key)
            kind = kinds[shape - 1]
            parent(start)
            pack(len(open_) - 1 << 16 | shape)
            end(now + 1)
            if kind.special:
                self.enter(element, now, kind)
            if not self.silent:
                piece = element.text
                if piece and not piece.isspace():
                    self.text(piece.strip(), now, kind.heading)
            if len(element):
                inner, start = element, now
                open_.append((element, now, kind))
                continue
            piece = element.tail
            if kind.special or (piece and not piece.isspace()):
                self.leave(element, kind, piece, start, len(open_) - 1)
        while len(open_) > 1:
            last, ended, kind = open_.pop()
            ends[ended] = len(ends)
            self.leave(last, kind, last.tail, open_[-1][1], len(open_) - 1)

    def shape(self, key: tuple[object, str | None]) -> int:
        self.out.kinds.append(_kind(*key))
        self.out.classes.append(key[1])
        self.shapes[key] = len(self.out.kinds)
        return len(self.out.kinds)

    def enter(self, element: etree._Element, now: int, kind: _Kind) -> None:
        """Note what an element says of itself besides its tag and class."""
        out = self.out
        if kind.counted >= 0:
            out.when.append(now)
            out.events.append(kind.counted << 24 | 1)
            if kind.tag == "h1":
                out.titles.append(element)
                out.first_h1 = now if out.first_h1 < 0 else out.first_h1
        if kind.silent:
            self.silent += 1
        if kind.inline or kind.heading:
            position = self.anchors.get(element)
            if position is not None:
                self.link = position
                out.link_at[position] = now
            return
        own, role = element.get("id"), element.get("role")
        signs = signs_of_role(role) if role else 0
        if own:
            out.ids[now] = own
            signs |= signs_of_name(own)
        if item_type := element.get("itemtype"):
            signs |= signs_of_item_type(item_type)
        if signs:
            out.own_signs[now] = signs

    def leave(
        self, element: etree._Element, kind: _Kind, piece: str | None, above: int, depth: int
    ) -> None:
        if kind.special:
            self.silent -= kind.silent
            if self.link >= 0 and kind.inline and element in self.anchors:
                self.link = -1
        if piece and not self.silent and not piece.isspace():
            now = len(self.out.end)
            self.out.parent.append(above)
            self.out.packed.append(depth << 16)
            self.out.end.append(now + 1)
            self.text(piece.strip(), now, False)

    def text(self, piece: str, now: int, heading: bool) -> None:
        size = len(piece)
        when, note = self.out.when.append, self.out.events.append
        when(now)
        if self.link >= 0:
            note(_LINK_TEXT | (size if size < _MOST else _MOST))
            kept = self.out.link_text[self.link]
            self.out.link_text[self.link] = f"{kept} {piece}"[:_MOST_ANCHOR] if kept else piece
        else:
            note(size if size < _MOST else _MOST)
        if size < 60:
            topic, seen = _glance(piece)
            for count in seen:
                when(now)
                note(count << 24 | 1)
            if topic and (heading or (self.link < 0 and size < 40)):
                self.out.announced.append((now, topic))
                when(now)
                note(_ANNOUNCED | 1)
            return
        if self.link < 0:
            marks = piece.count(".") + piece.count(",") + piece.count("。")
            when(now)
            note(_MARKS | min(marks, _MOST))
        if "©" in piece or (size < 300 and _OWNED.search(piece)):
            when(now)
            note(_RIGHTS | 1)


_MOST_ANCHOR = 300
_MOST = (1 << 24) - 1
_LINK_TEXT, _MARKS = Count.LINK_TEXT << 24, Count.MARKS << 24
_ANNOUNCED, _RIGHTS = Count.ANNOUNCED << 24, Count.RIGHTS << 24


@lru_cache(maxsize=20_000)
def _glance(piece: str) -> tuple[int, tuple[int, ...]]:
    """What a short text announces, and whether it holds a date or a price."""
    seen = ((_DATE, Count.DATES), (_PRICE, Count.PRICES), (_OWNED, Count.RIGHTS))
    return topic_of(piece), tuple(int(count) for pattern, count in seen if pattern.search(piece))
