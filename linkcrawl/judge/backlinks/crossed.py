"""What is said of the sites that link to an own site, or that it links to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linkcrawl.judge.backlinks.authority import Authority
from linkcrawl.search import Search
from linkcrawl.store.claimed import ClaimedSite
from linkcrawl.verified import Verified
from linkcrawl.vocabulary import Relation


class Way(StrEnum):
    """Which way links go between an own site and another, what is only claimed included."""

    RECIPROCAL = "reciprocal"
    IN = "one_way_in"
    OUT = "one_way_out"
    NONE = "none"
    """Claimed, and not there."""


class Backing(StrEnum):
    """What the links of a site to ours rest on."""

    VERIFIED = "verified"
    """We saw one."""
    CLAIMED = "claimed"
    """Sources name it; nobody looked yet, or could look."""
    NOT_FOUND = "not_found"
    """Sources name it; we looked, and there is none."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Crossed:
    """Another site, seen from an own one.

    *looked* counts what became of the pages that sources name. *agreed* is true where any
    agreement covers the site, *platform* for social networks and the like. *flags* say what
    speaks against it, the heaviest first.
    """

    own: str
    domain: str
    relation: Relation
    way: Way
    backing: Backing
    links_in: int
    followed_in: int
    links_out: int
    claimed: ClaimedSite | None
    looked: Mapping[Verified, int]
    search: Search | None
    authority: Authority | None
    agreed: bool
    platform: bool
    relevance: float | None
    flags: tuple[str, ...]

    @property
    def undocumented(self) -> bool:
        """True for an exchange that no agreement covers."""
        return self.way is Way.RECIPROCAL and not self.agreed and not self.platform

    @property
    def found(self) -> Verified:
        """What became of the claim that some page of the site links to us."""
        if self.backing is Backing.VERIFIED:
            return Verified.LIVE
        return self.search.verified if self.search else Verified.UNCHECKED

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says that the site links to us: the more, the surer."""
        return self.claimed.sources if self.claimed else ()


@dataclass(frozen=True, slots=True)
class Crossing:
    """All sites that link to an own site, or that it links to, those of most weight first."""

    own: str
    rows: tuple[Crossed, ...]

    @property
    def ways(self) -> Mapping[Way, int]:
        """How many sites there are of each way."""
        return Counter(row.way for row in self.rows)

    @property
    def backings(self) -> Mapping[Backing, int]:
        """How many of those that are said or seen to link to us rest on what."""
        return Counter(row.backing for row in self.rows if row.backing is not Backing.NONE)

    @property
    def searched(self) -> Mapping[Verified, int]:
        """What became of the sites of which a source names no page; empty where there are none."""
        return Counter(row.found for row in self.rows if row.claimed and row.claimed.whole)

    @property
    def undocumented(self) -> tuple[Crossed, ...]:
        """The exchanges that no agreement covers."""
        return tuple(row for row in self.rows if row.undocumented)
