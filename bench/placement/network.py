"""Training of the networks in linkcrawl/classify/placement_model.py (needs JAX)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from bench.placement.labelled import BOILERPLATE, CLASSES, LabelledPage
from linkcrawl.classify.placement_model import alike
from linkcrawl.page.blocks import BLOCK_MEASURES
from linkcrawl.page.measures import MEASURES

# Measures that are numbers of words of a list, with the length of the list.
WORDS = {"topic": 20, "anchor_topic": 20, "url.kind": 10, "main_side": 4, "h1_side": 3,
         "page.address": 6, "page.declared": 7}  # fmt: skip
GROUPS = ("", "part", "five")
FIRST, SECOND = 64, 48
BATCH_LINKS = 3000
BATCH_PAGES = 10
MOST_LINKS = 700
# Kinds of pages that are few in the data and whose content is least like an article.
RARE_KINDS = {"forum": 2.0, "product": 2.0, "collection": 1.5, "service": 1.5, "home": 1.5}


@dataclass(frozen=True, slots=True)
class Inputs:
    """How measures become the network's inputs."""

    numbers: npt.NDArray[np.int64]
    mean: npt.NDArray[np.float32]
    scale: npt.NDArray[np.float32]
    signs: npt.NDArray[np.int64]
    words: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, int], ...]

    def of(self, measures: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        numbers = np.clip((measures[:, self.numbers] - self.mean) * self.scale, -4, 4)
        parts = [numbers, measures[:, self.signs] > 0]
        parts += [measures[:, c, None] == np.arange(n) for c, n in self.words]
        return np.concatenate(parts, axis=1, dtype=np.float32)


def inputs_for(pages: Sequence[LabelledPage]) -> Inputs:
    """Inputs scaled by what is usual on *pages*."""
    words = tuple((MEASURES.index(name), size) for name, size in WORDS.items())
    taken = {column for column, _ in words}
    numbers = np.array([n for n in range(len(MEASURES)) if n not in taken])
    sample = np.concatenate([v[::3][:, numbers] for page in pages for v in page.variants])
    signs = [n for n, name in enumerate(MEASURES) if name.startswith(("in.", "out."))]
    return Inputs(
        numbers=numbers,
        mean=sample.mean(axis=0).astype(np.float32),
        scale=(1 / (sample.std(axis=0) + 4)).astype(np.float32),
        signs=np.array(signs),
        words=words,
        groups=tuple(map(_span, GROUPS)),
    )


def _span(container: str) -> tuple[int, int]:
    if not container:
        return (0, 0)
    start = MEASURES.index(f"{container}.{BLOCK_MEASURES[0]}")
    return (start, start + len(BLOCK_MEASURES) + 1)


Weights = dict[str, jax.Array]


def train(pages: Sequence[LabelledPage], inputs: Inputs, seed: int, epochs: int) -> Weights:
    """One network trained on all variants of *pages*."""
    rng = np.random.default_rng(seed)
    pages = [page for page in pages if len(page.label) and page.label.max() >= 0]
    weights = _start(jax.random.PRNGKey(seed), inputs.of(pages[0].variants[0][:1]).shape[1])
    slow, fast = (jax.tree.map(jnp.zeros_like, weights) for _ in range(2))
    total = epochs * -(-len(pages) // BATCH_PAGES)
    step = 0
    for _ in range(epochs):
        for batch in _batches(pages, inputs, rng):
            step += 1
            rate = 2e-3 * min(1, step / 50) * (0.5 + 0.5 * np.cos(np.pi * step / total))
            key = jax.random.PRNGKey(seed * 1_000_003 + step)
            weights, slow, fast = _update(weights, slow, fast, step, rate, batch, key)
    return weights


def _start(key: jax.Array, width: int) -> Weights:
    first, second, last = jax.random.split(key, 3)
    around = FIRST * (1 + len(GROUPS))
    return {
        "first": jax.random.normal(first, (width, FIRST)) * np.sqrt(2 / width),
        "first_bias": jnp.zeros(FIRST),
        "second": jax.random.normal(second, (around, SECOND)) * np.sqrt(2 / around),
        "second_bias": jnp.zeros(SECOND),
        "last": jax.random.normal(last, (SECOND, len(CLASSES))) * np.sqrt(2 / SECOND),
        "last_bias": jnp.zeros(len(CLASSES)),
    }


def _batches(
    pages: Sequence[LabelledPage], inputs: Inputs, rng: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    order = rng.permutation(len(pages))
    for at in range(0, len(order), BATCH_PAGES):
        yield _batch([pages[n] for n in order[at : at + BATCH_PAGES]], inputs, rng)


def _batch(
    pages: Sequence[LabelledPage], inputs: Inputs, rng: np.random.Generator
) -> tuple[object, ...]:
    """Some pages side by side, filled up to a fixed number of links."""
    x, y, w, groups = [], [], [], [[] for _ in GROUPS]
    room, numbered = BATCH_LINKS, [0] * len(GROUPS)
    for page in pages:
        measures = page.variants[rng.choice(len(page.variants))]
        kept = np.arange(len(measures))
        if len(kept) > MOST_LINKS:
            kept = np.sort(rng.choice(kept, MOST_LINKS, replace=False))
        if len(kept) > room:
            continue
        room -= len(kept)
        measures = measures[kept]
        x.append(_disturbed(inputs.of(measures), inputs, rng))
        y.append(page.label[kept])
        more = RARE_KINDS.get(page.kind, 1.0)
        w.append(more * page.weight[kept] * len(page.label) / len(kept))
        for n, span in enumerate(inputs.groups):
            group = alike(measures, *span)
            groups[n].append(group + numbered[n])
            numbered[n] += int(group.max()) + 1
    fill = np.full(room, BATCH_LINKS - 1)
    rest = np.zeros((room, x[0].shape[1]), np.float32)
    return (
        np.concatenate([*x, rest]),
        tuple(np.concatenate([*g, fill]).astype(np.int32) for g in groups),
        (np.arange(BATCH_LINKS) < BATCH_LINKS - room).astype(np.float32),
        np.concatenate([*y, np.full(room, -1)]).astype(np.int32),
        np.concatenate([*w, np.zeros(room)]).astype(np.float32),
    )


def _disturbed(
    x: npt.NDArray[np.float32], inputs: Inputs, rng: np.random.Generator
) -> npt.NDArray[np.float32]:
    """The same page as it might have been: words hidden, measures missing or inexact."""
    numbers, signs = len(inputs.numbers), len(inputs.signs)
    if rng.random() < 0.5:
        hidden = rng.random(signs) < rng.choice([0.2, 0.5, 0.8])
        columns = np.searchsorted(inputs.numbers, inputs.signs)[hidden]
        x[:, columns] = (-inputs.mean * inputs.scale)[columns]
        x[:, np.flatnonzero(hidden) + numbers] = 0
    x[:, np.flatnonzero(rng.random(numbers) < 0.1)] = 0
    x[:, :numbers] += rng.normal(0, 0.1, (len(x), numbers))
    return x


def _means(hidden: jax.Array, group: jax.Array, real: jax.Array) -> jax.Array:
    total = jax.ops.segment_sum(hidden * real[:, None], group, BATCH_LINKS)
    size = jax.ops.segment_sum(real, group, BATCH_LINKS)
    return (total / jnp.maximum(size, 1e-6)[:, None])[group]


def _loss(weights: Weights, batch: tuple[jax.Array, ...], key: jax.Array) -> jax.Array:
    x, groups, real, label, weight = batch
    hidden = jax.nn.relu(x @ weights["first"] + weights["first_bias"])
    around = jnp.concatenate([hidden, *(_means(hidden, g, real) for g in groups)], axis=1)
    one, two = jax.random.split(key)
    around = around * jax.random.bernoulli(one, 0.7, around.shape) / 0.7
    inner = jax.nn.relu(around @ weights["second"] + weights["second_bias"])
    inner = inner * jax.random.bernoulli(two, 0.8, inner.shape) / 0.8
    scores = jax.nn.log_softmax(inner @ weights["last"] + weights["last_bias"])
    known = jnp.take_along_axis(scores, jnp.clip(label, 0, BOILERPLATE - 1)[:, None], 1)[:, 0]
    other = jax.scipy.special.logsumexp(scores[:, 1:], axis=1)
    weight = weight * (label >= 0)
    return -jnp.sum(jnp.where(label == BOILERPLATE, other, known) * weight) / jnp.sum(weight)


@partial(jax.jit, donate_argnums=(0, 1, 2))
def _update(
    weights: Weights, slow: Weights, fast: Weights, step: int, rate: float,
    batch: tuple[jax.Array, ...], key: jax.Array,
) -> tuple[Weights, Weights, Weights]:  # fmt: skip
    """One step of Adam with decoupled weight decay."""
    gradient = jax.grad(_loss)(weights, batch, key)
    slow = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, slow, gradient)
    fast = jax.tree.map(lambda a, g: 0.99 * a + 0.01 * g * g, fast, gradient)

    def moved(w: jax.Array, a: jax.Array, b: jax.Array) -> jax.Array:
        way = (a / (1 - 0.9**step)) / (jnp.sqrt(b / (1 - 0.99**step)) + 1e-8)
        return w - rate * (way + 0.02 * w * (w.ndim > 1))

    return jax.tree.map(moved, weights, slow, fast), slow, fast


def export(inputs: Inputs, nets: Sequence[Weights]) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of the model's data file; half precision is enough for the weights."""
    stack = {name: np.stack([np.asarray(net[name]) for net in nets]) for name in nets[0]}
    return {
        "numbers": inputs.numbers,
        "mean": inputs.mean,
        "scale": inputs.scale,
        "signs": inputs.signs,
        "words": np.array(inputs.words),
        "groups": np.array(inputs.groups),
        "first": np.concatenate(list(stack["first"]), axis=1).astype(np.float16),
        "first_bias": stack["first_bias"].reshape(-1).astype(np.float32),
        **{name: stack[name].astype(np.float16) for name in ("second", "last")},
        **{name: stack[name].astype(np.float32) for name in ("second_bias", "last_bias")},
    }
