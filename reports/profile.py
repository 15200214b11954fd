"""The link profile as readers see it: shares, sentences and cut lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkcrawl.judge.profile.profile import Kind, Profile
from linkcrawl.judge.profile.reciprocal import BASELINE, Mutual, place_beside
from linkcrawl.judge.profile.velocity import Span
from linkcrawl.store.profile import NewLink, TargetPage
from reports.cut import Cut, cut_to
from reports.visible import readable_host
from reports.wording import words

_MONTHS, _WEEKS, _PAGES = 12, 12, 20
_FEW_SITES = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of links with its counts, and their shares in per cent."""

    name: str
    sites: int
    links: int
    sites_percent: float
    links_percent: float


@dataclass(frozen=True, slots=True)
class ProfileSection:
    """What the report prints of a profile; *id* is its place on the page.

    *months* and *weeks* are the last ones, the oldest first; *baseline* places the mutual share
    beside that of other sites.
    """

    id: str
    name: str
    profile: Profile
    anchor_types: tuple[Part, ...]
    placements: tuple[Part, ...]
    rels: tuple[Part, ...]
    baseline: tuple[str, ...]
    history: tuple[Mutual, ...]
    months: tuple[Span, ...]
    weeks: tuple[Span, ...]
    top_pages: Cut[TargetPage]
    notable: Cut[NewLink]

    @property
    def before(self) -> Mutual | None:
        """The newest mutual share before today that is known."""
        known = (then for then in reversed(self.history) if then.percent is not None)
        return next(known, None)

    @property
    def moves(self) -> bool:
        """Whether there is anything to draw: a site came or went in one of several months."""
        return len(self.months) > 1 and any(span.new or span.lost for span in self.months)

    @property
    def bursts(self) -> tuple[Span, ...]:
        """The weeks that stand out."""
        return tuple(week for week in self.weeks if week.burst)


def sections_of(profiles: Sequence[Profile]) -> tuple[ProfileSection, ...]:
    """A section for each profile."""
    return tuple(_section(profile, number) for number, profile in enumerate(profiles, 1))


def _section(profile: Profile, number: int) -> ProfileSection:
    return ProfileSection(
        id=f"profile-{number}",
        name=readable_host(profile.own) if profile.own else "All own sites together",
        profile=profile,
        anchor_types=parts(profile.anchor_types, profile),
        placements=parts(profile.placements, profile),
        rels=parts(profile.rels, profile),
        baseline=baseline_sentences(profile.mutual),
        history=profile.history[-_MONTHS:],
        months=profile.months[-_MONTHS:],
        weeks=profile.weeks[-_WEEKS:],
        top_pages=cut_to(profile.top_pages, _PAGES),
        notable=cut_to(profile.notable, _PAGES),
    )


def parts(kinds: Sequence[Kind], profile: Profile) -> tuple[Part, ...]:
    """The kinds with their shares of all sites and all links, in words."""
    return tuple(
        Part(
            words(kind.name),
            kind.sites,
            kind.links,
            100 * kind.sites / profile.sites,
            100 * kind.links / profile.links,
        )
        for kind in kinds
    )


def baseline_sentences(mutual: Mutual) -> tuple[str, ...]:
    """How the mutual share of followed links stands beside other sites', in sentences."""
    known = (
        f"Elsewhere: in a study of {BASELINE.sites:,} sites by {BASELINE.source}, the mean is"
        f" {BASELINE.mean}%, the median {BASELINE.median}%, and {BASELINE.often_share}% of the"
        f" sites have {BASELINE.often:.0f}% or more.",
    )
    percent = mutual.followed_percent
    if not mutual.known:
        return ("Our own pages have not been read yet, so which links are mutual is not known.",)
    if percent is None:
        return ("No site links to us with a followed link.", *known)
    ours = (
        f"Of the {mutual.followed_referring} sites with followed links to us we link to"
        f" {mutual.followed_reciprocal} with followed links, {percent:.1f}%:"
        f" {place_beside(percent)}."
    )
    if mutual.followed_referring < _FEW_SITES:
        ours += f" Of fewer than {_FEW_SITES} sites a share says little."
    return (ours, *known)
