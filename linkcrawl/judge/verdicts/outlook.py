"""What other sites look like: what their pages hold, whom they link to, what they offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import compress

from sqlite_utils import Database

from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.sitewide import ContainerCount, is_rotating
from linkcrawl.judge.verdicts.pairs import Pair, is_followed
from linkcrawl.judge.verdicts.signals.known import Bar, Cue, HoldingPage, OtherSite
from linkcrawl.judge.verdicts.signals.offers import cues_of, is_cue
from linkcrawl.store.graph import OutLinks, site_names
from linkcrawl.store.outbound import (
    names_of_pages,
    page_urls,
    pages_read,
    text_pages,
)
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement

# A page that links to so many other sites is crowded.
_CROWDED = 10
_BARS = frozenset({Placement.FOOTER, Placement.SIDEBAR, Placement.NAVIGATION, Placement.HEADER})
_MOST_COMPARED = 40
_SEVERAL_PAGES = 3


@dataclass(slots=True)
class Block:
    """A block of a site's pages by the other sites that it links to.

    *shown* counts them for each page anew, *widest* is the page with most of them, *pool* names
    each once.
    """

    pages: int = 0
    shown: int = 0
    widest: int = 0
    pool: set[str] = field(default_factory=set)

    def add(self, sites: Collection[str]) -> None:
        """Count what one page shows."""
        self.pages += 1
        self.shown += len(sites)
        self.widest = max(self.widest, len(sites))
        self.pool.update(sites)


@dataclass(slots=True)
class _Linking:
    """The sites that a site links to, and the first and the number of its crowded pages."""

    sites: set[int] = field(default_factory=set)
    crowded: int = 0
    first: int = 0

    def add(self, page: int, targets: Collection[int]) -> None:
        """Count what one page links to."""
        self.sites.update(targets)
        if len(targets) >= _CROWDED:
            self.crowded += 1
            self.first = min(page, self.first or page)


@dataclass(frozen=True, slots=True)
class Outlook:
    """By domain, address, and (domain, block): *blocks* are those that hold links of ours."""

    sites: Mapping[str, OtherSite]
    pages: Mapping[str, HoldingPage]
    cues: Mapping[str, tuple[Cue, ...]]
    blocks: Mapping[tuple[str, int], Block]

    def pages_of(self, links: Iterable[StoredLink]) -> Mapping[str, HoldingPage]:
        """The pages that hold *links*, as far as they are known."""
        urls = {link.source_url for link in links}
        return {url: self.pages[url] for url in urls if url in self.pages}

    def bars_of(self, pair: Pair, related: Callable[[str, str], bool | None]) -> tuple[Bar, ...]:
        """The blocks that repeat and have a followed link of ours, one of each."""
        held: dict[int, StoredLink] = {}
        for link in pair.links_in:
            if not link.in_prose and is_followed(link) and self._repeats(pair.other, link):
                held.setdefault(link.container, link)
        return tuple(self._bar(pair.other, link, related) for _, link in sorted(held.items()))

    def _repeats(self, site: str, link: StoredLink) -> bool:
        """True for a block of a template, known as one or found on most pages."""
        block = self.blocks.get((site, link.container))
        pages = block.pages if block else 0
        mostly = pages >= _SEVERAL_PAGES and pages >= self.sites[site].read / 2
        return mostly or (link.placement in _BARS and pages > 0)

    def _bar(self, site: str, link: StoredLink, related: Callable[[str, str], bool | None]) -> Bar:
        shown = self.blocks[site, link.container]
        pool, pages = len(shown.pool), shown.pages
        block = ContainerCount(pages, shown.shown, shown.shown, pool, shown.shown)
        # Where each page shows its own few of a pool, the pool is what counts.
        rotating = shown.widest < pool and is_rotating(block, self.sites[site].read)
        said = [related(site, other) for other in nsmallest(_MOST_COMPARED, shown.pool)]
        known = [answer for answer in said if answer is not None]
        share = sum(known) / len(known) if len(known) * 2 > len(said) else None
        sites = pool if rotating else shown.widest
        return Bar(
            link.source_url, sites, pages, rotating,
            None if share is None else round(share * sites),
        )  # fmt: skip


def outlook(
    db: Database,
    pages: Iterable[OutLinks],
    own: Collection[str],
    others: Collection[str],
    links: Collection[StoredLink] = (),
) -> Outlook:
    """Read what there is to know of *others*, and of the pages and blocks of *links* with *own*.

    *pages* are all that link to other sites.
    """
    known = {*others, *own}
    held = {page.page: page for page in text_pages(db, {link.source_url for link in links})}
    asked = frozenset(link.container for link in links if not link.in_prose)
    seen = _Seen(site_names(db), known, held.keys(), asked)
    for page in pages:
        seen.add(page)
    holding = {
        page.url: HoldingPage(
            page.url, page.words, seen.in_text.get(number, 0), page.texts, page.readings
        )
        for number, page in held.items()
    }
    cues = cues_of(names_of_pages(db, others, is_cue), others)
    return Outlook(_sites(db, seen.linking, known), holding, cues, seen.blocks)


class _Seen:
    """What pages of *known* sites link to, platforms aside.

    Of those in *holding* how many sites in their text, of the *asked* blocks which.
    """

    def __init__(
        self,
        names: Mapping[int, str],
        known: Collection[str],
        holding: Collection[int],
        asked: frozenset[int],
    ) -> None:
        self.linking: defaultdict[str, _Linking] = defaultdict(_Linking)
        self.in_text: dict[int, int] = {}
        self.blocks: defaultdict[tuple[str, int], Block] = defaultdict(Block)
        self._names, self._known, self._holding, self._asked = names, known, holding, asked
        self._platforms = {number for number, site in names.items() if is_platform(site)}

    def add(self, page: OutLinks) -> None:
        """Look at a page."""
        site, targets = self._names[page.site], {*page.targets} - self._platforms
        if site not in self._known or not targets:
            return
        self.linking[site].add(page.page, targets)
        if page.page in self._holding:
            in_text = compress(page.targets, page.in_text)
            self.in_text[page.page] = len(targets.intersection(in_text))
        for block in self._asked.intersection(page.containers):
            if here := targets.intersection(page.targets_in(block)):
                self.blocks[site, block].add({self._names[target] for target in here})


def _sites(
    db: Database, linking: Mapping[str, _Linking], others: Collection[str]
) -> Mapping[str, OtherSite]:
    read = pages_read(db)
    urls = page_urls(db, {one.first for one in linking.values() if one.first})
    nothing = _Linking()
    found = {site: linking.get(site, nothing) for site in others}
    return {
        site: OtherSite(read.get(site, 0), one.crowded, len(one.sites), urls.get(one.first, ""))
        for site, one in found.items()
    }
