"""Who links to whom, as Common Crawl's graph of a release has it: domain by domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

import polars as pl

from linkcrawl.imports.common_crawl import reversed_name, spelt, table
from linkcrawl.imports.lines import line_blocks
from linkcrawl.urls import site_of_host

_VERTICES = {"id": pl.UInt64, "name": pl.String}
_EDGES = {"source": pl.UInt64, "target": pl.UInt64}
Opener = Callable[[], BinaryIO]
# Of a site that half the web links to, more names than this help nobody; and a workspace
# with hundreds of competitors has room for so many of all.
MOST_FOR_A_TARGET = 50_000
MOST = 1_000_000
# Knuth's multiplier: neighbours come to lie far apart.
_SPREAD = 2_654_435_761


@dataclass(slots=True)
class Graph:
    """The edges that lead to the targets: *linking* counts all, *edges* has some of each."""

    targets: dict[int, str] = field(default_factory=dict)
    linking: Counter[str] = field(default_factory=Counter)
    edges: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_EDGES))
    bad: int = 0


def read_graph(
    vertices: Opener,
    edges: Opener,
    targets: Collection[str],
    most: int = MOST_FOR_A_TARGET,
) -> Graph:
    """The edges that lead to *targets*, at most *most* of each; the rest are counted."""
    graph = Graph()
    _find_targets(vertices, targets, graph)
    if not graph.targets:
        return graph
    ids = pl.Series(list(graph.targets), dtype=pl.UInt64).implode()
    most = min(most, MOST // len(graph.targets))
    for frame in _frames(edges, _EDGES):
        graph.bad += frame.select(pl.any_horizontal(pl.all().is_null()).sum()).item()
        found = frame.filter(pl.col("target").is_in(ids) & (pl.col("source") != pl.col("target")))
        _add(found.select("source", "target"), graph, most)
    graph.edges = _thinned(graph.edges, most)
    return graph


def linking_domains(vertices: Opener, graph: Graph) -> Iterator[tuple[str, str]]:
    """(linking domain, domain linked to) of each edge, *vertices* read a second time.

    Hosts count as the domain that they belong to; no pair comes twice.
    """
    sources = graph.edges["source"].unique().implode()
    seen: set[tuple[str, str]] = set()
    for frame in _frames(vertices, _VERTICES):
        named = frame.filter(pl.col("id").is_in(sources)).join(
            graph.edges, left_on="id", right_on="source"
        )
        for name, target in named.select("name", "target").iter_rows():
            pair = (site_of_host(reversed_name(name)), graph.targets[target])
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                yield pair


def _find_targets(vertices: Opener, targets: Collection[str], graph: Graph) -> None:
    spellings = spelt(targets)
    names = pl.Series(list(spellings), dtype=pl.String).implode()
    for frame in _frames(vertices, _VERTICES):
        graph.bad += frame.select(pl.any_horizontal(pl.all().is_null()).sum()).item()
        for id_, name in frame.filter(pl.col("name").is_in(names)).select("id", "name").iter_rows():
            if id_ is not None:
                graph.targets[id_] = spellings[name]


def _add(found: pl.DataFrame, graph: Graph, most: int) -> None:
    if found.is_empty():
        return
    for target, count in found.group_by("target").len().iter_rows():
        graph.linking[graph.targets[target]] += count
    graph.edges = pl.concat([graph.edges, found])
    if len(graph.edges) > 2 * MOST:
        graph.edges = _thinned(graph.edges, most)


def _thinned(edges: pl.DataFrame, most: int) -> pl.DataFrame:
    """At most so many edges for each target, from here and there: ids go by name and country."""
    shuffled = edges.sort(pl.col("source") * _SPREAD % 2**32, "source")
    return shuffled.filter(pl.int_range(pl.len()).over("target") < most)


def _frames(file: Opener, schema: Mapping[str, type[pl.DataType]]) -> Iterator[pl.DataFrame]:
    with closing(file()) as stream:
        for block in line_blocks(stream):
            yield table(block, schema, 1)
