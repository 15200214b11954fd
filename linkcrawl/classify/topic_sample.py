"""Which pages are asked what they are about: those that matter, and some of every site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from linkcrawl.items import Page
from linkcrawl.masking import starred
from linkcrawl.urls import page_of, site_of

# Twice what a site takes to be judged by, so that a few odd pages make no difference.
_PAGES = 30
# Shorter pages are asked too, and don't count: contact pages, lists, start pages.
_WORDS = 100
_SITES = 50_000
_TARGETS = 50_000


class TopicSample:
    """Says of each page of a crawl, as it is read, whether its main text is looked at.

    Always that of pages of *whole* sites, of pages that link to *own* sites, of home pages, and
    of *targets*, to which own sites link, as far as their pages were read before; of any other
    site that of the first 30 pages with text.
    """

    def __init__(
        self,
        own: Collection[str] = (),
        whole: Collection[str] = (),
        targets: Iterable[str] = (),
    ) -> None:
        self._own = frozenset(own)
        self._whole = self._own | frozenset(whole)
        self._targets: set[str] = set()
        self._asked: Counter[str] = Counter()
        self._point_out(targets)

    def wants(self, page: Page) -> bool:
        """Whether it is to be told what *page* is about."""
        site = site_of(page.final_url)
        if site in self._own:
            self._point_out(link.url for link in page.links if link.site not in ("", site))
        if site in self._whole or self._matters(page):
            return True
        if self._asked[site] >= _PAGES:
            return False
        if page.word_count >= _WORDS:
            if len(self._asked) > _SITES:
                self._asked.clear()
            self._asked[site] += 1
        return True

    def _point_out(self, urls: Iterable[str]) -> None:
        for url in urls:
            if url and len(self._targets) < _TARGETS:
                self._targets.add(starred(page_of(url)))

    def _matters(self, page: Page) -> bool:
        return (
            not self._targets.isdisjoint(map(starred, (page.url, page.final_url)))
            or not self._own.isdisjoint([link.site for link in page.links])
            or not urlsplit(page.final_url).path.strip("/")
        )
