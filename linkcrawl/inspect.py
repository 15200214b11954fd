"""One page, as linkcrawl sees it: every link with what the classifiers say of it."""

from __future__ import annotations

from functools import cache

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.page import with_anchors, with_placements
from linkcrawl.items import Page
from linkcrawl.page.read import read_page


def inspect_page(html: bytes, url: str, *, content_type: str | None = None) -> Page:
    """The page that *html* is, with a link for each ``<a href>`` and ``<area href>`` in order.

    *url* is where it was found, *content_type* the header of that name. Nothing is fetched;
    anchors are judged by their targets' addresses, since no brands or keywords are known.

    >>> html = b'<footer><a href="/about" rel="nofollow">click here</a></footer>'
    >>> link = inspect_page(html, "https://example.com/").links[0]
    >>> link.url, link.rel, link.anchor_type.value
    ('https://example.com/about', ('nofollow',), 'generic')
    """
    headers = {"content-type": [content_type]} if content_type else {}
    return inspected(read_page(html, url, headers=headers), _knowing_nothing())


def inspected(page: Page, classifier: AnchorClassifier) -> Page:
    """The page with a placement and an anchor type on every link."""
    return with_anchors(with_placements(page, explained=True), classifier)


@cache
def _knowing_nothing() -> AnchorClassifier:
    return AnchorClassifier()
