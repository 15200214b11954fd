"""Every ``<a href>`` and ``<area href>`` of a page, with what stands in and around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from linkcrawl.items import Link, Surroundings
from linkcrawl.page.anchors import AnchorReader, origin_of
from linkcrawl.page.paths import Paths, paths_around
from linkcrawl.page.repeated import RepeatedLinks
from linkcrawl.page.room import Room
from linkcrawl.page.shown import context_of
from linkcrawl.page.surroundings import read_surroundings
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Placement, Presence

_HIDES = re.compile("display:none|visibility:(?:hidden|collapse)")
_may_hide = etree.XPath("//@hidden | //@style")
_anchors, _repeated = AnchorReader(), RepeatedLinks()
# What holds of a link that nothing hides and nobody has judged.
_AS_WRITTEN = tuple(
    Link._field_defaults[name] for name in Link._fields[Link._fields.index("hidden") :]
)
_NO_CONTEXT = ("", "")
# Elements that hide others seldom stand in one another. Of more than these, those that stand so
# near inside another are not looked through once more.
_HOLDERS, _NEAR = 50, 10
_new = tuple.__new__


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
    site, paths, room = site_of(url), Paths(), Room()
    known, unknown = _repeated.find(root, (origin_of(base_url), site), paths)
    links: list[Link] = []
    for start, found in sorted(known.items()):
        links += _read(elements, range(len(links), start), site, base_url, paths, room)
        links += [_at(position, link) for position, link in enumerate(found, start)]
    links += _read(elements, range(len(links), len(elements)), site, base_url, paths, room)
    del links[len(elements) :]
    _repeated.learn(unknown, links)
    return _as_shown(links, root, elements, ruled)


def _read(
    elements: Sequence[etree._Element],
    which: range,
    site: str,
    base_url: str,
    paths: Paths,
    room: Room,
) -> Iterator[Link]:
    """The links at the positions *which*, as if nothing hid them."""
    some = elements[which.start : which.stop]
    anchors = _anchors.read(some, base_url, room)
    stays = ("", site)
    known: dict[str, Surroundings] = {}
    parts = zip(some, anchors, paths_around(some, paths), which, strict=False)
    for element, anchor, path, position in parts:
        beside = _NO_CONTEXT if anchor.site in stays else context_of(element, room)
        around = known.get(path) or known.setdefault(path, Surroundings(path))
        # In the order of its fields: a third of the time that Link() takes, a hundred times a page.
        yield _new(Link, (position, *anchor, *beside, around, *_AS_WRITTEN))


def _at(position: int, link: Link) -> Link:
    return _new(Link, (position, *link[1:]))


def _as_shown(
    links: list[Link],
    root: etree._Element,
    elements: Sequence[etree._Element],
    ruled: Sequence[Placement | None],
) -> tuple[Link, ...]:
    """The links with what hides them or keeps them from being clicked, and the user's rules."""
    inert, hidden = _inert(root), _hidden(root)
    if inert or hidden or any(ruled):
        for position, (element, rule) in enumerate(zip(elements, ruled, strict=True)):
            if rule or element in hidden or element in inert:
                links[position] = links[position]._replace(
                    hidden=element in hidden,
                    presence=inert.get(element, Presence.RAW),
                    ruled=rule,
                )
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
    holders: dict[etree._Element, None] = {}
    for holder in root.iter("noscript", "template"):
        around = _held_by(holder, holders)
        holders[holder] = None
        if around is not None and around.tag == holder.tag:
            continue
        what = Presence.IN_NOSCRIPT if holder.tag == "noscript" else Presence.NOT_CLICKABLE
        found.update((anchor, what) for anchor in holder.iter("a", "area"))
    return found


def _hidden(root: etree._Element) -> set[etree._Element]:
    """The links inside elements that the HTML itself hides (inline style, ``hidden``)."""
    found: set[etree._Element] = set()
    attributes, holders = _may_hide(root), dict[etree._Element, None]()
    for attribute in attributes if isinstance(attributes, list) else ():
        if not isinstance(attribute, etree._ElementUnicodeResult):
            continue
        style = "".join(attribute.lower().split())
        hides = attribute.attrname == "hidden" or _HIDES.search(style)
        if hides and (element := attribute.getparent()) is not None:
            if _held_by(element, holders) is None:
                found.update(element.iter("a", "area"))
            holders[element] = None
    return found


def _held_by(
    element: etree._Element, holders: Mapping[etree._Element, None]
) -> etree._Element | None:
    """The nearest of many *holders* around an element, if it is not far."""
    if len(holders) < _HOLDERS:
        return None
    return next((e for e in islice(element.iterancestors(), _NEAR) if e in holders), None)
