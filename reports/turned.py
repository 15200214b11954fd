"""Verdicts that are not what they were when the last report was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkcrawl.judge.verdicts.relationship import Verdict
from linkcrawl.store.read import StoredEvent
from reports.relationships import Connection


@dataclass(frozen=True, slots=True)
class Turn:
    """A relationship with its verdict *before*, which turned at a moment."""

    connection: Connection
    before: Verdict
    at: str


def turns_of(
    events: Iterable[StoredEvent], connections: Mapping[str, Sequence[Connection]]
) -> list[Turn]:
    """The verdicts that turned by *events*, the newest first, which are told of each once.

    A verdict that turned and turned back is none.
    """
    found: dict[tuple[str, str], Turn] = {}
    for event in events:
        if event.kind != "verdict" or event.before not in list(Verdict):
            continue
        for one in connections.get(event.partner, ()):
            own = one.relationship.own
            if event.target_url == f"https://{own}/":
                at = found[own, event.partner].at if (own, event.partner) in found else event.at
                found[own, event.partner] = Turn(one, Verdict(event.before), at)
    return [turn for turn in found.values() if turn.before != turn.connection.relationship.verdict]
