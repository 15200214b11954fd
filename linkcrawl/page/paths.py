"""The names of the elements around a link: the same on every page of a template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from linkcrawl.page.elements import kind_of

_DIGITS = re.compile(r"\d+")
_MAX_PATH, _MAX_CLASSES, _MAX_ID = 300, 80, 40
# The paths of the elements of one page, as far as they were asked for.
Paths = dict[etree._Element | None, str]


def paths_around(anchors: Iterable[etree._Element], paths: Paths | None = None) -> list[str]:
    """For each link the elements around it, outermost first, without positions or numbers.

    A name has the classes of an element, and its id where it is a block of the page.
    """
    paths = Paths() if paths is None else paths
    return [
        paths.get(holder) or path_of(holder, paths)
        for holder in [anchor.getparent() for anchor in anchors]
    ]


def path_of(holder: etree._Element | None, paths: Paths) -> str:
    """The path of one element, itself included."""
    chain: list[etree._Element] = []
    found = ""
    while holder is not None and not (found := paths.get(holder, "")):
        chain.append(holder)
        holder = holder.getparent()
    for element in reversed(chain):
        # What is remembered is as long as strangers make it.
        classes, own_id = element.get("class"), element.get("id")
        classes, own_id = classes and classes[:_MAX_CLASSES], own_id and own_id[:_MAX_ID]
        found = paths[element] = _step(found, str(element.tag), classes, own_id)
    return found


@lru_cache(maxsize=10_000)
def _step(above: str, tag: str, classes: str | None, own_id: str | None) -> str:
    """The path of an element, by that of the element around it."""
    name = tag
    if classes:
        name = ".".join((tag, *_DIGITS.sub("N", classes).split()))
    kind = kind_of(tag, None)
    if own_id and kind.special and not (kind.inline or kind.heading or kind.link):
        name = f"{name}#{_DIGITS.sub('N', own_id)}"
    return f"{above}>{name}"[-_MAX_PATH:] if above else name
