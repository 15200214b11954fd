"""Where a link stands on its page → a small drawing of the page with the place marked."""

from __future__ import annotations

from dataclasses import dataclass

from linkcrawl.items import WINDOW_HEIGHT, WINDOW_WIDTH
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement

WIDTH = 132
_LOWEST, _HIGHEST = 75, 190
_SCALE = WIDTH / WINDOW_WIDTH


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


# Where readers expect the parts of a page; the links page is one with nothing else in it.
_AREAS = {
    Placement.HEADER: Box(0, 0, WIDTH, 16),
    Placement.NAVIGATION: Box(0, 18, WIDTH, 11),
    Placement.CONTENT: Box(0, 31, 92, 64),
    Placement.AUTHOR_BOX: Box(0, 97, 92, 15),
    Placement.COMMENTS: Box(0, 114, 92, 16),
    Placement.SIDEBAR: Box(94, 31, 38, 99),
    Placement.FOOTER: Box(0, 132, WIDTH, 18),
}
_LINKS_PAGE = Box(0, 31, WIDTH, 99)
_USUAL_HEIGHT = 150


@dataclass(frozen=True, slots=True)
class Schematic:
    """A page of *height* points with the link at *mark*.

    Where a browser looked, *fold* is where its window ended and *link* says what it saw; else
    *fold* is 0, and the mark is the area that the link's placement names.
    """

    height: int
    mark: Box
    fold: int
    placement: Placement
    link: StoredLink

    @property
    def seen(self) -> bool:
        """True where a browser told the place."""
        return bool(self.fold)

    @property
    def scrolls(self) -> bool:
        """True where the page is higher than the window was."""
        return 0 < self.fold < self.height

    @property
    def areas(self) -> tuple[Box, ...]:
        """What is drawn of the page: its outline, or the parts that pages usually have."""
        return (Box(0, 0, WIDTH, self.height),) if self.seen else tuple(_AREAS.values())


def schematic_of(link: StoredLink | None) -> Schematic | None:
    """The drawing for a link; None where nothing is known of its place."""
    if link is None:
        return None
    if link.seen_at is not None and link.page_height > 0 and link.seen_at <= link.page_height:
        return _measured(link, link.seen_at)
    area = _LINKS_PAGE if link.placement is Placement.LINKS_PAGE else _AREAS.get(link.placement)
    if area is None:
        return None
    return Schematic(_USUAL_HEIGHT, area, 0, link.placement, link)


def _measured(link: StoredLink, y: int) -> Schematic:
    page = link.page_height
    height = min(_HIGHEST, max(_LOWEST, round(page * _SCALE)))
    down = height / page
    mark = Box(
        min(WIDTH - 6, max(0, round(link.seen_x * _SCALE))),
        min(height - 4, max(0, round(y * down))),
        0,
        max(4, round(link.seen_height * down)),
    )
    width = min(WIDTH - mark.x, max(6, round(link.seen_width * _SCALE)))
    mark = Box(mark.x, mark.y, width, min(mark.height, height - mark.y))
    fold = min(height, round(WINDOW_HEIGHT * down))
    return Schematic(height, mark, max(1, fold), link.placement, link)
