"""What several pages of one site tell together: links of its template, however they are placed.

A container is a path of elements without positions: the same block on every page of a
template has the same. The store counts, in SQL; everything here looks at counts only, one
site at a time and in one pass, so that millions of links cost a group-by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from linkcrawl.vocabulary import Placement

# A block is judged once it was seen on so many pages: fewer prove nothing.
ENOUGH_PAGES = 10
MOSTLY = 0.5
# A block that draws its links from a pool shows each of them again and again; what
# articles link to is new on nearly every page.
_SHOWN_AGAIN = 3.0
_SHOWN_AGAIN_IN_TEMPLATE = 2.0
_CONTENT = frozenset({Placement.CONTENT, Placement.LINKS_PAGE})


class LinkRow(NamedTuple):
    """One link of one page, as far as this module needs it; *placement* may be its mere word."""

    page: int
    container: int
    target: int
    leaves: bool
    placement: str


@dataclass(frozen=True, slots=True)
class ContainerCount:
    """A block of one site: on how many pages, with how many links.

    *targets* are the different targets of the *leaving* links. *template* counts the links
    that are placed outside the content, *usual* is the commonest such placement.
    """

    container: int
    pages: int
    links: int
    leaving: int
    targets: int
    template: int = 0
    usual: Placement | None = None


@dataclass(frozen=True, slots=True)
class TargetCount:
    """On how many pages of a site a block points to a target, and any block does."""

    container: int
    target: int
    pages: int
    pages_anywhere: int
    leaves: bool


@dataclass(frozen=True, slots=True)
class Repetition:
    """How a link of one block repeats over the pages of its site.

    *ratio* is the share of the pages with that block on which it points to this target;
    None, like *sitewide*, where too few pages are known. *reason* says so in words.
    """

    container: int
    target: int
    ratio: float | None
    rotating: bool
    sitewide: bool | None
    reason: str

    @property
    def boilerplate(self) -> bool:
        """True for a link of the template, whatever its own page made of it."""
        return self.rotating or (self.ratio is not None and self.ratio >= MOSTLY)


def judge_repetition(
    site_pages: int, containers: Mapping[int, ContainerCount], targets: Iterable[TargetCount]
) -> Iterator[Repetition]:
    """One answer for each block and target of a site of which *site_pages* were read."""
    rotating = {number for number, one in containers.items() if is_rotating(one, site_pages)}
    for count in targets:
        rotates = count.leaves and count.container in rotating
        yield _repetition(site_pages, containers[count.container], count, rotates)


def _repetition(
    site_pages: int, block: ContainerCount, count: TargetCount, rotates: bool
) -> Repetition:
    known = block.pages >= ENOUGH_PAGES
    ratio = count.pages / block.pages
    enough = site_pages >= ENOUGH_PAGES
    return Repetition(
        container=count.container,
        target=count.target,
        ratio=ratio if known else None,
        rotating=rotates and ratio < MOSTLY,
        sitewide=count.pages_anywhere >= MOSTLY * site_pages if enough else None,
        reason=_reason(block, count, rotates and ratio < MOSTLY),
    )


def is_rotating(block: ContainerCount, site_pages: int) -> bool:
    """True for a block on most pages whose outbound links change, out of one small pool.

    >>> footer = ContainerCount(1, pages=40, links=120, leaving=120, targets=15)
    >>> is_rotating(footer, site_pages=42)
    True
    >>> prose = ContainerCount(2, pages=40, links=90, leaving=60, targets=57)
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
    if not (placement in _CONTENT and repetition.boilerplate):
        return placement
    return usual or Placement.SIDEBAR


@dataclass(slots=True)
class _Block:
    """What is counted of a container while its links go by."""

    pages: set[int] = field(default_factory=set)
    links: int = 0
    leaving: int = 0
    pool: int = 0
    placed: Counter[str] = field(default_factory=Counter)

    def counted(self, container: int) -> ContainerCount:
        usual = next((Placement(word) for word, _ in self.placed.most_common(1)), None)
        return ContainerCount(
            container, len(self.pages), self.links, self.leaving, self.pool,
            self.placed.total(), usual,
        )  # fmt: skip


def count_links(
    rows: Iterable[LinkRow],
) -> tuple[int, dict[int, ContainerCount], list[TargetCount]]:
    """The counts that `judge_repetition` takes, of the links of one site."""
    blocks: defaultdict[int, _Block] = defaultdict(_Block)
    with_target: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    anywhere: defaultdict[int, set[int]] = defaultdict(set)
    outside: dict[int, bool] = {}
    for page, container, target, leaves, placement in rows:
        block = blocks[container]
        block.pages.add(page)
        block.links += 1
        block.leaving += leaves
        if placement not in _CONTENT:
            block.placed[placement] += 1
        with_target[container, target].add(page)
        anywhere[target].add(page)
        outside[target] = leaves
    for container, target in with_target:
        blocks[container].pool += outside[target]
    pages = set[int]().union(*(block.pages for block in blocks.values()))
    targets = [
        TargetCount(container, target, len(seen), len(anywhere[target]), outside[target])
        for (container, target), seen in with_target.items()
    ]
    return len(pages), {number: one.counted(number) for number, one in blocks.items()}, targets


def _reason(block: ContainerCount, count: TargetCount, rotates: bool) -> str:
    if block.pages < ENOUGH_PAGES:
        return (
            f"too few pages: the block is known from {block.pages},"
            f" {ENOUGH_PAGES} are needed to judge it"
        )
    seen = f"on {count.pages} of the {block.pages} pages that have this block"
    if rotates:
        return (
            f"{seen}, which shows {block.leaving} outbound links out of only"
            f" {block.targets} different ones"
        )
    return seen
