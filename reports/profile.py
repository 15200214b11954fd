"""The link profile as readers see it: shares, sentences and cut lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkcrawl.judge.profile.landing import Work
from linkcrawl.judge.profile.notable import notable
from linkcrawl.judge.profile.profile import Kind, Profile
from linkcrawl.judge.profile.reciprocal import BASELINE, Mutual, place_beside
from linkcrawl.judge.profile.velocity import Moves, Span, moves
from linkcrawl.periods import Window
from linkcrawl.said import said, said_all
from linkcrawl.store.profile import NewLink, TargetPage
from reports.cut import Cut, cut_to
from reports.visible import readable_host
from reports.vocabulary import word

_MONTHS, _WEEKS, _PAGES = 12, 12, 20
_FEW_SITES = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of links with its counts, their shares in per cent, and the first of its sites."""

    name: str
    sites: int
    links: int
    sites_percent: float
    links_percent: float
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileSection:
    """What the report prints of a profile; *id* is its place on the page.

    *months* and *weeks* are the last ones, the oldest first; *moves* and *notable* links are
    those of the report's period; *baseline* places the mutual share beside that of other sites.
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
    moves: Moves
    top_pages: Cut[TargetPage]
    work: Cut[Work]
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


def sections_of(profiles: Sequence[Profile], window: Window) -> tuple[ProfileSection, ...]:
    """A section for each profile; what moved is told of the *window*."""
    return tuple(_section(profile, number, window) for number, profile in enumerate(profiles, 1))


def _section(profile: Profile, number: int, window: Window) -> ProfileSection:
    return ProfileSection(
        id=f"profile-{number}",
        name=readable_host(profile.own) if profile.own else said("All own sites together"),
        profile=profile,
        anchor_types=parts(profile.anchor_types, profile),
        placements=parts(profile.placements, profile),
        rels=parts(profile.rels, profile),
        baseline=baseline_sentences(profile.mutual),
        history=profile.history[-_MONTHS:],
        months=profile.months[-_MONTHS:],
        weeks=profile.weeks[-_WEEKS:],
        moves=moves(profile.stays, window.since) if window.since else Moves((), ()),
        top_pages=cut_to(profile.top_pages, _PAGES),
        work=cut_to(profile.work, _PAGES),
        notable=cut_to(notable(profile.notable, window), _PAGES),
    )


def parts(kinds: Sequence[Kind], profile: Profile) -> tuple[Part, ...]:
    """The kinds with their shares of all sites and all links, in words."""
    return tuple(
        Part(
            word(kind.name),
            kind.sites,
            kind.links,
            100 * kind.sites / profile.sites,
            100 * kind.links / profile.links,
            kind.named,
        )
        for kind in kinds
    )


def baseline_sentences(mutual: Mutual) -> tuple[str, ...]:
    """How the mutual share of followed links stands beside other sites', in sentences."""
    known = said(
        "Elsewhere: in a study of {sites} sites by {source}, the mean is {mean:.2%}, the median"
        " {median:.2%}, and {share:.1%} of the sites have {often:.0%} or more.",
        sites=BASELINE.sites,
        source=BASELINE.source,
        mean=BASELINE.mean / 100,
        median=BASELINE.median / 100,
        share=BASELINE.often_share / 100,
        often=BASELINE.often / 100,
    )
    percent = mutual.followed_percent
    if not mutual.known:
        return (
            said("Our own pages have not been read yet, so which links are mutual is not known."),
        )
    if percent is None:
        return (said("No site links to us with a followed link."), known)
    ours = said(
        "Of the {sites} sites with followed links to us we link to {back} with followed links,"
        " {share:.1%}: {place}.",
        sites=mutual.followed_referring,
        back=mutual.followed_reciprocal,
        share=percent / 100,
        place=place_beside(percent),
    )
    if mutual.followed_referring < _FEW_SITES:
        few = said("Of fewer than {count} sites a share says little.", count=_FEW_SITES)
        ours = said_all(" ", (ours, few))
    return (ours, known)
