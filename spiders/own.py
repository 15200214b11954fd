"""Walks the own sites: every link that leaves them."""

from __future__ import annotations

from collections.abc import Iterator

from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.leads import HOME_RANK
from linkcrawl.store.frontier import Waiting


class OwnSpider(WorkspaceSpider):
    """The own sites from their start URLs."""

    name = "own"

    def seeds(self) -> Iterator[Waiting]:
        own_sites = self.workspace.config.own
        self.walked = frozenset(own.domain for own in own_sites)
        for own in own_sites:
            for url in own.start_urls:
                yield Waiting(url, 0, HOME_RANK)
