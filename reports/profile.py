"""The link profile as readers see it: shares, sentences and cut lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from linkcrawl.judge.profile.landing import Work
from linkcrawl.judge.profile.notable import notable
from linkcrawl.judge.profile.profile import MOST_NAMED, Kind, Profile
from linkcrawl.judge.profile.reciprocal import BASELINE, Mutual, place_beside
from linkcrawl.judge.profile.velocity import Moves, Span, moves
from linkcrawl.periods import Window
from linkcrawl.said import said, said_all
from linkcrawl.store.profile import NewLink, TargetPage
from linkcrawl.store.read import StoredLink
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

    *months* and *weeks* are the last ones, the oldest first; *moved* sites and *notable* links are
    those of the report's period; *baseline* places the mutual share beside that of other sites.
    *linking* names the first sites that link to each of the pages in *top_pages* and *work*.
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
    moved: Moves
    top_pages: Cut[TargetPage]
    work: Cut[Work]
    notable: Cut[NewLink]
    linking: Mapping[str, tuple[str, ...]]

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


def sections_of(
    profiles: Sequence[Profile], window: Window, links: Iterable[StoredLink]
) -> tuple[ProfileSection, ...]:
    """A section for each profile; what moved is told of the *window*.

    *links* are all links to the own sites, which name the sites behind the figures of a page.
    """
    named = {
        page.url
        for profile in profiles
        for page in (*profile.top_pages[:_PAGES], *(work.page for work in profile.work[:_PAGES]))
    }
    linking = _linking(named, links)
    return tuple(
        _section(profile, number, window, linking) for number, profile in enumerate(profiles, 1)
    )


def _linking(pages: Collection[str], links: Iterable[StoredLink]) -> Mapping[str, tuple[str, ...]]:
    """The first sites, in order of their names, that link to each of *pages*."""
    sites: dict[str, set[str]] = {page: set() for page in pages}
    for link in links:
        if link.live and (held := sites.get(link.target_url)) is not None:
            held.add(link.source_domain)
    return {page: tuple(nsmallest(MOST_NAMED, held)) for page, held in sites.items()}


def _section(
    profile: Profile, number: int, window: Window, linking: Mapping[str, tuple[str, ...]]
) -> ProfileSection:
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
        moved=moves(profile.stays, window.since) if window.since else Moves((), ()),
        top_pages=cut_to(profile.top_pages, _PAGES),
        work=cut_to(profile.work, _PAGES),
        notable=cut_to(notable(profile.notable, window), _PAGES),
        linking=linking,
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
