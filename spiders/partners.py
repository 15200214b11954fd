"""Checks every agreement, both ways, and walks the partners' sites and the own ones."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from linkcrawl.agreements import Agreement
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.leads import AGREED_RANK, HOME_RANK
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import site_of


def home_of(agreement: Agreement) -> str:
    """Where a partner's site begins: beside the pages that were agreed, else at its domain.

    >>> home_of(Agreement("example.com", their_page="http://blog.example.com/a"))
    'http://blog.example.com/'
    """
    for url in (agreement.their_page, agreement.their_target):
        if site_of(url) == agreement.partner:
            return urljoin(url, "/")
    return f"https://{agreement.partner}/"


class PartnersSpider(WorkspaceSpider):
    """The pages named in agreements first, then the sites of both sides."""

    name = "partners"

    def seeds(self) -> Iterator[Waiting]:
        self.walked = self.workspace.walkable()
        for agreement in self.workspace.agreements:
            for url in (agreement.their_page, agreement.our_page):
                if url:
                    yield Waiting(url, 0, AGREED_RANK, agreed=True)
        for agreement in self.workspace.agreements:
            yield Waiting(home_of(agreement), 0, HOME_RANK)
        for own in self.workspace.config.own:
            for url in own.start_urls:
                yield Waiting(url, 0, HOME_RANK)
