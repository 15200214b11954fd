"""How a browser shows the links of its view: put to each link by the number in its HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from linkcrawl.items import Link, Page, Sight
from linkcrawl.page.links import find_anchors
from linkcrawl.page.read import parse
from linkcrawl.vocabulary import Presence

# The attribute that holds a link's number in the HTML that was taken from a browser.
MARK = "linkcrawl-link"
_FRAME = "f"


def with_sights(page: Page, html: str, sights: Mapping[str, Sight]) -> Page:
    """The browser's view of a page, read from *html*, with what is known of how its links show."""
    anchors = find_anchors(parse(html), len(page.links))
    if len(anchors) != len(page.links):
        return page
    pairs = zip(page.links, anchors, strict=True)
    links = tuple(_seen(link, anchor.get(MARK), sights) for link, anchor in pairs)
    return replace(page, links=links)


def _seen(link: Link, mark: str | None, sights: Mapping[str, Sight]) -> Link:
    if mark is None or link.presence is not Presence.RAW:
        return link
    if _FRAME in mark:
        link = link._replace(presence=Presence.IN_IFRAME)
    sight = sights.get(mark)
    if sight is None:
        return link
    link = link._replace(sight=sight, hidden=not sight.visible)
    if sight.visible and not sight.clickable and link.presence is Presence.RAW:
        link = link._replace(presence=Presence.NOT_CLICKABLE)
    return link
