"""The evidence for a placement, in words, out of the same measures that the model saw."""

from __future__ import annotations

from collections.abc import Iterator

from linkcrawl.page.blocks import BLOCK_SIZES
from linkcrawl.page.measures import COLUMN, size_of
from linkcrawl.page.topics import TOPICS
from linkcrawl.vocabulary import Placement

_NAMED = {
    "nav_element": "a navigation element", "header_element": "a header element",
    "footer_element": "a footer element", "aside_element": "an aside element",
    "main_element": "the main element", "article_element": "an article element",
    "comment_item": "a comment", "person_item": "a person's details",
    "nav": "a block named as navigation", "header": "a block named as header",
    "footer": "a block named as footer", "side": "a block named as sidebar",
    "comments": "a block named as comments", "author": "a block named as author",
    "content": "a block named as content", "related": "a block named as related pages",
    "breadcrumb": "a block named as breadcrumb", "pages": "a block named as pagination",
}  # fmt: skip
_SPEAKS_FOR = {
    Placement.CONTENT: ("main_element", "article_element", "content"),
    Placement.LINKS_PAGE: ("main_element", "article_element", "content"),
    Placement.NAVIGATION: ("nav_element", "nav", "breadcrumb", "pages"),
    Placement.HEADER: ("header_element", "header"),
    Placement.FOOTER: ("footer_element", "footer"),
    Placement.SIDEBAR: ("aside_element", "side", "related"),
    Placement.COMMENTS: ("comment_item", "comments"),
    Placement.AUTHOR_BOX: ("author", "person_item"),
}
_BEFORE, _IN, _AFTER = 1, 2, 3


def evidence_of(placement: Placement, measures: bytes) -> str:
    """Up to four observations about a link, joined to one sentence."""
    if placement is Placement.UNKNOWN or not measures:
        return ""
    told = _Told(measures)
    return ", ".join((*told.names(placement), told.place(), *told.block(placement)))


class _Told:
    """The measures of one link, by name."""

    def __init__(self, measures: bytes) -> None:
        self._measures = measures

    def __getitem__(self, name: str) -> int:
        return self._measures[COLUMN[name]]

    def size(self, container: str, name: str) -> int:
        return round(size_of(self[f"{container}.{name}"], BLOCK_SIZES[name]))

    def names(self, placement: Placement) -> Iterator[str]:
        """What the elements around the link are called, where that speaks for *placement*."""
        near = max(_SPEAKS_FOR[placement], key=lambda sign: self[f"in.{sign}"])
        if self[f"in.{near}"]:
            yield f"inside {_NAMED[near]}"
        if self["topic_in_part"] and TOPICS[self["topic"] - 1] in ("comments", "reply"):
            yield "after a heading of comments"

    def place(self) -> str:
        if self["part.end"] >= 98 and self["part.start"] >= 50:
            return "in the page's last block"
        if self["part.start"] <= 2 and self["part.end"] <= 50:
            return "in the page's first block"
        side = self["main_side"]
        if side == _IN:
            return "inside the block with most of the running text"
        return "before the main text" if side == _BEFORE else "after the main text"

    def block(self, placement: Placement) -> Iterator[str]:
        """How the block reads: as prose, as a list of the same, or as a bar of links."""
        if placement is Placement.LINKS_PAGE:
            yield "the page's content is little else than links to many other sites"
        elif self.size("near", "plain") >= 80 and self["near.density"] < 50:
            yield f"in running text of {self.size('near', 'plain')} characters"
        elif self.size("rich", "same") >= 3 and placement is Placement.CONTENT:
            yield f"one of {self.size('rich', 'same')} entries of the same kind"
        yield f"{min(self['five.density'], 100)}% of its block's text is links"
        links = self.size("five", "links")
        leaving = round(links * self["five.leaving"] / 100)
        yield f"{leaving} of {links} links leave the site"
