"""A parsed page as flat columns: one walk over the tree, then only arithmetic."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from lxml import etree

from linkcrawl.page.elements import OWNED, Count, Kind, glance, kind_of
from linkcrawl.page.region_words import signs_of_item_type, signs_of_name, signs_of_role

MAX_ELEMENTS = 60_000
_MOST_ANCHOR = 300
_MOST = (1 << 24) - 1
_LINK_TEXT, _MARKS = Count.LINK_TEXT << 24, Count.MARKS << 24
_ANNOUNCED, _RIGHTS = Count.ANNOUNCED << 24, Count.RIGHTS << 24


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
        self.shapes: dict[tuple[object, str | None], int] = {}

    def run(self, root: etree._Element) -> None:
        """Visit every element and text; written for speed, this is most of a page's cost."""
        out, shapes, ends = self.out, self.shapes, self.out.end
        kinds, end = out.kinds, out.end.append
        parent, pack = out.parent.append, out.packed.append
        open_ = [(root, 0, kind_of("", None))]
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
                if kind.link:
                    self.enter_link(element, now)
                else:
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
        self.out.kinds.append(kind_of(*key))
        self.out.classes.append(key[1])
        self.shapes[key] = len(self.out.kinds)
        return len(self.out.kinds)

    def enter_link(self, element: etree._Element, now: int) -> None:
        position = self.anchors.get(element)
        if position is not None:
            self.link = position
            self.out.link_at[position] = now

    def enter(self, element: etree._Element, now: int, kind: Kind) -> None:
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
        self, element: etree._Element, kind: Kind, piece: str | None, above: int, depth: int
    ) -> None:
        if kind.silent:
            self.silent -= 1
        elif kind.link and element in self.anchors:
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
            topic, seen = glance(piece)
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
        if "©" in piece or (size < 300 and OWNED.search(piece)):
            when(now)
            note(_RIGHTS | 1)
