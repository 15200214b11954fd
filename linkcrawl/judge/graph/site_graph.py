"""Sites and the links between them, as a graph that answers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from linkcrawl.store.graph import Edge

Numbers = npt.NDArray[np.int64]


class SiteGraph:
    """Registrable domains, and one `Edge` for each pair of which the first links to the second.

    Sites have numbers, in the order of their names, so that nothing depends on the order in
    which edges come. Edges are kept as sorted arrays of numbers: a million take seconds.
    """

    def __init__(self, edges: Iterable[Edge]) -> None:
        every = [edge for edge in edges if edge.source != edge.target]
        self.names = tuple(sorted({e.source for e in every} | {e.target for e in every}))
        self._number = number = {name: place for place, name in enumerate(self.names)}
        source = np.fromiter((number[e.source] for e in every), np.int64, len(every))
        target = np.fromiter((number[e.target] for e in every), np.int64, len(every))
        self._keys, order = np.unique(source * len(number) + target, return_index=True)
        self._edges = [every[place] for place in order.tolist()]
        self._source, self._target = source[order], target[order]
        self._by_target = np.lexsort((self._source, self._target))

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, site: object) -> bool:
        return site in self._number

    def edge(self, source: str, target: str) -> Edge | None:
        """The links from one site to another, None where there are none."""
        if source not in self._number or target not in self._number:
            return None
        key = self._number[source] * len(self.names) + self._number[target]
        place = int(np.searchsorted(self._keys, key))
        found = place < len(self._keys) and self._keys[place] == key
        return self._edges[place] if found else None

    def is_followed(self, source: str, target: str) -> bool:
        """True where at least one link from one site to another gets credit."""
        edge = self.edge(source, target)
        return edge is not None and edge.followed > 0

    def targets(self, site: str) -> frozenset[str]:
        """The sites that a site links to."""
        if site not in self._number:
            return frozenset()
        first, last = np.searchsorted(self._source, (self._number[site], self._number[site] + 1))
        return frozenset(self.names[number] for number in self._target[first:last].tolist())

    def sources(self, site: str) -> frozenset[str]:
        """The sites that link to a site."""
        if site not in self._number:
            return frozenset()
        wanted = (self._number[site], self._number[site] + 1)
        first, last = np.searchsorted(self._target, wanted, sorter=self._by_target)
        found = self._source[self._by_target[first:last]].tolist()
        return frozenset(self.names[number] for number in found)

    def edges_among(self, sites: Iterable[str]) -> list[Edge]:
        """Every edge between two of *sites*, in the order of their names."""
        numbers = np.array(self.numbers(sites), np.int64)
        wanted = np.add.outer(numbers * len(self.names), numbers).ravel()
        places = np.searchsorted(self._keys, wanted)
        there = places < len(self._keys)
        found = places[there][self._keys[places[there]] == wanted[there]]
        return [self._edges[place] for place in found.tolist()]

    def followed_pairs(self, own: Collection[str], without: Collection[str] = ()) -> Numbers:
        """Every followed edge but those among *own* sites and those of the sites *without*.

        One row an edge, source and target in the numbers of `names`, sorted.
        """
        followed = np.fromiter((edge.followed > 0 for edge in self._edges), bool, len(self._edges))
        ours, left_out = self._marked(own), self._marked(without)
        followed &= ~(ours[self._source] & ours[self._target])
        followed &= ~(left_out[self._source] | left_out[self._target])
        return np.stack((self._source[followed], self._target[followed]), axis=1)

    def numbers(self, sites: Iterable[str]) -> list[int]:
        """The numbers of those *sites* that are in the graph."""
        return sorted(self._number[site] for site in sites if site in self._number)

    def _marked(self, sites: Collection[str]) -> npt.NDArray[np.bool_]:
        marks = np.zeros(len(self.names), bool)
        marks[self.numbers(sites)] = True
        return marks
