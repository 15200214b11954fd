"""Which pages of a site to visit next, and which first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcrawl.items import Page
from linkcrawl.store.frontier import Waiting
from linkcrawl.urls import looks_like_page, page_of, site_of

# Words, in the languages that linkcrawl knows, of pages that often hold links to partners.
_PROMISING = re.compile(
    r"partner|parceir|parten|socios|soci\b|links?\b|liens|enlaces|kopplingar|verweise|koppelingen"
    r"|resourc|ressourc|recurs|risorse|bronnen|friends|freunde|amis\b|amigos|amici|vrienden"
    r"|sponsor|supplier|lieferant|fournisseur|proveedor|fornitor|fornecedor|leverancier"
    r"|recommend|empfehl|recommand|recomend|consiglia|aanbevol|blogroll|directory|verzeichnis"
    r"|about|ueber|über|propos|nosotros|sobre|chi-siamo|over-ons|press|presse|stores|stockist"
    r"|customer|kunden|clients|clientes|references|referenz|blog|news|aktuell"
)
AGREED_RANK = 0
HOME_RANK = 1
_STEP = 10


def leads(page: Page, depth: int, seen: set[str]) -> Iterator[Waiting]:
    """The pages of its own site that a page links to and *seen* does not have yet.

    Breadth first; a page whose address or link text sounds like it holds links to partners
    goes before the others that are as deep, and before those one step nearer. *seen* is
    filled.
    """
    site = site_of(page.final_url)
    for link in page.links:
        if link.site != site or (url := page_of(link.url)) in seen:
            continue
        seen.add(url)
        if looks_like_page(url):
            yield Waiting(url, depth + 1, rank(url, link.anchor_text, depth + 1))


def rank(url: str, anchor_text: str, depth: int) -> int:
    """When a page's turn comes among the pages of its site: the smallest goes first.

    >>> rank("https://example.com/partners", "", 1) < rank("https://example.com/shop", "", 1)
    True
    """
    path = url.split("/", 3)[-1]
    # Ten times as quick as a search that minds no case.
    promising = _PROMISING.search(f"{path} {anchor_text[:200]}".lower())
    return max(HOME_RANK, depth * _STEP - (_STEP + 5 if promising else 0))


def other_homes(url: str) -> Iterator[Waiting]:
    """Where else the home page of a site may answer when ``https://example.com/`` does not."""
    scheme, _, rest = url.partition("://")
    if scheme == "https" and not rest.startswith("www."):
        yield Waiting(f"https://www.{rest}", 0, HOME_RANK)
        yield Waiting(f"http://{rest}", 0, HOME_RANK)
