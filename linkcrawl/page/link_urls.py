"""What the addresses of a page's links tell about the links, one byte a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

URL_MEASURES = (
    "kind", "depth", "length", "hyphens", "query", "digits", "shared", "beside", "dot", "year",
    "copies", "first_of_site",
)  # fmt: skip
KINDS = ("none", "mail", "phone", "script", "other site", "other host", "this page's fragment",
         "this page", "home page", "this site")  # fmt: skip
_SCHEMES = {"mailto": 1, "tel": 2}


def url_measures(
    urls: Sequence[str], sites: Sequence[str], page_url: str, own_site: str
) -> list[tuple[int, ...]]:
    """One row a link. *sites* are the registrable domains of *urls*, "" where not on the web."""
    page = _split(page_url)
    page_path = [part for part in page.path.split("/") if part]
    copies = Counter(urls)
    seen: set[str] = set()
    rows = []
    for url, site in zip(urls, sites, strict=True):
        first = 0
        if site and site != own_site:
            first = 1 if site in seen else 2
            seen.add(site)
        rows.append((*_measure(url, site, page, page_path, own_site), min(copies[url], 99), first))
    return rows


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _measure(
    url: str, site: str, page: SplitResult, page_path: list[str], own_site: str
) -> tuple[int, ...]:
    parts = _split(url)
    path = [part for part in parts.path.split("/") if part]
    name = path[-1] if path else ""
    own = site == own_site
    shared = _shared(path, page_path) if own else 0
    beside = own and 0 < shared == len(path) - 1 and len(path) == len(page_path)
    return (
        _kind(parts, site, own, page, path),
        min(len(path), 20),
        min(len(parts.path), 250),
        min(name.count("-") + name.count("_"), 20),
        min(parts.query.count("&") + 1, 6) if parts.query else 0,
        min(sum(map(name.count, "0123456789")), 12),
        min(shared, 9),
        int(beside),
        int("." in name),
        int(any(len(part) == 4 and part.isdigit() and part[:2] in ("19", "20") for part in path)),
    )


def _kind(parts: SplitResult, site: str, own: bool, page: SplitResult, path: list[str]) -> int:
    if not site:
        return _SCHEMES.get(parts.scheme, 3) if parts.scheme else 0
    if not own:
        return 4
    if parts.netloc != page.netloc:
        return 5
    if parts.path == page.path and parts.query == page.query:
        return 6 if parts.fragment else 7
    return 9 if path else 8


def _shared(path: list[str], page_path: list[str]) -> int:
    shared = 0
    for one, other in zip(path, page_path, strict=False):
        if one != other:
            break
        shared += 1
    return shared
