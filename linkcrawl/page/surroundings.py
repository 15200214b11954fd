"""Where links stand, as far as the tree tells: the facts that placement is judged by."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from linkcrawl.items import Surroundings


def read_surroundings(
    root: etree._Element, anchors: Sequence[etree._Element], urls: Sequence[str], page_url: str
) -> list[Surroundings]:
    """For each link the path of the elements around it, outermost first."""
    paths: dict[etree._Element, Surroundings] = {}

    def around(element: etree._Element | None) -> Surroundings:
        if element is None:
            return Surroundings()
        if element not in paths:
            outer = around(element.getparent()).path
            name = " ".join(filter(None, (str(element.tag), element.get("class"))))
            paths[element] = Surroundings(path=f"{outer}>{name}"[-400:])
        return paths[element]

    return [around(anchor.getparent()) for anchor in anchors]
