"""Checks every agreement, both ways, and walks the partners' sites and the own ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from linkcrawl.agreements import Agreement
from linkcrawl.fetch.spider import WorkspaceSpider
from linkcrawl.follow_ups import follow_ups
from linkcrawl.items import Page
from linkcrawl.leads import AGREED_RANK, HOME_RANK
from linkcrawl.orders import due_agreements, is_asked, read_orders
from linkcrawl.page.traces import Watched
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
    """The pages named in agreements first, then the sites of both sides.

    With ``-a due=1`` only what is due: the agreements whose next check has come, with
    ``-a orders=FILE`` those that this file of the workspace names.
    """

    name = "partners"

    def __init__(self, *args: Any, due: str = "", orders: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only_due = is_asked(due)
        self._orders = orders
        self._watched: dict[str, Watched] = {}

    def seeds(self) -> Iterator[Waiting]:
        agreements = self._agreements()
        own = self.workspace.config.own
        partners = frozenset(agreement.partner for agreement in agreements)
        self.walked = self.workspace.walkable() & (partners | {site.domain for site in own})
        names = tuple(name for site in own for name in site.brands)
        us = Watched(frozenset(site.domain for site in own), names)
        for agreement in agreements:
            for url, other in (
                (agreement.their_page, us),
                (agreement.our_page, Watched(frozenset({agreement.partner}))),
            ):
                if url:
                    self._watched[url] = other
                    yield Waiting(url, 0, AGREED_RANK, agreed=True)
        for agreement in agreements:
            yield from (
                Waiting(url, 0, AGREED_RANK)
                for url in (agreement.our_target, agreement.their_target)
                if url
            )
            yield Waiting(home_of(agreement), 0, HOME_RANK)
        for site in own if agreements else ():
            for url in site.start_urls:
                yield Waiting(url, 0, HOME_RANK)

    def watched_on(self, url: str) -> Watched:
        return self._watched.get(url, Watched())

    def follow_ups(self, page: Page) -> Iterable[Waiting]:
        watched = self.watched_on(page.url)
        return follow_ups(page, watched) if watched.domains else ()

    def _agreements(self) -> list[Agreement]:
        if self._orders:
            due = read_orders(self.workspace.folder / self._orders)
        elif self._only_due:
            today = datetime.now(UTC).date().isoformat()
            due = due_agreements(self.workspace.agreements, self.store.next_checks(), today)
        else:
            return list(self.workspace.agreements)
        named = frozenset(due)
        chosen = [one for one in self.workspace.agreements if one.name in named]
        self.logger.info("%d of %d agreements are due", len(chosen), len(self.workspace.agreements))
        return chosen
