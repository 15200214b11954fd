"""What needs a person today, partner by partner, each with the message to send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkcrawl.judge.verdicts.relationship import Draft
from reports.cut import Cut, cut_to
from reports.relationships import Connection
from reports.standing import Standing
from reports.visible import readable_host

_MOST_OF_ONE = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A partner with the sides of agreements that need a person, the worst first.

    *drafts* are the messages to send, one for each own site that has something to say.
    """

    partner: str
    name: str
    standings: Cut[Standing]
    drafts: tuple[Draft, ...]


def cases_of(
    standings: Iterable[Standing],
    connections: Mapping[str, Sequence[Connection]],
    limit: int,
) -> Cut[Case]:
    """The cases in the order of their worst standing; *limit* standings at most are shown.

    *connections* are those of each other site: their drafts are what to send.
    """
    of_partner: dict[str, list[Standing]] = {}
    for standing in standings:
        of_partner.setdefault(standing.agreement.partner, []).append(standing)
    shown, room = [], limit
    for partner, held in of_partner.items():
        room -= min(len(held), _MOST_OF_ONE)
        if room < 0:
            break
        told = (one.relationship.draft for one in connections.get(partner, ()))
        drafts = tuple(draft for draft in told if draft)
        shown.append(Case(partner, readable_host(partner), cut_to(held, _MOST_OF_ONE), drafts))
    return Cut(tuple(shown), len(of_partner) - len(shown))
