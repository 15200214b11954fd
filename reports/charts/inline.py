"""An SVG file → an element that can stand in a page beside others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from markupsafe import Markup

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"font-family:[^;]*;?\s*")
_NUMBER = re.compile(r"(?<=\d)\.(\d\d)\d+")


def inline_svg(svg: str, name: str, alternative: str, colours: Mapping[str, str]) -> Markup:
    """*svg* without its file's frame, its ids made its own by *name*.

    *colours* are replaced by the custom properties of the page's stylesheet, and text is set
    in the page's font. Nothing in it depends on when it was drawn.
    """
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                parent.remove(child)
    used = _used_ids(root)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.tail = None
        if len(element):
            element.text = None
        _rename(element, name, used)
        _recolour(element, colours)
    _prune(root)
    root.attrib = {"viewBox": root.attrib["viewBox"], "class": "chart", "role": "img"}
    root.set("aria-label", alternative)
    return Markup(ET.tostring(root, "unicode", short_empty_elements=False))


def _used_ids(root: ET.Element) -> set[str]:
    """The ids that something in the picture points at."""
    values = [value for element in root.iter() for value in element.attrib.values()]
    hrefs = {element.get(_LINK, "").removeprefix("#") for element in root.iter()}
    return hrefs | {found for value in values for found in _REFERENCE.findall(value)}


def _rename(element: ET.Element, name: str, used: set[str]) -> None:
    if element.get("id") in used:
        element.set("id", f"{name}-{element.get('id')}")
    else:
        element.attrib.pop("id", None)
    if (href := element.attrib.pop(_LINK, None)) is not None:
        element.set("href", f"#{name}-{href.removeprefix('#')}")
    for key, value in element.attrib.items():
        element.set(key, _REFERENCE.sub(rf"url(#{name}-\1)", value))


def _recolour(element: ET.Element, colours: Mapping[str, str]) -> None:
    for key in ("style", "fill", "stroke"):
        value = _FONT.sub("", element.get(key, "")).rstrip("; ")
        for colour, variable in colours.items():
            value = value.replace(colour, f"var({variable})")
        if value:
            element.set(key, value)
    for key in ("d", "x", "y", "transform"):
        if key in element.attrib:
            element.set(key, " ".join(_NUMBER.sub(r".\1", element.attrib[key]).split()))


def _prune(element: ET.Element) -> None:
    """Take out groups and definitions that hold nothing."""
    for child in list(element):
        _prune(child)
        if child.tag in ("g", "defs") and not len(child):
            element.remove(child)
