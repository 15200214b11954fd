"""What several pages of one site tell together: links of its template, however they are placed.

A container is a path of elements without positions: the same block on every page of a
template has the same. The store counts, in SQL; everything here looks at counts only, one
site at a time and in one pass, so that millions of links cost a group-by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from linkcrawl.vocabulary import Placement

# A block is judged once it was seen on so many pages: fewer prove nothing.
ENOUGH_PAGES = 10
MOSTLY = 0.5
# A block that draws its links from a pool shows each of them again and again; what
# articles link to is new on nearly every page.
_SHOWN_AGAIN = 3.0
_SHOWN_AGAIN_IN_TEMPLATE = 2.0


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of one page, as far as this module needs it."""

    page: int
    container: int
    target: int
    leaves: bool
    placement: Placement


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
        block = containers[count.container]
        rotates = count.leaves and count.container in rotating
        known = block.pages >= ENOUGH_PAGES
        ratio = count.pages / block.pages
        yield Repetition(
            container=count.container,
            target=count.target,
            ratio=ratio if known else None,
            rotating=rotates and ratio < MOSTLY,
            sitewide=(
                count.pages_anywhere >= MOSTLY * site_pages if site_pages >= ENOUGH_PAGES else None
            ),
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
    is_content = placement in (Placement.CONTENT, Placement.LINKS_PAGE)
    if not (is_content and repetition.boilerplate):
        return placement
    return usual or Placement.SIDEBAR


def count_links(
    rows: Iterable[LinkRow],
) -> tuple[int, dict[int, ContainerCount], list[TargetCount]]:
    """The counts that `judge_repetition` takes, of the links of one site."""
    pages: set[int] = set()
    on: defaultdict[int, set[int]] = defaultdict(set)
    with_target: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    anywhere: defaultdict[int, set[int]] = defaultdict(set)
    outside: dict[int, bool] = {}
    links: Counter[int] = Counter()
    leaving: Counter[int] = Counter()
    placed: defaultdict[int, Counter[Placement]] = defaultdict(Counter)
    for row in rows:
        pages.add(row.page)
        on[row.container].add(row.page)
        with_target[row.container, row.target].add(row.page)
        anywhere[row.target].add(row.page)
        outside[row.target] = row.leaves
        links[row.container] += 1
        leaving[row.container] += row.leaves
        if row.placement not in (Placement.CONTENT, Placement.LINKS_PAGE):
            placed[row.container][row.placement] += 1
    pool = Counter(container for container, target in with_target if outside[target])
    containers = {
        number: ContainerCount(
            number,
            len(seen),
            links[number],
            leaving[number],
            pool[number],
            placed[number].total(),
            next((placement for placement, _ in placed[number].most_common(1)), None),
        )
        for number, seen in on.items()
    }
    targets = [
        TargetCount(container, target, len(seen), len(anywhere[target]), outside[target])
        for (container, target), seen in with_target.items()
    ]
    return len(pages), containers, targets


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
