"""A parsed page as flat columns: one walk over the tree, then only arithmetic."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from lxml import etree

from linkcrawl.page.elements import Count, Kind, glance, is_owned, kind_of
from linkcrawl.page.region_words import signs_of_item_type, signs_of_name, signs_of_role

MAX_ELEMENTS = 60_000
_MOST_ANCHOR = 300
# What classes, ids and the like are remembered by; no sign is looked for beyond.
_LONGEST_NAME = 300
_MOST = (1 << 24) - 1
_LINK_TEXT, _MARKS = Count.LINK_TEXT << 24, Count.MARKS << 24
_ANNOUNCED, _RIGHTS = Count.ANNOUNCED << 24, Count.RIGHTS << 24


class Outline:
    """The elements of a page in document order.

    A moment is the start of an element or the text after one. An element spans the
    moments from its start to its end. *packed* holds the depth and the shape of each
    moment, *events* when what was counted and how much, in one number each: taking notes
    is most of the work.
    """

    def __init__(self, anchors: int) -> None:
        self.parent = array("i")
        self.packed = array("i")
        self.end = array("i")
        self.events = array("q")
        self.kinds: list[Kind] = []
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
        self.shapes: dict[tuple[object, str | None], tuple[int, Kind]] = {}

    def run(self, root: etree._Element) -> None:
        """Visit every element and text; written for speed, this is most of a page's cost."""
        out, shapes, ends = self.out, self.shapes, self.out.end
        parent, pack, end = out.parent.append, out.packed.append, out.end.append
        leave, text = self.leave, self.text
        open_ = [(root, 0, kind_of("", None))]
        inner, start, now = root, 0, -1
        for element in root.iter():
            above = element.getparent() if now >= 0 else root
            while inner is not above:
                _, ended, kind = open_.pop()
                ends[ended] = len(ends)
                if kind.watched:
                    self.close(inner, kind)
                if piece := inner.tail:
                    leave(piece, open_[-1][1], len(open_) - 1)
                inner, start, _ = open_[-1]
            now = len(ends)
            if now > MAX_ELEMENTS:
                break
            key = (element.tag, element.get("class"))
            shape, kind = shapes.get(key) or self.shape(key)
            parent(start)
            pack(len(open_) - 1 << 16 | shape)
            end(now + 1)
            if kind.special:
                if kind.link:
                    self.enter_link(element, now)
                else:
                    self.enter(element, now, kind)
            if (piece := element.text) and not self.silent and (piece := piece.strip()):
                text(piece, now, kind.heading)
            if len(element):
                inner, start = element, now
                open_.append((element, now, kind))
                continue
            if kind.watched:
                self.close(element, kind)
            if piece := element.tail:
                leave(piece, start, len(open_) - 1)
        while len(open_) > 1:
            last, ended, kind = open_.pop()
            ends[ended] = len(ends)
            self.close(last, kind)
            leave(last.tail or "", open_[-1][1], len(open_) - 1)

    def shape(self, key: tuple[object, str | None]) -> tuple[int, Kind]:
        tag, classes = key
        kind = kind_of(tag, classes and classes[:_LONGEST_NAME])
        self.out.kinds.append(kind)
        self.out.classes.append(key[1])
        self.shapes[key] = len(self.out.kinds), kind
        return self.shapes[key]

    def enter_link(self, element: etree._Element, now: int) -> None:
        position = self.anchors.get(element)
        if position is not None:
            self.link = position
            self.out.link_at[position] = now

    def enter(self, element: etree._Element, now: int, kind: Kind) -> None:
        """Note what an element says of itself besides its tag and class."""
        out = self.out
        if kind.counted >= 0:
            out.events.append(now << 32 | kind.counted << 24 | 1)
            if kind.tag == "h1":
                out.titles.append(element)
                out.first_h1 = now if out.first_h1 < 0 else out.first_h1
        if kind.silent:
            self.silent += 1
        if kind.inline or kind.heading:
            return
        own, role = element.get("id"), element.get("role")
        signs = signs_of_role(role[:_LONGEST_NAME]) if role else 0
        if own:
            out.ids[now] = own
            signs |= signs_of_name(own[:_LONGEST_NAME])
        if item_type := element.get("itemtype"):
            signs |= signs_of_item_type(item_type[:_LONGEST_NAME])
        if signs:
            out.own_signs[now] = signs

    def close(self, element: etree._Element, kind: Kind) -> None:
        if kind.silent:
            self.silent -= 1
        elif kind.link and element in self.anchors:
            self.link = -1

    def leave(self, piece: str, above: int, depth: int) -> None:
        """Take note of the text after an element."""
        if not self.silent and (piece := piece.strip()):
            now = len(self.out.end)
            self.out.parent.append(above)
            self.out.packed.append(depth << 16)
            self.out.end.append(now + 1)
            self.text(piece, now, False)

    def text(self, piece: str, now: int, heading: bool) -> None:
        size, link, note = len(piece), self.link, self.out.events.append
        when = now << 32
        amount = size if size < _MOST else _MOST
        if link >= 0:
            note(when | _LINK_TEXT | amount)
            texts = self.out.link_text
            kept = texts[link]
            texts[link] = f"{kept} {piece}"[:_MOST_ANCHOR] if kept else piece
        else:
            note(when | amount)
        if size < 60:
            topic, seen = glance(piece)
            for count in seen:
                note(when | count << 24 | 1)
            if topic and (heading or (link < 0 and size < 40)):
                self.out.announced.append((now, topic))
                note(when | _ANNOUNCED | 1)
            return
        if link < 0:
            marks = piece.count(".") + piece.count(",") + piece.count("。")
            note(when | _MARKS | min(marks, _MOST))
        if "©" in piece or (size < 300 and is_owned(piece)):
            note(when | _RIGHTS | 1)
