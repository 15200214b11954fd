"""Where links stand, as far as the tree tells: the facts that placement is judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from lxml import etree

from linkcrawl.items import Surroundings
from linkcrawl.page.blocks import Blocks, Page, as_page, blocks_around
from linkcrawl.page.link_measures import CONTAINERS, link_measures
from linkcrawl.page.link_urls import address_of, url_measures
from linkcrawl.page.measures import MEASURES, SURROUNDINGS_VERSION
from linkcrawl.page.outline import read_outline
from linkcrawl.page.page_measures import page_measures
from linkcrawl.page.paths import paths_around
from linkcrawl.urls import site_of

# Bytes that the facts of one link take: the version of the measures, and the measures.
WIDTH = 1 + len(MEASURES)


def read_surroundings(
    root: etree._Element, anchors: Sequence[etree._Element], urls: Sequence[str], page_url: str
) -> list[Surroundings]:
    """What stands around each link; *urls* are the absolute targets of *anchors*."""
    if not anchors:
        return []
    out = read_outline(root, {anchor: number for number, anchor in enumerate(anchors)})
    own_site = site_of(page_url)
    addresses = [address_of(url) for url in urls]
    leaving = np.array([one.site not in ("", own_site) for one in addresses])
    page = as_page(out, leaving)
    blocks = blocks_around(page)
    levels = blocks.containers(page)
    paths = paths_around(anchors)
    whole = np.frombuffer(page_measures(root, out, page, addresses, page_url), np.uint8)
    told = np.frombuffer(url_measures(urls, addresses, page_url), np.uint8)
    rows = np.empty((WIDTH, len(anchors)), np.uint8)
    rows[0] = SURROUNDINGS_VERSION
    parts = (
        _containers(blocks, levels, page),
        link_measures(out, page, blocks, levels, anchors, paths),
        told.reshape(len(anchors), -1).T,
        whole[:, None],
    )
    at = 1
    for part in parts:
        rows[at : at + len(part)] = part
        at += len(part)
    data = rows.T.tobytes()
    return [
        Surroundings(path, data[at : at + WIDTH])
        for path, at in zip(paths, range(0, len(data), WIDTH), strict=True)
    ]


def _containers(
    blocks: Blocks, levels: Mapping[str, npt.NDArray[np.intp]], page: Page
) -> npt.NDArray[np.uint8]:
    """For each of CONTAINERS the measures of the block around each link, and its level."""
    table = blocks.measures(page)
    chosen = np.array([levels[name] for name in CONTAINERS])
    around = blocks.around[chosen, np.arange(len(page.start))]
    rows = np.empty((len(chosen), len(table) + 1, len(page.start)), np.uint8)
    rows[:, :-1] = table.take(around, axis=1).transpose(1, 0, 2)
    rows[:, -1] = chosen
    return rows.reshape(-1, len(page.start))
