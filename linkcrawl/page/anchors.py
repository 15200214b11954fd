"""What one ``<a>`` or ``<area>`` says, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from linkcrawl.memory import Encounters, Memory
from linkcrawl.page.room import Room
from linkcrawl.page.shown import MAX_TEXT, squeeze, text_of
from linkcrawl.urls import is_web, resolve, site_of

_PICTURES = ("img", "svg", "picture", "video", "canvas", "object")
_ORIGIN = re.compile(r"https?://[^/?#]+")
_ROOTED = re.compile(r"/|[a-zA-Z][a-zA-Z0-9+.-]*://|(?:mailto|tel|javascript):")
# Of markup: about sixteen thousand anchors, and as many that were met before them.
_CHARACTERS = 800_000
_LONGEST = 2_000


class Anchor(NamedTuple):
    """The element by itself; *url* and *site* are those of its target."""

    tag: str
    href: str
    url: str
    site: str
    text: str
    image_alt: str | None
    title: str
    rel: tuple[str, ...]


class AnchorReader:
    """Reads anchors; what a template repeats, byte for byte, is worked out twice.

    An anchor is known by all of its markup and, where its address needs one, by its base: so
    what is remembered is what would be read. Those that were met last are remembered, as many
    as fit into a fixed number of characters, so that a crawl's memory does not grow.
    """

    def __init__(self) -> None:
        self._known = Memory[tuple[str, str], Anchor](_CHARACTERS, lambda key: len(key[1]))
        self._encounters = Encounters()

    def read(self, elements: Sequence[etree._Element], base_url: str, room: Room) -> list[Anchor]:
        """What each of *elements* says on a page whose addresses begin at *base_url*."""
        origin, left = origin_of(base_url), room.markup
        known, serialise = self._known.newer, etree.tostring
        anchors = []
        for element in elements:
            if left < 0:
                anchors.append(read_anchor(element, base_url, room))
                continue
            # Elements that differ have other XML: names hold no space, values no quote.
            markup = serialise(element, encoding="unicode", with_tail=False)
            left -= len(markup)
            key = (origin, markup)
            anchors.append(known.get(key) or self._read(element, key, base_url, room))
        room.markup = left
        return anchors

    def _read(
        self, element: etree._Element, key: tuple[str, str], base_url: str, room: Room
    ) -> Anchor:
        if anchor := self._known.get(key):
            return anchor
        anchor = read_anchor(element, base_url, room)
        lasts = is_rooted(anchor.href) or key[0] == base_url
        if lasts and len(key[1]) <= _LONGEST and self._encounters.again(key):
            self._known.keep(key, anchor)
        return anchor


def origin_of(base_url: str) -> str:
    """What the addresses of links that `is_rooted` tells depend on, of the page's base."""
    found = _ORIGIN.match(base_url)
    return found[0] if found else base_url


def is_rooted(href: str) -> bool:
    """True for what leads to the same place from every page of an origin.

    >>> [is_rooted(href) for href in ("/a", "//b.example", "mailto:a@b", "a", "http:a", "#")]
    [True, True, True, False, False, False]
    """
    return _ROOTED.match(href) is not None


def read_anchor(element: etree._Element, base_url: str, room: Room) -> Anchor:
    """What an ``<a>`` or ``<area>`` says on a page whose addresses begin at *base_url*."""
    get = element.get
    href, rel = get("href") or "", get("rel")
    url = resolve(href, base_url)
    called = get("title") or get("aria-label")
    return Anchor(
        str(element.tag),
        href[:MAX_TEXT],
        url,
        site_of(url) if is_web(url) else "",
        text_of(element, room),
        _image_alt(element, room),
        squeeze(called) if called else "",
        tuple(sorted(set(rel[:MAX_TEXT].lower().split()))) if rel else (),
    )


def _image_alt(anchor: etree._Element, room: Room) -> str | None:
    """The alternative text of the pictures in a link, None where it has no picture."""
    if anchor.tag == "area":
        return squeeze(anchor.get("alt") or "")
    if len(anchor) == 0:
        return None
    pictures = [part for part in room.parts_of(anchor)[0] if part.tag in _PICTURES]
    if not pictures:
        return None
    alts = (p.get("alt") or p.get("aria-label") or p.findtext("title") or "" for p in pictures)
    return squeeze(" ".join(dict.fromkeys(alts)))
