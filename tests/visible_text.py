"""What a reader of a page reads: its texts, and those that stand in attributes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement, document_fromstring

_UNREAD = {"script", "style"}
_READ = ("alt", "aria-label", "title", "placeholder", "data-label", "data-filter", "data-sort",
         "data-count")  # fmt: skip
_INLINE = {"a", "abbr", "b", "bdi", "em", "i", "span", "strong", "time", "wbr", "tspan"}


def lines_of(html: str) -> list[str]:
    """The texts of a page, a line for each block, then one for each attribute that is read."""
    root = document_fromstring(html.encode("utf-8"))
    lines = [""]
    for text, begins in _texts(root):
        if begins:
            lines.append("")
        lines[-1] += text
    lines += dict.fromkeys(_attributes(root))
    joined = (" ".join(line.split()) for line in lines)
    return [line for line in joined if line]


def _texts(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each text, and whether it begins a new line."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    block = element.tag not in _INLINE
    yield element.text or "", block
    for child in element:
        yield from _texts(child)
        yield child.tail or "", child.tag not in _INLINE


def _attributes(root: HtmlElement) -> Iterator[str]:
    for element in root.iter():
        for name in _READ if isinstance(element.tag, str) else ():
            if value := element.get(name):
                yield f"[{name}] {value}"
