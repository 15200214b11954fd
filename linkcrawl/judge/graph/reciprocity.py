"""Which way the links between two sites go."""

from __future__ import annotations

from dataclasses import dataclass

from linkcrawl.judge.graph.rings import Ring
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.store.graph import Edge


@dataclass(frozen=True, slots=True)
class Ways:
    """The links from an own site to another, and those from the other to it."""

    own: str
    other: str
    ours: Edge | None = None
    theirs: Edge | None = None

    @property
    def reciprocity(self) -> Reciprocity:
        """Which way links go, whatever their rel says."""
        return _reciprocity(self.ours is not None, self.theirs is not None)


def ways_between(graph: SiteGraph, own: str, other: str) -> Ways:
    """The links of a pair, either way."""
    return Ways(own, other, graph.edge(own, other), graph.edge(other, own))


def reciprocity_of(ways: Ways, ring: Ring | None) -> Reciprocity:
    """RING where links go one way only, and a ring that matters is the way back."""
    direct = ways.reciprocity
    closed = ring is not None and ring.matters and direct is not Reciprocity.MUTUAL
    return Reciprocity.RING if closed else direct


def _reciprocity(ours: bool, theirs: bool) -> Reciprocity:
    if ours and theirs:
        return Reciprocity.MUTUAL
    if ours:
        return Reciprocity.OURS_ONLY
    return Reciprocity.THEIRS_ONLY if theirs else Reciprocity.NONE
