"""Where the linking page of a site may be: its sitemaps and feeds, and what they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from heapq import nsmallest
from itertools import islice
from urllib.parse import unquote, urlsplit

from scrapy.http import Response

from linkcrawl.fetch.lists import Listed, feeds_of, read_list
from linkcrawl.fetch.robots import SITEMAPS
from linkcrawl.leads import HOME_RANK, rank
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import looks_like_page, resolve, site_of

# Between the pages that a source names and all others; no page has it.
LIST_RANK = 0
SITEMAPS_MAX = 5
_FEEDS_MAX = 3
# Lists name lists, and those name pages.
DEEPEST = 2
_PAGES_MAX = 200
# Shorter names stand in many addresses by chance.
_NAME_MIN = 5
_MARKS = re.compile(r"[\W_]+")


def lists_of(home: Response) -> Iterator[Waiting]:
    """The sitemaps of a site, as its robots.txt names them, and the feeds of its home page."""
    site = site_of(home.url)
    sitemaps = home.meta.get(SITEMAPS) or (resolve("/sitemap.xml", home.url),)
    for url in islice((url for url in sitemaps if site_of(url) == site), SITEMAPS_MAX):
        yield Waiting(url, 1, LIST_RANK)
    for url in islice(feeds_of(home), _FEEDS_MAX):
        yield Waiting(url, 1, LIST_RANK)


def named_in(
    response: Response, depth: int, domains: Collection[str], names: Collection[str]
) -> Iterator[Waiting]:
    """The pages that a list names, those first that look most like linking to *domains*.

    *names* are what addresses of such pages may have in them, as `plain_names` gives them.
    """
    listed = list(read_list(response.body, response.url, domains))
    if depth < DEEPEST:
        for found in islice((found for found in listed if found.is_list), SITEMAPS_MAX):
            yield Waiting(found.url, depth + 1, LIST_RANK)
    pages = (found for found in listed if not found.is_list and looks_like_page(found.url))
    ranked = ((_rank(found, names), place, found.url) for place, found in enumerate(pages))
    for place, _, url in nsmallest(_PAGES_MAX, ranked):
        yield Waiting(url, 1, place)


def plain_names(names: Collection[str]) -> frozenset[str]:
    """Names of ours as they stand in addresses: letters only.

    >>> sorted(plain_names(["Oak & Ember", "oakandember", "Oak"]))
    ['oakandember', 'oakember']
    """
    plain = {_MARKS.sub("", name).casefold() for name in names}
    return frozenset(name for name in plain if len(name) >= _NAME_MIN)


def _rank(found: Listed, names: Collection[str]) -> int:
    """When a page's turn comes: at once if it names us, else by its path."""
    path = urlsplit(found.url).path
    said = _MARKS.sub("", unquote(path)).casefold()
    if found.names_us or any(name in said for name in names):
        return HOME_RANK
    return rank(found.url, "", max(1, len(path.strip("/").split("/"))))
