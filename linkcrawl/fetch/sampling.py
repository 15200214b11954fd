"""Which pages of a candidate's site are read: those that tell most of it, then a sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from scrapy.http import Response

from linkcrawl.fetch.lists import Listed, listed_days, read_list
from linkcrawl.fetch.searching import DEEPEST, LIST_RANK, SITEMAPS_MAX
from linkcrawl.items import Page
from linkcrawl.purposes import Purpose, purpose_of
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import looks_like_page, page_of

# After the lists and the home page: who they are, what is new, what else there is.
_TURNS = {
    Purpose.CONTACT: 2,
    Purpose.ABOUT: 3,
    Purpose.LEGAL: 4,
    Purpose.CONTENT: 20,
    Purpose.LINKS: 25,
    Purpose.FORUM: 50,
    Purpose.PRODUCT: 60,
    Purpose.LISTING: 70,
    Purpose.HOME: 80,
}
_NEWEST_RANK, _SPREAD_RANK = 10, 40
_NEWEST, _SPREAD, _DAYS_KEPT = 10, 30, 30
_A_STEP = 5


class Listing:
    """What a sitemap or a feed names: further lists, pages to read, and the days of the newest."""

    def __init__(self, response: Response, today: date) -> None:
        listed = list(read_list(response.body, response.url, ()))
        self._lists = [found for found in listed if found.is_list]
        self._pages = [f for f in listed if not f.is_list and looks_like_page(f.url)]
        self._days = listed_days(listed, today)

    @property
    def days(self) -> tuple[str, ...]:
        """The days of the newest pages, each once, the newest first."""
        return tuple(dict.fromkeys(self._days.values()))[:_DAYS_KEPT]

    def leads(self, depth: int) -> Iterator[Waiting]:
        """The newest pages, and others evenly taken; the newest of further lists first."""
        if depth < DEEPEST:
            for found in sorted(self._lists, key=_written, reverse=True)[:SITEMAPS_MAX]:
                yield Waiting(found.url, depth + 1, LIST_RANK)
        for place, url in enumerate(islice(self._days, _NEWEST)):
            yield Waiting(url, 1, _NEWEST_RANK + place)
        step = -(-len(self._pages) // _SPREAD) if self._pages else 1
        for found in self._pages[::step]:
            yield Waiting(found.url, 1, _SPREAD_RANK + _TURNS[purpose_of(found.url)])


def sampled(page: Page, depth: int, seen: set[str]) -> Iterator[Waiting]:
    """The pages of its own site that a page links to; *seen* is filled."""
    for link in page.links:
        if link.url.startswith("http") and page_of(link.url) not in seen:
            seen.add(url := page_of(link.url))
            if looks_like_page(url):
                turn = _TURNS[purpose_of(url, link.anchor_text[:80])]
                yield Waiting(url, depth + 1, turn + depth * _A_STEP)


def _written(found: Listed) -> str:
    return found.day
