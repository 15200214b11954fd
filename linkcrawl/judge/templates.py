"""Link → link with what the other pages of its site say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from sqlite_utils import Database

from linkcrawl.judge.sitewide import (
    SiteCounts,
    count_links,
    judge_repetition,
    placement_in_template,
)
from linkcrawl.store.blocks import count_linking_pages, live_links_in
from linkcrawl.store.read import StoredLink


class Templates:
    """Looks at each site once, when the first of its links asks.

    *links* are all those that will ask: no other blocks are looked at.
    """

    def __init__(self, db: Database, links: Iterable[StoredLink]) -> None:
        self._db = db
        self._blocks: defaultdict[str, set[int]] = defaultdict(set)
        for link in links:
            self._blocks[link.source_domain].add(link.container)
        # Links come ordered by source page: few sites are asked about at a time.
        self._of_site = lru_cache(maxsize=32)(self._counted)

    def judged(self, link: StoredLink) -> StoredLink:
        """The link with `sitewide` and `boilerplate_ratio`; one of the template is no content."""
        site = self._of_site(link.source_domain)
        found = judge_repetition(site, link.container, link.target)
        if found is None:
            return link
        return link._replace(
            placement=placement_in_template(
                link.placement, found, site.containers[link.container].usual
            ),
            sitewide=found.sitewide,
            boilerplate_ratio=found.ratio,
        )

    def _counted(self, site: str) -> SiteCounts:
        links = live_links_in(self._db, site, self._blocks[site])
        return count_links(links, count_linking_pages(self._db, site))
