"""The block that holds most of a page's running text."""

from __future__ import annotations

import numpy as np

from linkcrawl.page.blocks import Page
from linkcrawl.page.elements import Count


def main_block(page: Page) -> tuple[int, int, int]:
    """Its start and end moment and the block around it; zeros where there is no such text.

    Each text outside links scores for the blocks around its own, less the further out; what
    is mostly links loses (the idea of Arc90's Readability).
    """
    moments, sizes = _plain_texts(page)
    if not len(moments):
        return 0, 0, 0
    own = moments.copy()
    for _ in range(4):
        own = np.where(page.is_block[own], own, page.parent[own])
    worth = 1 + np.minimum(sizes / 100, 3)
    score = np.zeros(page.count, np.float64)
    for part in (1.0, 0.5, 0.25):
        own = page.parent[own]
        score += np.bincount(own, weights=worth * part, minlength=page.count)
    found = np.flatnonzero(score)
    text, linked = (
        page.at(count)[page.end[found]] - page.at(count)[found]
        for count in (Count.TEXT, Count.LINK_TEXT)
    )
    best = int(found[(score[found] * (1 - linked / np.maximum(text, 1))).argmax()])
    return best, int(page.end[best]), int(page.parent[best])


def _plain_texts(page: Page) -> tuple[np.ndarray, np.ndarray]:
    texts = page.which == Count.PLAIN_TEXT
    when, much = page.when[texts], page.much[texts]
    plain = much >= 25
    return when[plain], much[plain]
