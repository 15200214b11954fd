"""The links that a crawl found new on a site, to be paired with those that it missed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from linkcrawl.store.read import StoredLink
from linkcrawl.urls import page_key


class Arrivals:
    """Looks links up by page and by target, and gives each away once.

    A footer comes and goes on a hundred thousand pages: nothing here looks through all of them.
    """

    def __init__(self, links: Iterable[StoredLink]) -> None:
        self._left = dict(enumerate(links))
        self._on_page: defaultdict[str, list[int]] = defaultdict(list)
        self._to: defaultdict[str, deque[int]] = defaultdict(deque)
        for number, link in self._left.items():
            self._on_page[link.source_url].append(number)
            self._to[page_key(link.target_url)].append(number)

    def in_place_of(self, old: StoredLink) -> StoredLink | None:
        """The link on the same page that leads where *old* led, or that came when it went."""
        here = [number for number in self._on_page.get(old.source_url, ()) if number in self._left]
        key = page_key(old.target_url)
        alike = (n for n in here if page_key(self._left[n].target_url) == key)
        then = (n for n in here if self._left[n].first_seen == old.missed_at)
        number = next(alike, None)
        return self._taken(next(then, None) if number is None else number)

    def elsewhere(self, old: StoredLink) -> StoredLink | None:
        """The first link on any page that leads where *old* led."""
        there = self._to.get(page_key(old.target_url), deque())
        while there:
            if (number := there.popleft()) in self._left:
                return self._taken(number)
        return None

    def left(self) -> Iterator[StoredLink]:
        """The links that nobody took, in their order."""
        yield from self._left.values()

    def _taken(self, number: int | None) -> StoredLink | None:
        return None if number is None else self._left.pop(number)
