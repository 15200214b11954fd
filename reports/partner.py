"""What a report says of one other site: its agreements, and the links both ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement, State
from reports.cut import Cut, cut_to
from reports.events import Change
from reports.relationships import Connection
from reports.standing import Standing
from reports.visible import readable_host
from reports.vocabulary import word
from reports.wording import STATES

_PLACEMENTS = tuple(Placement)
# Windows opens a device instead of a file of these names: con.html is no file there.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole are of one kind."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A link, and the *others* pages that hold the very same, words around it included."""

    link: StoredLink
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Another site; *standings* is empty where there is no agreement with it.

    *placements* and *anchor_types* are those of the live links to us, *pages* counts the
    pages that hold them.
    """

    domain: str
    name: str
    file: str
    standings: Cut[Standing]
    states: tuple[tuple[State, int], ...]
    links_in: Cut[LinkGroup]
    links_out: Cut[LinkGroup]
    live_in: int
    live_out: int
    pages: int
    placements: tuple[Share, ...]
    anchor_types: tuple[Share, ...]
    changes: Cut[Change]
    connections: tuple[Connection, ...] = ()


def partner_of(
    domain: str,
    standings: Sequence[Standing],
    links_in: Sequence[StoredLink],
    links_out: Sequence[StoredLink],
    changes: Sequence[Change],
    connections: tuple[Connection, ...],
    limit: int,
) -> Partner:
    """Everything about one site, each list cut to *limit* rows."""
    live = [link for link in links_in if link.live]
    states = Counter(standing.check.state for standing in standings)
    return Partner(
        domain=domain,
        name=readable_host(domain),
        file=f"{file_name(domain)}.html",
        standings=cut_to(by_need(standings), limit),
        states=tuple((state, states[state]) for state in STATES if states[state]),
        links_in=cut_to(groups_of(links_in), limit),
        links_out=cut_to(groups_of(links_out), limit),
        live_in=len(live),
        live_out=sum(link.live for link in links_out),
        pages=len({link.source_url for link in live}),
        placements=shares(link.placement for link in live),
        anchor_types=shares(link.anchor_type for link in live),
        changes=cut_to(changes, limit),
        connections=connections,
    )


def groups_of(links: Iterable[StoredLink]) -> list[LinkGroup]:
    """Links that differ in their page only put together: live ones and content first."""
    groups: dict[object, list[StoredLink]] = defaultdict(list)
    for link in sorted(links, key=_rank):
        key = (
            link.target_url, link.anchor_text, link.anchor_type, link.rel, link.placement,
            link.hidden, link.sitewide, link.before, link.after, link.live,
            link.first_seen[:10], link.last_seen[:10],
        )  # fmt: skip
        groups[key].append(link)
    return [
        LinkGroup(first, tuple(link.source_url for link in others))
        for first, *others in groups.values()
    ]


def by_need(standings: Iterable[Standing]) -> list[Standing]:
    """Those that need a person first."""
    order = list(STATES)
    return sorted(standings, key=lambda standing: order.index(standing.check.state))


def shares(values: Iterable[StrEnum]) -> tuple[Share, ...]:
    """How often each value occurs, the most frequent first.

    >>> held = [Placement.FOOTER, Placement.FOOTER, Placement.CONTENT]
    >>> [(share.name, share.percent) for share in shares(held)]
    [('footer', 67), ('content', 33)]
    """
    counts = Counter(values)
    whole = counts.total()
    return tuple(
        Share(word(value), count, round(100 * count / whole))
        for value, count in counts.most_common()
    )


def file_name(domain: str) -> str:
    """A name that every file system takes, its own for each domain.

    >>> file_name("shop.example"), file_name("../../etc/passwd")
    ('shop.example', 'etc_passwd-17a86b')
    """
    safe = re.sub(r"[^a-z0-9.-]+", "_", domain).strip("._-")[:100]
    if safe == domain and not _DEVICE.fullmatch(domain):
        return safe
    return f"{safe}-{blake2b(domain.encode('utf-8', 'replace'), digest_size=3).hexdigest()}"


def _rank(link: StoredLink) -> tuple[bool, int, str]:
    """Live links first, those in content before the rest."""
    return (not link.live, _PLACEMENTS.index(link.placement), link.source_url)
