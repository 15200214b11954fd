"""The blocks around links, measured: how much text, how many links, where on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkcrawl.page.elements import Count
from linkcrawl.page.outline import Outline
from linkcrawl.page.region_words import SIGNS

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
_MAX_LEVELS = 48
BLOCK_SIZES: Mapping[str, int] = {
    "links": 16, "plain": 16, "marks": 16, "anchor": 30, "same": 25, "pictures": 100, "long": 40,
    "headings": 40, "controls": 40, "dates": 40, "rights": 60, "announce": 40,
}  # fmt: skip
BLOCK_SHARES = ("density", "leaving", "tshare", "lshare", "start", "end")
BLOCK_MEASURES = (*BLOCK_SIZES, *BLOCK_SHARES)
_STEPS = np.array(list(BLOCK_SIZES.values()), np.float32)[:, None]


def size_byte(value: Floats, steps: Floats | float) -> Bytes:
    """A size on a logarithmic scale, *steps* to each doubling."""
    scaled = np.log2(1 + np.maximum(value, 0)) * steps
    byte: Bytes = np.minimum(scaled, 255).astype(np.uint8)
    return byte


def share_byte(value: Floats) -> Bytes:
    """A share in per cent."""
    return (100 * np.clip(value, 0, 2)).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's columns as arrays, with running totals of all that is counted."""

    count: int
    parent: Ints
    end: Ints
    shape: Ints
    depth: Ints
    is_block: Bools
    signs: npt.NDArray[np.int64]
    totals: Floats
    start: Ints
    which: Ints
    when: Ints
    much: Ints

    def at(self, count: Count) -> Floats:
        """How much of *count* stands before each moment."""
        running: Floats = self.totals[count]
        return running

    def all(self, count: Count) -> float:
        return float(self.totals[count, -1])


def as_page(out: Outline, leaving: Bools) -> Page:
    """The outline of a page with its links counted."""
    start = np.frombuffer(out.link_at, np.int32)
    packed = np.frombuffer(out.packed, np.int32)
    shape = packed & 0xFFFF
    signs = np.array([0, *(kind.signs for kind in out.kinds)])[shape]
    for moment, own in out.own_signs.items():
        signs[moment] |= own
    when, which, much = _events(out, start, leaving)
    moments = len(packed)
    counts = np.bincount(which * moments + when, weights=much, minlength=len(Count) * moments)
    totals = np.zeros((len(Count), moments + 1), np.float32)
    np.cumsum(counts.reshape(len(Count), moments), axis=1, out=totals[:, 1:])
    totals[Count.TEXT] = totals[Count.PLAIN_TEXT] + totals[Count.LINK_TEXT]
    return Page(
        count=moments,
        parent=np.frombuffer(out.parent, np.int32),
        end=np.frombuffer(out.end, np.int32),
        shape=shape,
        depth=packed >> 16,
        is_block=np.array([False, *(not kind.inline for kind in out.kinds)])[shape],
        signs=signs,
        totals=totals,
        start=start,
        which=which,
        when=when,
        much=much,
    )


def _events(out: Outline, start: Ints, leaving: Bools) -> tuple[Ints, Ints, Ints]:
    """When, which and how much: what was noted, and what follows from it."""
    # Little-endian halves of each number: what and how much, when.
    halves = np.frombuffer(out.events, np.int64).astype("<i8").view("<i4").reshape(-1, 2)
    noted, when = np.ascontiguousarray(halves.T)
    which, much = noted >> 24, noted & 0xFFFFFF
    texts = when[which <= Count.LINK_TEXT]
    long = when[(which == Count.PLAIN_TEXT) & (much >= 80)]
    gone = start[leaving]
    more = ((Count.PIECES, texts), (Count.LONG_TEXTS, long), (Count.LINKS, start),
            (Count.LEAVING, gone))  # fmt: skip
    return (
        np.concatenate([when, *(moments for _, moments in more)]),
        np.concatenate([which, *(np.full(len(moments), count) for count, moments in more)]),
        np.concatenate([much, np.ones(sum(len(moments) for _, moments in more), np.int32)]),
    )


@dataclass(frozen=True, slots=True)
class Blocks:
    """Every element around some link: *around[level, link]* is its row, level 0 the link."""

    element: Ints
    around: npt.NDArray[np.intp]
    depth: Ints
    inside: Floats
    same: npt.NDArray[np.intp]

    def measures(self, page: Page) -> Bytes:
        """One row a measure of BLOCK_MEASURES, one column a block."""
        inside = self.inside
        text, links = inside[Count.TEXT], np.maximum(inside[Count.LINKS], 1)
        linked = inside[Count.LINK_TEXT]
        whole = max(page.all(Count.TEXT), 1.0)
        sizes = np.stack(
            [
                inside[Count.LINKS],
                text - linked,
                inside[Count.MARKS],
                linked / links,
                self.same,
                inside[Count.PICTURES] / links,
                inside[Count.LONG_TEXTS],
                inside[Count.HEADINGS],
                inside[Count.CONTROLS],
                inside[Count.DATES],
                inside[Count.RIGHTS],
                inside[Count.ANNOUNCED],
            ]
        )
        shares = np.stack(
            [
                linked / np.maximum(text, 1),
                inside[Count.LEAVING] / links,
                text / whole,
                inside[Count.LINKS] / max(page.all(Count.LINKS), 1.0),
                page.at(Count.TEXT)[self.element] / whole,
                page.at(Count.TEXT)[page.end[self.element]] / whole,
            ]
        )
        return np.concatenate([size_byte(sizes, _STEPS), share_byte(shares)])

    def containers(self, page: Page) -> dict[str, npt.NDArray[np.intp]]:
        """For each link the level of the blocks that tell most about its place."""
        found = self._telling(page).take(self.around, axis=1)
        found[:, 0] = False
        last = np.minimum(self.depth[self.around[0]], len(self.around) - 1).astype(np.intp)
        # Above the root the chain repeats the root, which no page-sized condition meets.
        second = np.minimum(last, 1)
        near = _innermost(found[0], last)
        return {
            "near": near,
            "five": _innermost(found[1], last),
            "rich": _innermost(found[2], near),
            "prose": _innermost(found[3], last),
            "part": _outermost(found[4], second),
            "top": _outermost(found[5], second),
        }

    def _telling(self, page: Page) -> Bools:
        """One row a condition, one column a block."""
        inside = self.inside
        text, links = inside[Count.TEXT], inside[Count.LINKS]
        linked = inside[Count.LINK_TEXT]
        pieces = inside[Count.PIECES] + inside[Count.PICTURES]
        all_text, all_links = page.all(Count.TEXT), page.all(Count.LINKS)
        return np.array(
            [
                page.is_block[self.element],
                links >= 5,
                (self.same >= 3) & (pieces >= 2),
                (linked < 0.25 * text) & (text - linked >= 400),
                (links < 0.6 * all_links) & (text < 0.6 * all_text),
                (links < 0.97 * all_links) & (text < 0.97 * all_text),
            ]
        )


def _innermost(found: Bools, otherwise: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The first level of each link that is *found*; maxima of bytes are quick."""
    countdown = np.arange(len(found), 0, -1).astype(np.uint8)[:, None]
    nearest = (found * countdown).max(axis=0).astype(np.intp)
    return np.where(nearest > 0, len(found) - nearest, otherwise)


def _outermost(found: Bools, otherwise: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The last level of each link that is *found*; level 0 is the link itself."""
    levels = np.arange(len(found)).astype(np.uint8)[:, None]
    furthest = (found * levels).max(axis=0).astype(np.intp)
    return np.where(furthest > 0, furthest, otherwise)


def blocks_around(page: Page) -> Blocks:
    """The chain of elements around each link, up to the root."""
    levels = min(int(page.depth[page.start].max()) + 1, _MAX_LEVELS)
    chain = np.empty((levels, len(page.start)), np.int32)
    chain[0] = page.start
    for level in range(1, levels):
        chain[level] = page.parent[chain[level - 1]]
    marked = np.zeros(page.count, bool)
    marked[chain] = True
    element = np.flatnonzero(marked).astype(np.int32)
    around = (np.cumsum(marked) - 1)[chain]
    inside = page.totals[:, page.end[element]] - page.totals[:, element]
    kind = page.parent.astype(np.int64) * (int(page.shape.max()) + 1) + page.shape
    kinds, own = np.sort(kind), kind[element]
    same = kinds.searchsorted(own, side="right") - kinds.searchsorted(own)
    same[element == 0] = 1
    return Blocks(element, around, page.depth[element], inside, same)


def sign_nearness(page: Page, blocks: Blocks) -> tuple[Bytes, Bytes]:
    """For each link and sign how near the innermost and the outermost element with it are:
    30 for the link itself, one less for each level, 0 where there is none.
    """
    masks = page.signs[blocks.element].astype("<u4")[blocks.around]
    bits = np.unpackbits(masks.view(np.uint8), axis=1, bitorder="little")
    levels, links = masks.shape
    has = bits.reshape(levels, links, 32)[:, :, : len(SIGNS)]
    # Above the root a chain repeats the root, which has no sign worth telling.
    level = np.arange(levels, dtype=np.uint8)[:, None, None]
    inner = (has * np.maximum(30 - level.astype(np.int16), 1).astype(np.uint8)).max(axis=0)
    outer = (has * (level + 1)).max(axis=0)
    return inner, np.where(outer > 0, np.maximum(31 - outer.astype(np.int16), 1), 0).astype(
        np.uint8
    )
