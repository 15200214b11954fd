"""Where links stand, as far as the tree tells: the facts that placement is judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from lxml import etree

from linkcrawl.items import Surroundings
from linkcrawl.page.blocks import BLOCK_MEASURES, Blocks, as_page, blocks_around
from linkcrawl.page.link_measures import CONTAINERS, LINK_MEASURES, link_measures
from linkcrawl.page.link_urls import URL_MEASURES, url_measures
from linkcrawl.page.outline import Outline, read_outline
from linkcrawl.page.page_measures import PAGE_MEASURES, page_measures
from linkcrawl.urls import is_web, site_of

# Raise when the measures change: facts of another version are not judged.
SURROUNDINGS_VERSION = 1
MEASURES = (
    *(f"{container}.{name}" for container in CONTAINERS for name in (*BLOCK_MEASURES, "level")),
    *LINK_MEASURES,
    *(f"url.{name}" for name in URL_MEASURES),
    *(f"page.{name}" for name in PAGE_MEASURES),
)
_DIGITS = re.compile(r"\d+")
_MAX_PATH = 300


def read_surroundings(
    root: etree._Element, anchors: Sequence[etree._Element], urls: Sequence[str], page_url: str
) -> list[Surroundings]:
    """What stands around each link; *urls* are the absolute targets of *anchors*."""
    if not anchors:
        return []
    out = read_outline(root, {anchor: number for number, anchor in enumerate(anchors)})
    rows = measure(root, out, anchors, urls, page_url)
    data, width = rows.tobytes(), rows.shape[1]
    version = bytes([SURROUNDINGS_VERSION])
    paths = _paths(out)
    return [
        Surroundings(path, version + data[at : at + width])
        for path, at in zip(paths, range(0, len(data), width), strict=True)
    ]


def measure(
    root: etree._Element,
    out: Outline,
    anchors: Sequence[etree._Element],
    urls: Sequence[str],
    page_url: str,
) -> npt.NDArray[np.uint8]:
    """One row a link, one column a measure of MEASURES."""
    own_site = site_of(page_url)
    sites = [site_of(url) if is_web(url) else "" for url in urls]
    leaving = np.array([bool(site) and site != own_site for site in sites])
    page = as_page(out, leaving)
    blocks: Blocks = blocks_around(page)
    levels = blocks.containers(page)
    table = blocks.measures(page)
    links = np.arange(len(anchors))
    columns: list[npt.NDArray[np.uint8]] = []
    for name in CONTAINERS:
        level = levels[name]
        columns += [table[blocks.around[level, links]], level.astype(np.uint8)[:, None]]
    columns.append(link_measures(out, page, blocks, levels, anchors))
    columns.append(np.array(url_measures(urls, sites, page_url, own_site), np.uint8))
    whole = np.array(page_measures(root, out, page, sites, page_url), np.uint8)
    columns.append(np.broadcast_to(whole, (len(anchors), len(whole))))
    return np.concatenate(columns, axis=1)


def _paths(out: Outline) -> list[str]:
    """The names of the elements around each link, the same on every page of a template."""
    names = {number: _name(tag, classes) for (tag, classes), number in out.shapes.items()}
    paths: dict[int, str] = {-1: ""}

    def path(moment: int) -> str:
        chain = []
        while moment not in paths:
            chain.append(moment)
            moment = out.parent[moment]
        for moment in reversed(chain):
            own = out.ids.get(moment)
            name = names[out.shape[moment]] + (f"#{_DIGITS.sub('N', own[:40])}" if own else "")
            above = paths[out.parent[moment]]
            paths[moment] = f"{above}>{name}"[-_MAX_PATH:] if above else name
        return paths[chain[0]] if chain else paths[moment]

    return [path(out.parent[moment]) for moment in out.link_at]


def _name(tag: str, classes: str | None) -> str:
    if not classes:
        return tag
    return ".".join((tag, *_DIGITS.sub("N", classes[:80]).split()))
