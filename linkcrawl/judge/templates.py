"""Link → link with what the other pages of its site say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from sqlite_utils import Database

from linkcrawl.judge.sitewide import (
    Shown,
    SiteCounts,
    count_site,
    judge_repetition,
    placement_in_template,
)
from linkcrawl.store.blocks import (
    blocks_of,
    count_linking_pages,
    live_links_of,
    usual_placements,
)
from linkcrawl.store.read import StoredLink


class Templates:
    """Looks at each site once, when the first of its links asks.

    Where *links* are given, they are all that will ask, and all others from their sites to their
    targets: then nothing else is looked at.
    """

    def __init__(self, db: Database, links: Iterable[StoredLink] | None = None) -> None:
        self._db = db
        self._shown = None if links is None else _shown_by_site(links)
        # Links come ordered by source page: few sites are asked about at a time.
        self._of_site = lru_cache(maxsize=32)(self._counted)

    def judged(self, link: StoredLink) -> StoredLink:
        """The link with `sitewide` and `boilerplate_ratio`; one of the template is no content,
        unless the user says so.
        """
        site = self._of_site(link.source_domain)
        leaves = link.source_domain != link.target_domain
        found = judge_repetition(site, link.container, link.target, leaves)
        if found is None:
            return link
        usual = site.containers[link.container].usual
        return link._replace(
            placement=link.placement
            if link.ruled
            else placement_in_template(link.placement, found, usual),
            sitewide=found.sitewide,
            boilerplate_ratio=found.ratio,
        )

    def _counted(self, site: str) -> SiteCounts:
        known = self._shown
        shown = set(live_links_of(self._db, site)) if known is None else known[site]
        blocks = [*blocks_of(self._db, site, {container for _, container, _ in shown})]
        template = [container for container, *_, outside in blocks if outside]
        usual = usual_placements(self._db, site, template)
        return count_site(count_linking_pages(self._db, site), shown, blocks, usual)


def _shown_by_site(links: Iterable[StoredLink]) -> Mapping[str, Collection[Shown]]:
    shown: defaultdict[str, set[Shown]] = defaultdict(set)
    for link in links:
        if link.live:
            shown[link.source_domain].add((link.source_url, link.container, link.target))
    return shown
