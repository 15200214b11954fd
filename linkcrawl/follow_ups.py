"""Which pages an agreed page makes worth a visit, so that it can be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from linkcrawl.items import Link, Page
from linkcrawl.leads import AGREED_RANK
from linkcrawl.page.traces import Watched
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import is_web, page_of, site_of

_MOST = 10
# How addresses that only send their visitors on are called, as a path's part or a parameter.
_REDIRECTING = re.compile(
    r"/(?:go|goto|out|outbound|exit|away|leave|visit|link|links?to|recommends?|refer|ref|redir"
    r"|redirect|click|track|jump|forward|external|ext|url|to|r|l|wp-content/go)(?:[./_-]|$)"
    r"|[?&](?:url|u|to|target|dest|destination|redirect(?:_to|_url)?|goto|go|out|link|href|q|r)=",
    re.IGNORECASE,
)


def follow_ups(page: Page, watched: Watched) -> Iterator[Waiting]:
    """The targets of a page's links to the watched sites; of what hides them, where none is.

    What may hide one is a link that looks like a redirect or carries the watched name. It is
    opened in the browser, since a script may do the sending on.
    """
    direct = {page_of(link.url) for link in page.links if link.site in watched.domains}
    for url in islice(sorted(direct), _MOST):
        yield Waiting(url, 0, AGREED_RANK)
    if direct:
        pressed = {link.sight.leads_to for link in page.links if link.sight}
        for url in islice(sorted(filter(is_web, pressed)), _MOST):
            yield Waiting(url, 0, AGREED_RANK, agreed=True)
        return
    site = site_of(page.final_url)
    hiding = {page_of(link.url) for link in page.links if _may_hide(link, site, watched)}
    for url in islice(sorted(hiding - {page.url, page.final_url}), _MOST):
        yield Waiting(url, 0, AGREED_RANK, agreed=True)


def _may_hide(link: Link, site: str, watched: Watched) -> bool:
    if not is_web(link.url):
        return False
    parts = urlsplit(link.url)
    address = f"{parts.path}?{parts.query}"
    said = f"{link.anchor_text} {link.image_alt or ''} {link.title}".casefold()
    named = any(name.casefold() in said for name in (*watched.domains, *watched.names) if name)
    return named or (link.site == site and bool(_REDIRECTING.search(address)))
