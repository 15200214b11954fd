"""Which page comes next: the frontier of a crawl, kept in the database.

One transaction marks a page as done and adds the pages that it led to, so that a crawl
which is killed goes on where it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic

from linkcrawl.masking import is_starred, starred
from linkcrawl.store.intern import Interned
from linkcrawl.store.ration import Ration
from linkcrawl.urls import site_of

# A site may know this many pages for each that it may visit, before new ones are left out.
_KNOWN_FOR_EACH_VISIT = 20
# Waiting pages whose addresses have secrets, which only this process knows.
_MOST_SECRET = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one crawl goes on each site."""

    pages_per_site: int
    depth: int
    seconds_per_site: float
    at_once_per_site: int
    at_once: int
    requests_per_site_per_day: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page to be visited. *agreed* pages are visited whatever the limits say."""

    url: str
    depth: int
    rank: int
    agreed: bool = False


@dataclass(slots=True)
class _Site:
    """How far a site has got in this process."""

    domain: str
    visited: int = 0
    known: int = 0
    began: float | None = None
    may_have_more: bool = True
    under_way: set[int] = field(default_factory=set)
    # Pages whose addresses had secrets, which went with the process that knew them.
    lost: set[int] = field(default_factory=set)


class Frontier:
    """The pages that a crawl knows and has not visited, best first for each site."""

    def __init__(
        self, connection: sqlite3.Connection, ids: Interned, crawl_id: int, limits: Limits
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._crawl_id = crawl_id
        self._limits = limits
        self._ration = Ration(connection, limits.requests_per_site_per_day)
        # Sites of which more would have been visited, had they not been asked so often today.
        self.rationed: set[str] = set()
        self._sites: dict[int, _Site] = {}
        self._site_ids: dict[int, int] = {}
        # The addresses of waiting pages that the database has without their secrets.
        self._whole: dict[int, str] = {}
        self._load()

    def _load(self) -> None:
        for site_id, domain, visited, known in self._connection.execute(
            "select site_id, domain, sum(done), count(*) from frontier"
            " join site on site.id = site_id where crawl_id = ? group by site_id"
            " order by min(iif(done, null, rank)), min(page_id)",
            (self._crawl_id,),
        ):
            self._sites[site_id] = _Site(domain, visited, known)
        for site_id, page_id, url in self._connection.execute(
            "select frontier.site_id, page_id, url from frontier join page on page.id = page_id"
            " where crawl_id = ? and not done and url like '%***%'",
            (self._crawl_id,),
        ):
            if is_starred(url):
                self._sites[site_id].lost.add(page_id)

    @property
    def under_way(self) -> int:
        """How many pages were handed out and have not come back."""
        return sum(len(site.under_way) for site in self._sites.values())

    @property
    def sites_done(self) -> tuple[int, int]:
        """How many sites have nothing left to visit, and how many there are."""
        done = sum(not s.may_have_more and not s.under_way for s in self._sites.values())
        return done, len(self._sites)

    @property
    def lost(self) -> dict[str, int]:
        """By site, how many pages can't be visited: their addresses had secrets, kept nowhere."""
        return {site.domain: len(site.lost) for site in self._sites.values() if site.lost}

    def add(self, pages: Iterable[Waiting]) -> None:
        """Remember pages to visit, inside the caller's transaction.

        Known ones are left out, and addresses that have stars in the place of a secret.
        """
        for page in pages:
            domain = site_of(page.url)
            site_id = self._ids.site(domain)
            site = self._sites.setdefault(site_id, _Site(domain))
            secret = starred(page.url) != page.url
            if is_starred(page.url) or not (page.agreed or self._has_room(site, secret)):
                continue
            page_id = self._ids.page(page.url, domain)
            added = self._connection.execute(
                "insert or ignore into frontier(crawl_id, page_id, site_id, depth, rank, agreed)"
                " values (?, ?, ?, ?, ?, ?)",
                (self._crawl_id, page_id, site_id, page.depth, page.rank, page.agreed),
            ).rowcount
            if secret and (added or page_id in site.lost):
                self._whole[page_id] = page.url
                site.lost.discard(page_id)
            site.known += added
            site.may_have_more |= bool(added)

    def next_pages(self) -> list[Waiting]:
        """Pages to visit now: a few of each site, so that none is crowded."""
        found: list[tuple[int, Waiting]] = []
        room = self._limits.at_once - self.under_way
        for site_id, site in self._sites.items():
            if len(found) >= room:
                break
            free = self._limits.at_once_per_site - len(site.under_way)
            if free > 0 and site.may_have_more:
                found += self._next_of(site_id, site, min(free, room - len(found)))
        # Sites that were served go to the end of the line.
        for site_id in {self._site_ids[page_id] for page_id, _ in found}:
            self._sites[site_id] = self._sites.pop(site_id)
        return [page for _, page in found]

    def done(self, page_id: int, requests: int = 1) -> None:
        """A page has been visited with so many requests, inside the caller's transaction."""
        self._connection.execute(
            "update frontier set done = 1 where crawl_id = ? and page_id = ?",
            (self._crawl_id, page_id),
        )
        self._whole.pop(page_id, None)
        site_id = self._site_ids.pop(page_id, 0)
        site = self._sites.get(site_id)
        if site:
            self._ration.take(site_id, requests)
            site.under_way.discard(page_id)
            site.visited += 1

    def leave(self, domain: str) -> None:
        """Visit no more pages of a site but the agreed ones, inside the caller's transaction."""
        self._connection.execute(
            "update frontier set done = 1"
            " where crawl_id = ? and site_id = ? and not agreed and not done",
            (self._crawl_id, self._ids.site(domain)),
        )

    def spent(self, domain: str) -> bool:
        """True where a site has had its share and more of its pages are known, or may be."""
        site = self._sites.get(self._ids.site(domain))
        return site is not None and self._spent(site)

    def known(self, domain: str) -> int:
        """How many pages of a site the crawl knows."""
        site = self._sites.get(self._ids.site(domain))
        return site.known if site else 0

    def _next_of(self, site_id: int, site: _Site, count: int) -> list[tuple[int, Waiting]]:
        under_way = len(site.under_way)
        fasting = self._ration.left(site_id, agreed=False) <= under_way
        only_agreed = fasting or self._spent(site)
        if not only_agreed:
            count = min(count, self._limits.pages_per_site - site.visited - under_way)
        count = min(count, self._ration.left(site_id, agreed=only_agreed) - under_way)
        if fasting:
            self.rationed.add(site.domain)
        if count <= 0:
            site.may_have_more = False
            return []
        rows = self._connection.execute(
            "select page_id, url, depth, rank, agreed from frontier"
            " join page on page.id = page_id"
            " where crawl_id = ? and frontier.site_id = ? and not done"
            f"{' and agreed' if only_agreed else ''} order by rank, page_id limit ?",
            (self._crawl_id, site_id, count + len(site.under_way) + len(site.lost)),
        ).fetchall()
        passed = site.under_way | site.lost
        fresh = [row for row in rows if row[0] not in passed][:count]
        site.may_have_more = len(fresh) == count
        site.began = site.began or monotonic()
        site.under_way.update(row[0] for row in fresh)
        self._site_ids.update((row[0], site_id) for row in fresh)
        whole = self._whole
        return [
            (row[0], Waiting(whole.get(row[0], row[1]), row[2], row[3], bool(row[4])))
            for row in fresh
        ]

    def _spent(self, site: _Site) -> bool:
        """True where a site has had its share of pages or of time."""
        return site.visited + len(site.under_way) >= self._limits.pages_per_site or (
            site.began is not None and monotonic() - site.began > self._limits.seconds_per_site
        )

    def _has_room(self, site: _Site, secret: bool) -> bool:
        """True where one more page of a site may wait, whose address has a secret or not."""
        crowded = site.known >= self._limits.pages_per_site * _KNOWN_FOR_EACH_VISIT
        return not (self._spent(site) or crowded or (secret and len(self._whole) >= _MOST_SECRET))


def empty(connection: sqlite3.Connection, crawl_id: int, rationed: Iterable[str]) -> None:
    """Forget the pages of a crawl that has ended, inside the caller's transaction.

    Of a site that was not asked further one page stays: it was not searched to its end.
    """
    connection.execute(
        "delete from frontier where crawl_id = :crawl and page_id not in ("
        " select min(page_id) from frontier join site on site.id = site_id"
        " where crawl_id = :crawl and not done"
        " and domain in (select value from json_each(:rationed)) group by site_id)",
        {"crawl": crawl_id, "rationed": json.dumps([*rationed])},
    )
