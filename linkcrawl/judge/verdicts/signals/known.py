"""What is known of one relationship when its signals are looked for. None means unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from linkcrawl.judge.verdicts.pairs import Pair, is_followed
from linkcrawl.judge.verdicts.relationship import Reciprocity, Seen
from linkcrawl.policy import Policy
from linkcrawl.store.read import StoredLink

_ENOUGH_PAGES = 5
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class HoldingPage:
    """A page that holds a link: its words, the other sites that its text links to, its versions.

    *texts* counts the different texts that it had at *readings* visits.
    """

    url: str
    words: int | None = None
    sites_in_text: int | None = None
    texts: int = 0
    readings: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """A page that offers links, or asks for some, and the words that say so."""

    url: str
    words: str
    sells: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A block around a link of ours that links to many sites; *related* of them to its own."""

    url: str
    sites: int
    pages: int
    rotating: bool = False
    related: int | None = None


@dataclass(frozen=True, slots=True)
class OtherSite:
    """The other site as a whole: pages read, and how many of them link to ten sites or more."""

    read: int = 0
    crowded: int = 0
    sites: int = 0
    crowded_url: str = ""

    @property
    def links_to_everyone(self) -> bool:
        """True where at least half of five pages or more link to ten other sites each."""
        return self.read >= _ENOUGH_PAGES and self.crowded >= _MOSTLY * self.read


@dataclass(frozen=True, slots=True)
class Group:
    """Sites found to belong together, what tells so, and where it was seen."""

    sites: tuple[str, ...]
    words: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """The own site's whole profile: shares lie between 0 and 1.

    *usual* is the share of reciprocal referring domains beyond which few sites lie.
    """

    reciprocal_share: float | None = None
    usual: float = 0.25
    domains: int = 0
    steady: bool | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """All that signals are drawn from.

    *page_relevance* is by source and target page. *repeated* has, by keyword anchor as it is
    compared, the sites of all exchanges that use it. *begun_with* counts the exchanges that
    began within a month of one of theirs. *referrals* are visits that came over the links.
    *is_platform* is said of social networks, search engines and the like.
    """

    pair: Pair
    policy: Policy
    today: date
    reciprocity: Reciprocity
    ring: tuple[str, ...] = ()
    relevance: float | None = None
    related: bool | None = None
    page_relevance: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    pages: Mapping[str, HoldingPage] = field(default_factory=dict)
    site: OtherSite = OtherSite()
    cues: tuple[Cue, ...] = ()
    bars: tuple[Bar, ...] = ()
    repeated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun_with: int = 0
    cluster: Group | None = None
    operator: Group | None = None
    profile: Profile = Profile()
    referrals: int | None = None
    is_platform: bool = False

    @property
    def links(self) -> tuple[StoredLink, ...]:
        """The links that the questions are about: theirs to us, or else ours to them."""
        return self.pair.links_in or self.pair.links_out

    @property
    def followed(self) -> tuple[StoredLink, ...]:
        """Those of them that search engines may count: only they can be a risk."""
        return tuple(filter(is_followed, self.links))

    @property
    def is_traded(self) -> bool:
        """True where links were agreed upon, or go both ways."""
        return bool(self.pair.agreements) or self.reciprocity in (
            Reciprocity.MUTUAL,
            Reciprocity.RING,
        )
