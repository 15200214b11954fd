"""Sites without end: calendars, filters, session ids, hosts for everything.

Such a trap is never told from a large site with certainty. So pages that look alike wait, once
there have been many, until nothing else of their site does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkcrawl.store.frontier import Waiting

_REMEMBERED = 50_000
# The part of a site's pages that look-alikes may have while others wait.
_SHARE = 5
_LAST = 1_000_000
_PARAMETERS = re.compile(r";[^/]*")
# A number, or an id: eight letters and more that hexadecimal numbers are made of.
_NUMBER = re.compile(r"(?:\d|(?=[a-fA-F]{1,7}\d)[a-fA-F])[0-9a-fA-F]{7,}|\d+")


def shape(url: str) -> str:
    """What the address of a page has in common with those that a script makes beside it.

    The host does not count. Numbers and ids are all alike, so are queries, and what a path
    repeats is there once.

    >>> shape("https://a.example/2026/11/day-21"), shape("https://b.example/shop?page=2&sort=up")
    ('0/day-0', 'shop?')
    >>> shape("https://a.example/x/y/x/y/;jsessionid=7F3A"), shape("https://a.example/")
    ('x/y/', '')
    """
    path, query, _ = url.partition("?")
    path = path.split("/", 3)[-1]
    if ";" in path:
        path = _PARAMETERS.sub("", path)
    return "/".join(dict.fromkeys(_NUMBER.sub("0", path).split("/"))) + query


class Shares:
    """Gives each shape of pages its share of the *pages_per_site* that are visited."""

    def __init__(self, pages_per_site: int) -> None:
        self._most = pages_per_site
        self._share = max(1, pages_per_site // _SHARE)
        self._known: dict[tuple[str, str], int] = {}

    def of(self, site: str, pages: Iterable[Waiting]) -> Iterator[Waiting]:
        """The pages of *site* as they are, those beyond the share of their shape after all others.

        More of one shape than are visited of a whole site are left out.
        """
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        for page in pages:
            key = (site, shape(page.url))
            known = self._known[key] = self._known.get(key, 0) + 1
            if known <= self._share:
                yield page
            elif known <= self._most:
                yield replace(page, rank=page.rank + _LAST)
