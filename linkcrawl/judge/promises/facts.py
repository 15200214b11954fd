"""What the database knows about promises, each question asked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from sqlite_utils import Database

from linkcrawl.config import Config
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.fit import folded, says
from linkcrawl.judge.promises.promises import Promise, Side
from linkcrawl.judge.promises.redirects import encoded_target, led_to
from linkcrawl.judge.promises.reliance import relied_on
from linkcrawl.judge.promises.strangers import is_lookalike
from linkcrawl.judge.promises.target import same_page
from linkcrawl.store.read import RelPeriod, StoredLink, links_on, rels_from
from linkcrawl.store.visits import (
    StoredVisit,
    last_readings,
    last_visit,
    linked_pages,
    visits_to_each,
)
from linkcrawl.urls import site_of


class Facts:
    """Gathers the evidence on *promises*; *links_in* and *links_out* are all that were judged."""

    def __init__(
        self,
        db: Database,
        config: Config,
        promises: Collection[Promise],
        links_in: Sequence[StoredLink],
        links_out: Sequence[StoredLink],
    ) -> None:
        self._db = db
        self._own = {own.domain: own.brands for own in config.own}
        self._from: Mapping[str, list[StoredLink]] = defaultdict(list)
        self._to: Mapping[str, list[StoredLink]] = defaultdict(list)
        self._visit_of = cache(lambda url: last_visit(db, url))
        self._searched = last_readings(db, {_site(promise) for promise in promises})
        self._linked = linked_pages(db, _pages(promises))
        self._visits: Mapping[str, tuple[StoredVisit, ...]] = {}
        for link in links_in:
            self._from[link.source_domain].append(link)
        for link in links_out:
            self._to[link.target_domain].append(link)

    def read_visits(self, promises: Iterable[Promise]) -> None:
        """Read the visits to the pages of the promises that are asked about next, and no others:
        those of a year, to thousands of pages, would fill the memory.
        """
        self._visits = visits_to_each(self._db, _pages(promises))

    def visits(self, promise: Promise) -> tuple[StoredVisit, ...]:
        """The visits to the page of a promise, none where any page would do."""
        return self._visits[promise.page] if promise.page else ()

    def evidence(self, promise: Promise) -> Evidence:
        """All that is known about one promise."""
        theirs = promise.side is Side.THEIRS
        meant = list(self._own) if theirs else [promise.partner]
        direct = [
            self._pressed(link, meant)
            for link in (self._from if theirs else self._to)[promise.partner]
        ]
        visits: tuple[StoredVisit, ...] = relied_on(self.visits(promise), direct)
        last = visits[-1] if visits else None
        read = last.read_url if last else ""
        detours: Sequence[StoredLink] = ()
        if read and not any(link.live and link.source_url == read for link in direct):
            detours = tuple(self._detours(promise, read, meant))
        searched = self._searched.get(_site(promise))
        missed = max((link.missed_at for link in direct), default="")
        return Evidence(
            visits,
            [*direct, *detours],
            # A link that was missed since may stand on a page that nobody has read since.
            searched if searched and searched.at >= missed else None,
            self._visit_of,
            not self._is_orphan(promise, last),
        )

    def beside(self, link: StoredLink) -> Iterator[RelPeriod]:
        """All links, of all times, that leave the site of a link."""
        return rels_from(self._db, link.source_domain)

    def _pressed(self, link: StoredLink, meant: Sequence[str]) -> StoredLink:
        """The link as it is when readers press it: scripts may send them elsewhere."""
        url = link.leads_to
        if not url or same_page(url, link.target_url):
            return link
        if site_of(url) in meant:
            return link._replace(target_url=url, target_domain=site_of(url))
        reached = encoded_target(url, meant) or led_to(self._visit_of(url), meant)
        if reached or site_of(url) == link.source_domain:
            return link._replace(via=url, target_url=reached or link.target_url)
        return link._replace(stranger=True, target_url=url, target_domain=site_of(url))

    def _detours(self, promise: Promise, page: str, meant: Sequence[str]) -> Iterator[StoredLink]:
        """Links of a page that reach the other side by a redirect, or pretend to reach it."""
        names = {folded(name) for domain in meant for name in (domain, *self._own.get(domain, ()))}
        for link in links_on(self._db, page):
            url = link.target_url
            if not link.live or link.target_domain in meant:
                continue
            reached = encoded_target(url, meant) or led_to(self._visit_of(url), meant)
            if reached:
                domain = site_of(reached)
                yield link._replace(via=url, target_url=reached, target_domain=domain)
            elif link.target_domain != link.source_domain and (
                is_lookalike(url, meant)
                or folded(link.anchor_text) in names
                or (promise.anchor and says(link, promise.anchor))
            ):
                yield link._replace(stranger=True)

    def _is_orphan(self, promise: Promise, last: StoredVisit | None) -> bool:
        """True for an agreed page that no page of its site links to, as far as was read."""
        if last is None or not last.read_url or not last.crawl_finished:
            return False
        home = same_page(last.read_url, f"https://{site_of(last.read_url)}/")
        return not home and self._linked.isdisjoint({last.read_url, promise.page})


def _site(promise: Promise) -> str:
    """The site whose link is promised."""
    return promise.partner if promise.side is Side.THEIRS else site_of(promise.page)


def _pages(promises: Iterable[Promise]) -> set[str]:
    return {promise.page for promise in promises if promise.page}
