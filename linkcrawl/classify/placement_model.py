"""The trained part of placement: measures of links → probabilities of placements.

A few small neural networks whose answers are averaged. Each sees a link, and the mean of
the links of its block, its section and its page, so that the links of one block agree.
bench/placement/train.py makes the data file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
_FILE = "placement_model.npz"
_ROOM = 4.0
_WEIGHTS = ("mean", "scale", "first", "first_bias", "second", "second_bias", "last", "last_bias")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, in the order in which they are applied."""

    numbers: npt.NDArray[np.int64]
    mean: Floats
    scale: Floats
    signs: npt.NDArray[np.int64]
    # The column of each input: numbers, signs, then words, of which each asks for one value.
    columns: npt.NDArray[np.int64]
    values: Bytes
    groups: tuple[tuple[int, int], ...]
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    last: Floats
    last_bias: Floats

    def probabilities(self, measures: Bytes) -> Floats:
        """One row a link of a page, one column a placement."""
        nets, width = len(self.second), self.first.shape[1] // len(self.second)
        hidden = self._inputs(measures) @ self.first
        hidden += self.first_bias
        np.maximum(hidden, 0, out=hidden)
        own = hidden.reshape(len(hidden), nets, width).transpose(1, 0, 2)
        inner = own @ self.second[:, :width]
        inner += self.second_bias[:, None]
        for number, span in enumerate(self.groups, start=1):
            group = alike(measures, *span)
            means = _means(hidden, group).reshape(-1, nets, width).transpose(1, 0, 2)
            # Blocks are fewer than links, so they are weighed before they are spread.
            weighed = means @ self.second[:, number * width : (number + 1) * width]
            inner += weighed[:, group]
        scores = np.maximum(inner, 0, out=inner) @ self.last + self.last_bias[:, None]
        scores = np.exp(scores - scores.max(axis=2, keepdims=True))
        mean: Floats = (scores / scores.sum(axis=2, keepdims=True)).mean(axis=0)
        return mean

    def _inputs(self, measures: Bytes) -> Floats:
        seen = measures.take(self.columns, axis=1)
        inputs = seen.astype(np.float32)
        some, told = len(self.numbers), len(self.numbers) + len(self.signs)
        numbers = inputs[:, :some]
        numbers -= self.mean
        numbers *= self.scale
        np.clip(numbers, -_ROOM, _ROOM, out=numbers)
        np.greater(seen[:, some:told], 0, out=inputs[:, some:told])
        np.equal(seen[:, told:], self.values, out=inputs[:, told:])
        return inputs


def alike(measures: Bytes, start: int, stop: int) -> npt.NDArray[np.int64]:
    """A number for each link's block: all measures of a block are the same for its links."""
    if start == stop:
        return np.zeros(len(measures), np.int64)
    rows = np.ascontiguousarray(measures[:, start:stop])
    numbers: dict[bytes, int] = {}
    whole, width = rows.tobytes(), stop - start
    return np.array(
        [
            numbers.setdefault(whole[at : at + width], len(numbers))
            for at in range(0, len(whole), width)
        ],
        np.int64,
    )


def _means(hidden: Floats, group: npt.NDArray[np.int64]) -> Floats:
    """For each block the mean of its links."""
    sizes = np.bincount(group)
    if len(sizes) == 1:
        whole: Floats = hidden.mean(axis=0, keepdims=True)
        return whole
    order = np.argsort(group, kind="stable")
    sums = np.add.reduceat(hidden[order], np.cumsum(sizes) - sizes, axis=0)
    means: Floats = np.divide(sums, sizes[:, None], dtype=np.float32)
    return means


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that ships with the package; works from a zip too."""
    raw = files("linkcrawl.classify").joinpath(_FILE).read_bytes()
    with np.load(BytesIO(raw)) as data:
        return model_of(dict(data))


def model_of(data: Mapping[str, npt.NDArray[np.generic]]) -> Model:
    """The model out of the arrays of its file."""
    numbers, signs = data["numbers"].astype(np.int64), data["signs"].astype(np.int64)
    words = [(int(column), value) for column, size in data["words"] for value in range(int(size))]
    return Model(
        numbers=numbers,
        signs=signs,
        columns=np.concatenate([numbers, signs, [column for column, _ in words]]).astype(np.int64),
        values=np.array([value for _, value in words], np.uint8),
        groups=tuple((int(start), int(stop)) for start, stop in data["groups"]),
        **{name: np.asarray(data[name], np.float32) for name in _WEIGHTS},
    )
