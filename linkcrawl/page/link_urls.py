"""What the addresses of a page's links tell about the links, one byte a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from linkcrawl.urls import site_of_host

URL_MEASURES = (
    "depth", "length", "hyphens", "query", "digits", "dot", "year", "kind", "shared", "beside",
    "copies", "first_of_site",
)  # fmt: skip
KINDS = ("none", "mail", "phone", "script", "other site", "other host", "this page's fragment",
         "this page", "home page", "this site")  # fmt: skip
_OTHER_SITE = bytes((4, 0, 0))
# The last two measures, by copies and by whether a link is the first to its site.
_ENDS = [[bytes((often, first)) for first in range(3)] for often in range(100)]
_SCHEMES = {"mailto": 1, "tel": 2}


@dataclass(frozen=True, slots=True)
class Address:
    """A URL in parts. *site* is its registrable domain, "" where it is not on the web;
    *own* are the measures that need no other URL.
    """

    scheme: str
    site: str
    host: str
    path: tuple[str, ...]
    page: str
    fragment: str
    own: bytes


@lru_cache(maxsize=4_000)
def address_of(url: str) -> Address:
    """The parts of an absolute URL; most of a site's URLs repeat from page to page."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    path = tuple(part for part in parts.path.split("/") if part)
    name = path[-1] if path else ""
    own = bytes(
        (
            min(len(path), 20),
            min(len(parts.path), 250),
            min(name.count("-") + name.count("_"), 20),
            min(parts.query.count("&") + 1, 6) if parts.query else 0,
            min(sum(map(name.count, "0123456789")), 12),
            int("." in name),
            int(
                any(len(part) == 4 and part.isdigit() and part[:2] in ("19", "20") for part in path)
            ),
        )
    )
    site = site_of_host(host) if parts.scheme in ("http", "https") else ""
    page = f"{parts.path}?{parts.query}"
    return Address(parts.scheme, site, parts.netloc, path, page, parts.fragment, own)


def url_measures(urls: Sequence[str], addresses: Sequence[Address], page_url: str) -> bytes:
    """One row a link, one byte a measure of URL_MEASURES."""
    page = address_of(page_url)
    copies = Counter(urls)
    own = ("", page.site)
    seen: set[str] = set()
    rows: list[bytes] = []
    for url, address in zip(urls, addresses, strict=True):
        site, often = address.site, copies[url]
        if site in own:
            rows += address.own, _compared(address, page), _ENDS[min(often, 99)][0]
        else:
            rows += address.own, _OTHER_SITE, _ENDS[min(often, 99)][1 if site in seen else 2]
            seen.add(site)
    return b"".join(rows)


def _compared(address: Address, page: Address) -> bytes:
    """Kind, shared and beside of a link that does not leave the site."""
    kind = _kind(address, page)
    one, other = address.path, page.path
    if address.site != page.site or not one or not other or one[0] != other[0]:
        return bytes((kind, 0, 0))
    shared = 1
    for part, same in zip(one[1:], other[1:], strict=False):
        if part != same:
            break
        shared += 1
    beside = shared == len(one) - 1 and len(one) == len(other)
    return bytes((kind, min(shared, 9), beside))


def _kind(address: Address, page: Address) -> int:
    if not address.site:
        return _SCHEMES.get(address.scheme, 3) if address.scheme else 0
    if address.host != page.host:
        return 5
    if address.page == page.page:
        return 6 if address.fragment else 7
    return 9 if address.path else 8
