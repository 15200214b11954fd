"""What other sites look like: what their pages hold, whom they link to, what they offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.sitewide import ContainerCount, is_rotating
from linkcrawl.judge.verdicts.pairs import Pair, is_followed
from linkcrawl.judge.verdicts.signals.known import Bar, Cue, HoldingPage, OtherSite
from linkcrawl.judge.verdicts.signals.offers import cues_of
from linkcrawl.store.outbound import (
    holding_pages,
    names_of_pages,
    outlinks_of,
    page_urls,
    pages_read,
)
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement

# A page that links to so many other sites is crowded.
_CROWDED = 10
_BARS = frozenset({Placement.FOOTER, Placement.SIDEBAR, Placement.NAVIGATION, Placement.HEADER})
_MOST_COMPARED = 40
_SEVERAL_PAGES = 3
_Pages = dict[int, set[str]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """By domain, address, and (domain, block): *blocks* has the sites that each page shows."""

    sites: Mapping[str, OtherSite]
    pages: Mapping[str, HoldingPage]
    cues: Mapping[str, tuple[Cue, ...]]
    blocks: Mapping[tuple[str, int], _Pages]

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
        pages = len(self.blocks.get((site, link.container), ()))
        mostly = pages >= _SEVERAL_PAGES and pages >= self.sites[site].read / 2
        return mostly or (link.placement in _BARS and pages > 0)

    def _bar(self, site: str, link: StoredLink, related: Callable[[str, str], bool | None]) -> Bar:
        pages = self.blocks[site, link.container]
        pool = {target for targets in pages.values() for target in targets}
        shown = sum(map(len, pages.values()))
        block = ContainerCount(link.container, len(pages), shown, shown, len(pool), shown)
        widest = max(map(len, pages.values()))
        # Where each page shows its own few of a pool, the pool is what counts.
        rotating = widest < len(pool) and is_rotating(block, self.sites[site].read)
        said = [related(site, other) for other in sorted(pool)[:_MOST_COMPARED]]
        known = [answer for answer in said if answer is not None]
        share = sum(known) / len(known) if len(known) * 2 > len(said) else None
        sites = len(pool) if rotating else widest
        return Bar(
            link.source_url, sites, len(pages), rotating,
            None if share is None else round(share * sites),
        )  # fmt: skip


def outlook(db: Database, own: Collection[str], others: Collection[str]) -> Outlook:
    """Read what there is to know of *others*, and of the pages that hold links with *own*."""
    on_page: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    in_text: defaultdict[int, set[str]] = defaultdict(set)
    blocks: defaultdict[tuple[str, int], _Pages] = defaultdict(lambda: defaultdict(set))
    for link in outlinks_of(db, {*others, *own}):
        if is_platform(link.target_site):
            continue
        on_page[link.site, link.page].add(link.target_site)
        blocks[link.site, link.container][link.page].add(link.target_site)
        if link.in_text:
            in_text[link.page].add(link.target_site)
    holding = {
        page.url: HoldingPage(
            page.url, page.words, len(in_text[page.page]), page.texts, page.readings
        )
        for page in holding_pages(db, own)
    }
    sites = _sites(db, on_page, {*others, *own})
    return Outlook(sites, holding, cues_of(names_of_pages(db), others), blocks)


def _sites(
    db: Database, on_page: Mapping[tuple[str, int], set[str]], others: Collection[str]
) -> Mapping[str, OtherSite]:
    read = pages_read(db)
    crowded: defaultdict[str, list[int]] = defaultdict(list)
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for (site, page), targets in on_page.items():
        sites[site] |= targets
        if len(targets) >= _CROWDED:
            crowded[site].append(page)
    first = {site: min(pages) for site, pages in crowded.items()}
    urls = page_urls(db, set(first.values()))
    return {
        site: OtherSite(
            read.get(site, 0),
            len(crowded[site]),
            len(sites[site]),
            urls.get(first.get(site, 0), ""),
        )
        for site in others
    }
