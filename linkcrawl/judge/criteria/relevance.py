"""How near the topic of one page or site is to another's, out of stored vectors.

A relevance lies between 0 and 1: the chance that two pages are about related things where
half of all pairs are. docs/relevance.md says how that was measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt

RELATED, UNRELATED = 0.6, 0.15
# Fitted to the labelled pairs of pages that `python -m bench.relevance` tunes with.
_STEEPNESS, _EVEN_ODDS = 21.0, 0.22
# A third of our pages have to be about it; of theirs the best three quarters count, since every
# site has pages about nothing but itself.
_OUR_SHARE, _THEIR_SHARE = 1 / 3, 3 / 4
_MOST_PAGES = 60

Floats = npt.NDArray[np.float32]


class Kinship(StrEnum):
    """What a relevance means."""

    RELATED = "related"
    UNCLEAR = "unclear"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


def kinship(relevance: float | None) -> Kinship:
    """What a relevance means, UNKNOWN where there is none.

    >>> [str(kinship(one)) for one in (0.9, 0.4, 0.1, None)]
    ['related', 'unclear', 'unrelated', 'unknown']
    """
    if relevance is None:
        return Kinship.UNKNOWN
    if relevance >= RELATED:
        return Kinship.RELATED
    return Kinship.UNRELATED if relevance <= UNRELATED else Kinship.UNCLEAR


def page_relevances(pairs: Sequence[tuple[bytes, bytes]]) -> list[float]:
    """How near the two pages of each pair are by their vectors, which all of them have.

    >>> bread = bytes([100, 0, 5] + 125 * [0])
    >>> [round(near, 2) for near in page_relevances([(bread, bread)])]
    [1.0]
    """
    if not pairs:
        return []
    ones, others = (_rows(list(side)) for side in zip(*pairs, strict=True))
    return [float(value) for value in _scale((ones * others).sum(axis=1))]


def nearness(ours: Floats, theirs: Floats) -> float | None:
    """How near another site is to an own one, by their pages as `as_rows` has made them.

    Each of their pages counts as near as the third of our pages that it is nearest to, and the
    mean of their best three quarters is told, so that neither a stray page nor an imprint
    decides. None where one site has no vectors.
    """
    if not len(ours) or not len(theirs):
        return None
    cosines = theirs @ ours.T
    place = int((1 - _OUR_SHARE) * len(ours))
    near = np.partition(cosines, place, axis=1)[:, place]
    count = max(1, round(_THEIR_SHARE * len(near)))
    return float(_scale(np.sort(near)[-count:]).mean())


def relevances(some: Floats, others: Floats) -> Floats:
    """How near each page of *some* is to each of *others*, as `as_rows` has made them."""
    return _scale(some @ others.T)


def as_rows(vectors: Iterable[bytes]) -> Floats:
    """One row of length 1 for each vector that is not empty, of sixty at most, evenly taken."""
    known = [vector for vector in vectors if vector]
    return _rows(known[:: -(-len(known) // _MOST_PAGES)] if known else [])


def _rows(known: Sequence[bytes]) -> Floats:
    rows = np.frombuffer(b"".join(known), np.int8).reshape(len(known), -1 if known else 0)
    floats = rows.astype(np.float32)
    return np.asarray(floats / np.linalg.norm(floats, axis=1, keepdims=True), np.float32)


def _scale(cosine: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-_STEEPNESS * (cosine - _EVEN_ODDS))), np.float32)
