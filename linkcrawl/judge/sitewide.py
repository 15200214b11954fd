"""What several pages of one site tell together: links of its template, however they are placed.

A container is a path of elements without positions: the same block on every page of a
template has the same. Everything here looks at counts only, one site at a time, so that
millions of links cost seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from linkcrawl.vocabulary import CONTENT, Placement

# A block is judged once it was seen on so many pages: fewer prove nothing.
ENOUGH_PAGES = 10
MOSTLY = 0.5
# A block that draws its links from a pool shows each of them again and again; what
# articles link to is new on nearly every page.
_SHOWN_AGAIN = 3.0
_SHOWN_AGAIN_IN_TEMPLATE = 2.0

# A link of a page: the page by its address or by number, the container and the target by number.
Shown = tuple[str | int, int, int]


@dataclass(frozen=True, slots=True)
class ContainerCount:
    """A block of one site: on how many pages, with how many links.

    *targets* are the different targets of the *leaving* links. *template* counts the links
    that are placed outside the content, *usual* is the commonest such placement.
    """

    pages: int
    links: int
    leaving: int
    targets: int
    template: int = 0
    usual: Placement | None = None


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """How the links of one site repeat: on how many *pages* a container points to a target.

    *anywhere* counts the pages on which any container does.
    """

    pages: int
    containers: Mapping[int, ContainerCount]
    pairs: Mapping[tuple[int, int], int]
    anywhere: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Repetition:
    """How a link of one block repeats over the pages of its site.

    *ratio* is the share of the pages with that block on which it points to this target;
    None, like *sitewide*, where too few pages are known.
    """

    ratio: float | None
    rotating: bool
    sitewide: bool | None

    @property
    def boilerplate(self) -> bool:
        """True for a link of the template, whatever its own page made of it."""
        return self.rotating or (self.ratio is not None and self.ratio >= MOSTLY)


def judge_repetition(
    site: SiteCounts, container: int, target: int, leaves: bool
) -> Repetition | None:
    """How a link to *target* in a block repeats on its site, None where it has no such link.

    *leaves* tells of a target on another site: only links to such rotate.
    """
    pages = site.pairs.get((container, target))
    if pages is None:
        return None
    block = site.containers[container]
    ratio = pages / block.pages
    enough = site.pages >= ENOUGH_PAGES
    return Repetition(
        ratio=ratio if block.pages >= ENOUGH_PAGES else None,
        rotating=leaves and ratio < MOSTLY and is_rotating(block, site.pages),
        sitewide=site.anywhere[target] >= MOSTLY * site.pages if enough else None,
    )


def is_rotating(block: ContainerCount, site_pages: int) -> bool:
    """True for a block on most pages whose outbound links change, out of one small pool.

    >>> footer = ContainerCount(pages=40, links=120, leaving=120, targets=15)
    >>> is_rotating(footer, site_pages=42)
    True
    >>> prose = ContainerCount(pages=40, links=90, leaving=60, targets=57)
    >>> is_rotating(prose, site_pages=42)
    False
    """
    if block.pages < ENOUGH_PAGES or block.pages < MOSTLY * site_pages or not block.targets:
        return False
    shown = block.leaving / block.targets
    in_template = block.template > MOSTLY * block.links
    return shown >= (_SHOWN_AGAIN_IN_TEMPLATE if in_template else _SHOWN_AGAIN)


def placement_in_template(
    placement: Placement, repetition: Repetition, usual: Placement | None
) -> Placement:
    """The placement of a link once its repetition is known: template is never content.

    Without another placement of the same block to go by, it is a sidebar's: a block of the
    template beside the content.
    """
    if not (placement in CONTENT and repetition.boilerplate):
        return placement
    return usual or Placement.SIDEBAR


def count_site(
    pages: int,
    shown: Collection[Shown],
    blocks: Iterable[tuple[int, int, int, int, int, int]],
    usual: Mapping[int, Placement],
) -> SiteCounts:
    """The counts of one site of so many *pages*.

    *blocks* have a container and its `ContainerCount` as far as "template"; *usual* has the rest.
    """
    containers = {
        block: ContainerCount(on_pages, links, leaving, targets, template, usual.get(block))
        for block, on_pages, links, leaving, targets, template in blocks
    }
    return SiteCounts(
        pages,
        containers,
        Counter((container, target) for _, container, target in shown),
        Counter(target for _, target in {(page, target) for page, _, target in shown}),
    )
