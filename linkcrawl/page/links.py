"""Every ``<a href>`` and ``<area href>`` of a page, with what stands in and around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from linkcrawl.items import Link, Placement, Presence, Surroundings
from linkcrawl.page.anchors import AnchorReader
from linkcrawl.page.paths import paths_around
from linkcrawl.page.shown import context_of
from linkcrawl.page.surroundings import read_surroundings
from linkcrawl.urls import site_of

_HIDES = re.compile("display:none|visibility:(?:hidden|collapse)")
_may_hide = etree.XPath("//@hidden | //@style")
_anchors = AnchorReader()
_AROUND = Link._fields.index("surroundings")
_POSITION = Link._fields.index("position")
# What nobody has said yet of a link that comes from its page.
_UNJUDGED = tuple(
    Link._field_defaults[name] for name in Link._fields[Link._fields.index("ruled") + 1 :]
)


def find_anchors(root: etree._Element, limit: int) -> list[etree._Element]:
    """The elements that link, in document order, at most *limit* of them."""
    found = (a for a in root.iter("a", "area") if a.get("href") is not None)
    return list(islice(found, limit))


def read_links(
    root: etree._Element,
    elements: Sequence[etree._Element],
    ruled: Sequence[Placement | None],
    *,
    url: str,
    base_url: str,
) -> tuple[Link, ...]:
    """The links of a parsed page in document order; *ruled* is what the user says of each.

    Of their surroundings only the path is known; `with_measures` has the rest. Text around a
    link is kept where the link leaves the site of *url*: at most 120 characters on either
    side, out of the same block.
    """
    anchors = _anchors.read(elements, base_url)
    inert, hidden = _inert(root), _hidden(root)
    stays = ("", site_of(url))
    known: dict[str, Surroundings] = {}
    links = []
    parts = zip(elements, anchors, paths_around(elements), ruled, strict=True)
    for position, (element, anchor, path, rule) in enumerate(parts):
        before, after = ("", "") if anchor.site in stays else context_of(element)
        around = known.get(path) or known.setdefault(path, Surroundings(path))
        presence = inert.get(element, Presence.RAW) if inert else Presence.RAW
        # In the order of its fields: half the time that Link() takes, a hundred times a page.
        links.append(
            Link._make(
                (
                    *anchor[:_POSITION], position, *anchor[_POSITION:], before, after, around,
                    element in hidden, presence, None, None, rule, *_UNJUDGED,
                )
            )
        )  # fmt: skip
    return tuple(links)


def with_measures(
    links: Sequence[Link], root: etree._Element, elements: Sequence[etree._Element], url: str
) -> tuple[Link, ...]:
    """The links of the page at *url* with all that can be told of their surroundings."""
    measured = read_surroundings(root, elements, [link.url for link in links], url)
    return tuple(link._replace(surroundings=one) for link, one in zip(links, measured, strict=True))


def _inert(root: etree._Element) -> dict[etree._Element, Presence]:
    """The links that a browser with scripts does not show, by what holds them."""
    found: dict[etree._Element, Presence] = {}
    for holder in root.iter("noscript", "template"):
        what = Presence.IN_NOSCRIPT if holder.tag == "noscript" else Presence.NOT_CLICKABLE
        found.update((anchor, what) for anchor in holder.iter("a", "area"))
    return found


def _hidden(root: etree._Element) -> set[etree._Element]:
    """The links inside elements that the HTML itself hides (inline style, ``hidden``)."""
    found: set[etree._Element] = set()
    attributes = _may_hide(root)
    for attribute in attributes if isinstance(attributes, list) else ():
        if not isinstance(attribute, etree._ElementUnicodeResult):
            continue
        style = "".join(attribute.lower().split())
        hides = attribute.attrname == "hidden" or _HIDES.search(style)
        if hides and (element := attribute.getparent()) is not None:
            found.update(element.iter("a", "area"))
    return found
