"""Link → link with what the other pages of its site say of it."""

from __future__ import annotations

from functools import lru_cache

from sqlite_utils import Database

from linkcrawl.judge.sitewide import count_links, judge_repetition, placement_in_template
from linkcrawl.store.read import StoredLink, live_links_of


class Templates:
    """Looks at each site once, when the first of its links asks."""

    def __init__(self, db: Database) -> None:
        # Links come ordered by source page: few sites are asked about at a time.
        self._of_site = lru_cache(maxsize=32)(lambda site: count_links(live_links_of(db, site)))

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
