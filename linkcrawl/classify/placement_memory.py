"""Placements that measured pages of a site taught, for its pages that no verdict rests on."""

from __future__ import annotations

import zlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from linkcrawl.classify.links_page import LEAVING, SITES
from linkcrawl.classify.page import PLACED, filled, with_placements
from linkcrawl.classify.placement import FORUM
from linkcrawl.items import Link, Page
from linkcrawl.page.topics import kind_of_address, names_links_page
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import CONTENT, Placement

# A block is known once so many pages that have it were measured.
_PAGES = 3
# Content must be told so surely.
_SURE = 0.6
# One page in so many is measured all the same: what no longer holds is forgotten.
_CHECKED = 100
_PATHS_OF_SITE = 1_000
_PATHS = 30_000

# Whether in prose, placement, confidence, evidence.
_Said = tuple[bool, Placement, float, str]


@dataclass(slots=True)
class _Block:
    """What measured pages said of the links with one path."""

    pages: int = 0
    votes: Counter[tuple[bool, Placement]] = field(default_factory=Counter)
    sure: defaultdict[tuple[bool, Placement], float] = field(
        default_factory=lambda: defaultdict(float)
    )
    said: _Said | None = None

    def learn(self, links: Sequence[Link]) -> None:
        """Take in the links of one more page."""
        self.pages += 1
        for link in links:
            self.votes[link.in_prose, link.placement] += 1
            self.sure[link.in_prose, link.placement] += link.placement_confidence
        self.said = self._verdict() if self.pages >= _PAGES else None

    def _verdict(self) -> _Said | None:
        """What most said; None where some are content and some not, or only in prose."""
        ((what, votes),) = self.votes.most_common(1)
        sure = self.sure[what] / votes
        placements = {placement for _, placement in self.votes}
        if not placements.isdisjoint(CONTENT) and (len(self.votes) > 1 or sure < _SURE):
            return None
        return (*what, round(sure, 2), "") if what[1] is not Placement.LINKS_PAGE else None


class PlacementMemory:
    """Where links stand that have the path of a block which earlier pages of the site had.

    The path names the elements around a link without their positions, so a block has the same
    on every page of its template. It is known where measured pages agreed on content or not;
    which part of the template it is, most of them say. All links of a page must be known for
    it not to be measured.

    A page is always measured where a verdict may rest on it (it is one of the *own* sites or
    links to one), where it is a home page or may be a links page, and one in a hundred besides. So
    what is stored of such a page does not depend on the pages that were visited before it.
    """

    def __init__(self, own: Collection[str] = ()) -> None:
        self._own = frozenset(own)
        self._sites: OrderedDict[tuple[str, bool], dict[str, _Block]] = OrderedDict()
        self._paths = 0

    def place(self, page: Page) -> Page:
        """The page with its placements, by `recall` or else by its measures; it teaches."""
        if page.links and page.links[0].placement is not Placement.UNKNOWN:
            return page
        placed = with_placements(page)
        self._learn(placed)
        return placed

    def recall(self, page: Page) -> Page | None:
        """The page with its placements where all of them are known and it may be so placed."""
        blocks = self._sites.get(_kind(page))
        if not blocks or self._must_be_measured(page):
            return None
        paths = [link.surroundings.path for link in page.links]
        said: dict[str, _Said] = {}
        for path in set(paths):
            block = blocks.get(path)
            if block is None or block.said is None:
                return None
            said[path] = block.said
        answers = [said[path] for path in paths]
        links = filled(page.links, PLACED, answers)
        if _may_be_links_page(links, site_of(page.final_url)):
            return None
        return replace(page, links=links)

    def _must_be_measured(self, page: Page) -> bool:
        path = urlsplit(page.final_url).path.strip("/")
        named = (page.title, page.h1, unquote(path.rpartition("/")[2]))
        return (
            not path
            or zlib.crc32(page.final_url.encode(errors="replace")) % _CHECKED == 0
            or site_of(page.final_url) in self._own
            or not self._own.isdisjoint([link.site for link in page.links])
            or any(link.ruled for link in page.links)
            or any(map(names_links_page, named))
        )

    def _learn(self, page: Page) -> None:
        kind = _kind(page)
        blocks = self._sites.setdefault(kind, {})
        self._sites.move_to_end(kind)
        together: defaultdict[str, list[Link]] = defaultdict(list)
        for link in page.links:
            if not link.ruled:
                together[link.surroundings.path].append(link)
        for path, links in together.items():
            if path not in blocks and len(blocks) < _PATHS_OF_SITE:
                blocks[path] = _Block()
                self._paths += 1
            if path in blocks:
                blocks[path].learn(links)
        while self._paths > _PATHS:
            self._paths -= len(self._sites.popitem(last=False)[1])


def _kind(page: Page) -> tuple[str, bool]:
    """A site, and whether its address says that it is a forum, whose posts are content."""
    address = page.final_url.partition("//")[2][:300]
    return site_of(page.final_url), kind_of_address(address) == FORUM


def _may_be_links_page(links: Sequence[Link], site: str) -> bool:
    """Whether the content links lead to as many sites as those of a links page."""
    content = [link.site for link in links if link.placement is Placement.CONTENT]
    leaving = [target for target in content if target not in ("", site)]
    return len(set(leaving)) >= SITES and len(leaving) >= LEAVING * len(content)
