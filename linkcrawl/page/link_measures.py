"""What stands before, after and in each link, one byte a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from lxml import etree

from linkcrawl.page.blocks import (
    Blocks,
    Bytes,
    Floats,
    Ints,
    Page,
    share_byte,
    sign_nearness,
    size_byte,
)
from linkcrawl.page.elements import Count
from linkcrawl.page.link_words import (
    ATTRIBUTE_MEASURES,
    WORD_MEASURES,
    attribute_measures,
    word_measures,
)
from linkcrawl.page.main_block import main_block
from linkcrawl.page.outline import Outline
from linkcrawl.page.region_words import SIGNS
from linkcrawl.page.topics import TOPICS

CONTAINERS = ("near", "five", "rich", "prose", "part", "top")
_FAR = 60_000.0
# Of a link's words, which are remembered: no measure tells longer ones apart.
_LONGEST = 2_000
_OUTER = ("nav", "header", "footer", "side", "comments", "content", "nav_element",
          "header_element", "footer_element", "aside_element", "main_element",
          "article_element")  # fmt: skip
_OUTER_COLUMNS = np.array([SIGNS.index(sign) for sign in _OUTER])
_SIZES = {
    "text_before": 16, "text_after": 16, "links_before": 25, "links_after": 25, "depth": 40,
    "gap_before": 20, "gap_after": 20, "gap_3": 25, "gap_10": 25, "anchors_3": 30,
    "anchors_10": 30, "long_before": 16, "long_after": 16, "longs_before": 40,
    "longs_after": 40, "links_since_long": 30, "links_until_long": 30, "h1_text": 16,
    "h1_links": 30, "heading_links": 30, "heading_text": 16, "headings_before": 40,
    "topic_links": 30, "topic_text": 16, "comments_before": 60, "comments_after": 60,
    "main_text": 16, "main_links": 30, "main_plain": 16, "main_level": 40, 
    "pictures": 60, "pieces": 40, "same_place": 30,
}  # fmt: skip
_SHARES = ("text_place", "links_place", "leaving_3", "leaving_10", "long_place", "main_place",
           "main_tshare", "main_density")  # fmt: skip
_CODES = ("h1_side", "topic", "topic_in_five", "topic_in_part", "main_side", "main_parent",
          "heading")  # fmt: skip
LINK_MEASURES = (
    *_SIZES, *_SHARES, *_CODES, *ATTRIBUTE_MEASURES, *WORD_MEASURES,
    *(f"in.{sign}" for sign in SIGNS), *(f"out.{sign}" for sign in _OUTER),
)  # fmt: skip
_STEPS = np.array(list(_SIZES.values()), np.float32)[:, None]


Found = dict[str, npt.NDArray[np.generic]]


def link_measures(
    out: Outline,
    page: Page,
    blocks: Blocks,
    levels: Mapping[str, npt.NDArray[np.intp]],
    anchors: Sequence[etree._Element],
    paths: Sequence[str],
) -> Bytes:
    """One row a measure of LINK_MEASURES, one column a link."""
    found: Found = {}
    _place(found, page)
    _neighbours(found, page)
    _long_texts(found, page)
    _headings(found, out, page)
    _announced(found, out, page, blocks, levels)
    _main(found, page, blocks)
    _anchor(found, blocks, paths)
    sizes = size_byte(_stacked(found, _SIZES), _STEPS)
    shares = share_byte(_stacked(found, _SHARES))
    codes = _stacked(found, _CODES).astype(np.uint8)
    told = b"".join([attribute_measures(anchor) for anchor in anchors])
    read = b"".join([word_measures(text[:_LONGEST]) for text in out.link_text])
    return np.concatenate(
        [
            sizes,
            shares,
            codes,
            np.frombuffer(told, np.uint8).reshape(-1, len(ATTRIBUTE_MEASURES)).T,
            np.frombuffer(read, np.uint8).reshape(-1, len(WORD_MEASURES)).T,
            *_signs(page, blocks),
        ]
    )


def _stacked(found: Found, names: Collection[str]) -> Floats:
    rows = np.empty((len(names), len(found["depth"])), np.float32)
    for row, name in zip(rows, names, strict=True):
        row[:] = found[name]
    return rows


def _place(found: Found, page: Page) -> None:
    text, links = page.at(Count.TEXT), page.at(Count.LINKS)
    here, link = text[page.start], links[page.start]
    found["text_before"], found["text_after"] = here, text[-1] - here
    found["links_before"], found["links_after"] = link, links[-1] - link
    found["depth"] = page.depth[page.start]
    found["text_place"] = here / max(text[-1], 1)
    found["links_place"] = link / max(links[-1], 1)


def _neighbours(found: Found, page: Page) -> None:
    """The text between a link and its neighbours, and the links of a window around it."""
    plain = page.at(Count.PLAIN_TEXT)
    order = np.argsort(page.start, kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    start = page.start[order]
    end = page.end[start]
    before = plain[start] - plain[np.concatenate([[0], end[:-1]])]
    after = plain[np.concatenate([start[1:], [page.count]])] - plain[end]
    found["gap_before"], found["gap_after"] = before[back], after[back]
    number = np.arange(len(start))
    for wide in (3, 10):
        first = np.maximum(number - wide, 0)
        last = np.minimum(number + wide, len(start) - 1)
        size = (last - first + 1).astype(np.float32)
        left, right = start[first], end[last]
        for name, count in (
            ("gap", plain), ("leaving", page.at(Count.LEAVING)),
            ("anchors", page.at(Count.LINK_TEXT)),
        ):  # fmt: skip
            found[f"{name}_{wide}"] = ((count[right] - count[left]) / size)[back]


def _moments(page: Page, count: Count) -> Ints:
    return np.sort(page.when[page.which == count])


def _last_before(moments: Ints, start: Ints) -> tuple[Ints, npt.NDArray[np.intp]]:
    """The last of *moments* not after each start (0 where none), and how many there were."""
    number = np.searchsorted(moments, start, side="right")
    padded = np.concatenate([[0], moments]).astype(np.int32)
    return padded[number], number


def _long_texts(found: Found, page: Page) -> None:
    text, links = page.at(Count.TEXT), page.at(Count.LINKS)
    moments, start = _moments(page, Count.LONG_TEXTS), page.start
    last, number = _last_before(moments, start)
    following = np.concatenate([moments, [page.count]])[number]
    found["long_before"] = np.where(number > 0, text[start] - text[last], _FAR)
    found["long_after"] = np.where(number < len(moments), text[following] - text[start], _FAR)
    found["longs_before"], found["longs_after"] = number, len(moments) - number
    found["long_place"] = number / max(len(moments), 1)
    found["links_since_long"] = links[start] - links[last]
    found["links_until_long"] = links[following] - links[start]


def _headings(found: Found, out: Outline, page: Page) -> None:
    text, links, start = page.at(Count.TEXT), page.at(Count.LINKS), page.start
    plain = page.at(Count.PLAIN_TEXT)
    h1 = max(out.first_h1, 0)
    has = np.float32(out.first_h1 >= 0)
    found["h1_side"] = np.where(start >= h1, 2, 1) * has
    found["h1_text"] = np.abs(text[start] - text[h1]) * has
    found["h1_links"] = np.abs(links[start] - links[h1]) * has
    last, number = _last_before(_moments(page, Count.HEADINGS), start)
    found["heading_links"] = links[start] - links[last]
    found["heading_text"] = plain[start] - plain[last]
    found["headings_before"] = number


def _announced(
    found: Found,
    out: Outline,
    page: Page,
    blocks: Blocks,
    levels: Mapping[str, npt.NDArray[np.intp]],
) -> None:
    """The last short text or heading before a link that announces a part of the page."""
    links, start = page.at(Count.LINKS), page.start
    plain = page.at(Count.PLAIN_TEXT)
    moments = np.array([moment for moment, _ in out.announced], np.int32)
    topics = np.array([0, *(topic for _, topic in out.announced)], np.int32)
    last, number = _last_before(moments, start)
    found["topic"] = topics[number]
    found["topic_links"] = links[start] - links[last]
    found["topic_text"] = plain[start] - plain[last]
    link = np.arange(len(start))
    for name in ("five", "part"):
        holder = blocks.element[blocks.around[levels[name], link]]
        found[f"topic_in_{name}"] = (number > 0) & (last >= holder)
    comments = moments[topics[1:] == TOPICS.index("comments") + 1]
    before = np.searchsorted(comments, start)
    found["comments_before"], found["comments_after"] = before, len(comments) - before


def _main(found: Found, page: Page, blocks: Blocks) -> None:
    """Where a link stands towards the block that holds most of the running text."""
    text, links, start = page.at(Count.TEXT), page.at(Count.LINKS), page.start
    first, last, parent = main_block(page)
    size = max(float(text[last] - text[first]), 1.0)
    linked = page.at(Count.LINK_TEXT)[last] - page.at(Count.LINK_TEXT)[first]
    found["main_side"] = np.where(start < first, 1, np.where(start < last, 2, 3))
    found["main_parent"] = (start >= parent) & (start < page.end[parent]) & (last > 0)
    for name, count in (("main_text", text), ("main_links", links)):
        away = np.where(start < first, count[first] - count[start], count[start] - count[last])
        found[name] = np.where((start >= first) & (start < last), 0, away)
    found["main_place"] = np.clip((text[start] - text[first]) / size, -0.2, 1.2) + 0.2
    flat = np.ones(len(start), np.float32)
    found["main_tshare"] = flat * size / max(float(text[-1]), 1.0)
    found["main_density"] = flat * linked / size
    found["main_plain"] = flat * (text[last] - text[first] - linked)
    holds = (blocks.element <= first) & (page.end[blocks.element] >= last)
    found["main_level"] = holds[blocks.around].argmax(axis=0)


def _anchor(
    found: Found,
    blocks: Blocks,
    paths: Sequence[str],
) -> None:
    own = blocks.around[0]
    found["pictures"] = blocks.inside[Count.PICTURES][own]
    found["pieces"] = blocks.inside[Count.PIECES][own]
    found["heading"] = blocks.inside[Count.HEADINGS][own] > 0
    often = Counter(paths)
    found["same_place"] = np.array([often[path] for path in paths])


def _signs(page: Page, blocks: Blocks) -> tuple[Bytes, Bytes]:
    inner, outer = sign_nearness(page, blocks)
    return inner.T, outer[:, _OUTER_COLUMNS].T
