"""What kind of page it is, as far as counting tells."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import numpy as np
from lxml import etree

from linkcrawl.page.blocks import Page, size_byte
from linkcrawl.page.elements import Count
from linkcrawl.page.link_urls import Address
from linkcrawl.page.outline import Outline
from linkcrawl.page.region_words import BIT
from linkcrawl.page.shown import beginning_of
from linkcrawl.page.topics import kind_declared, kind_of_address, names_links_page

_SIZES = {
    "links": 16, "text": 16, "plain": 16, "per_link": 30, "leaving": 30, "sites": 30, "long": 30,
    "dates": 30, "prices": 30, "areas": 60, "headings": 30, "pictures": 30, "elements": 16,
    "url_depth": 60,
}  # fmt: skip
_SIGNS = ("nav", "header", "footer", "side", "comments", "content", "nav_element",
          "header_element", "footer_element", "aside_element", "main_element",
          "article_element")  # fmt: skip
PAGE_MEASURES = (
    *_SIZES,
    "url_query",
    "called_links",
    "address",
    "declared",
    *(f"has_{sign}" for sign in _SIGNS),
)
# Titles are remembered.
_LONGEST_TITLE = 2_000
_STEPS = np.array(list(_SIZES.values()), np.float32)


def page_measures(
    root: etree._Element, out: Outline, page: Page, addresses: Sequence[Address], page_url: str
) -> bytes:
    """The measures of PAGE_MEASURES, one byte each."""
    links, text = page.all(Count.LINKS), page.all(Count.TEXT)
    plain = text - page.all(Count.LINK_TEXT)
    parts = urlsplit(page_url)
    path = [part for part in parts.path.split("/") if part]
    sizes = [
        links, text, plain, plain / links, 100 * page.all(Count.LEAVING) / links,
        len({one.site for one in addresses}), page.all(Count.LONG_TEXTS), page.all(Count.DATES),
        page.all(Count.PRICES), page.all(Count.AREAS), page.all(Count.HEADINGS),
        page.all(Count.PICTURES), page.count, len(path),
    ]  # fmt: skip
    signs = int(np.bitwise_or.reduce(page.signs))
    called = [
        (root.findtext("head/title") or "")[:_LONGEST_TITLE],
        unquote(path[-1]) if path else "",
    ]
    called += [_text(heading) for heading in out.titles[:3]]
    rest = (
        bool(parts.query),
        sum(1 << place for place, name in enumerate(called) if names_links_page(name)),
        kind_of_address(page_url.partition("//")[2][:300]),
        kind_declared(_open_graph_type(root)),
        *(bool(signs & BIT[sign]) for sign in _SIGNS),
    )
    return size_byte(np.array(sizes, np.float32), _STEPS).tobytes() + bytes(rest)


def _text(element: etree._Element) -> str:
    return " ".join(beginning_of(element).split())[:200]


def _open_graph_type(root: etree._Element) -> str:
    meta = root.find("head/meta[@property='og:type']")
    return "" if meta is None else meta.get("content") or ""
