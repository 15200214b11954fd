"""Which node crawls which share of the sites: decided here, carried out by linkcrawl/cli/deal.py.

A share stays with the node that has it, however often its crawl is cut short, since two
visitors are more than one site agreed to. Only that of a node which is given up goes to another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from linkcrawl.shards import Shard, shards

# A crawl that does not come to its end so often is not begun again.
_ATTEMPTS = 3


@dataclass(slots=True)
class Share:
    """A share of the sites, the node that has it, and its *job* there, "" where it has none."""

    shard: Shard
    node: str
    job: str = ""
    attempts: int = 0
    over: bool = False
    done: bool = False


class Dealing:
    """The shares of one run, each with one of *nodes* at a time."""

    def __init__(self, nodes: Sequence[str], count: int) -> None:
        self._alive = list(nodes)
        # Always dealt alike, so that the node which knows a site goes on with it.
        self.shares = [
            Share(shard, nodes[at % len(nodes)]) for at, shard in enumerate(shards(count))
        ]

    @property
    def is_over(self) -> bool:
        """True once nothing is left to wait for."""
        return all(share.over for share in self.shares)

    @property
    def failed(self) -> list[Share]:
        """The shares whose crawl has not come to its end."""
        return [share for share in self.shares if not share.done]

    def waiting(self, node: str) -> list[Share]:
        """The shares that a node has and was not told of."""
        return [one for one in self._of(node) if not one.job]

    def ended(self, node: str, unfinished: Collection[str]) -> list[Share]:
        """The shares whose jobs are not among the *unfinished* ones of their node."""
        return [one for one in self._of(node) if one.job and one.job not in unfinished]

    def settle(self, share: Share, *, done: bool) -> None:
        """A share's job is over: *done* where its crawl came to its end, else it goes on."""
        share.job = ""
        share.attempts += 1
        share.done = done
        share.over = done or share.attempts >= _ATTEMPTS

    def give_up(self, node: str) -> None:
        """Deal what a node has not done to those that are left."""
        self._alive.remove(node)
        for at, share in enumerate(self._of(node)):
            share.job = ""
            if self._alive:
                share.node = self._alive[at % len(self._alive)]
            else:
                share.over = True

    def is_alive(self, node: str) -> bool:
        """True for a node that was not given up."""
        return node in self._alive

    def is_wanted(self, node: str, job: str) -> bool:
        """True for a job that a node was told to do and that nobody else does."""
        return any(share.job == job for share in self._of(node))

    def _of(self, node: str) -> list[Share]:
        return [share for share in self.shares if share.node == node and not share.over]
