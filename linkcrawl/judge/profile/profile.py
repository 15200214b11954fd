"""The link profile of one own site, or of all together: what links to it, and how.

Everything is counted by link and by referring domain: one footer on a thousand pages is a
thousand links of one site.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from linkcrawl.judge.profile.landing import Work
from linkcrawl.judge.profile.reciprocal import Mutual
from linkcrawl.judge.profile.velocity import Span, Stay
from linkcrawl.rels import credit_words
from linkcrawl.store.profile import LinkCount, NewLink, TargetPage
from linkcrawl.vocabulary import Credit

# Longer lists than that nobody reads: the exports have them.
MOST_NAMED = 40
# The most telling first: a sponsored nofollow link is a sponsored one.
_RELS = (Credit.SPONSORED, Credit.UGC, Credit.NOFOLLOW)


@dataclass(frozen=True, slots=True)
class Kind:
    """How many live links are of one kind, and how many sites have at least one such.

    *named* are the first of those sites, in order of their names.
    """

    name: str
    links: int
    sites: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Over how many pages of ours and sites of others the links are spread.

    *top_target* and *top_site* are the shares of the most linked page and the site with most
    links, in per cent: of referring domains the one, of links the other.
    """

    targets: int
    top_target: float
    sites: int
    top_site: float


@dataclass(frozen=True, slots=True)
class Profile:
    """All links to *own*, a domain, or "" for all own sites together.

    *history* is the mutual share at the end of each month before today, the oldest first.
    *followed_sites* have at least one followed link. *stays* tell when each site linked to us,
    *notable* are new links of the last year in running text, *work* the linked pages that need
    work.
    """

    own: str
    links: int
    sites: int
    followed_sites: int
    anchor_types: tuple[Kind, ...]
    placements: tuple[Kind, ...]
    rels: tuple[Kind, ...]
    spread: Spread
    mutual: Mutual
    history: tuple[Mutual, ...]
    weeks: tuple[Span, ...]
    months: tuple[Span, ...]
    top_pages: tuple[TargetPage, ...]
    notable: tuple[NewLink, ...]
    stays: tuple[Stay, ...] = ()
    work: tuple[Work, ...] = ()


def kinds(pairs: Iterable[tuple[str, LinkCount]]) -> tuple[Kind, ...]:
    """The kinds with their links and sites, those that most sites have first.

    >>> from linkcrawl.vocabulary import AnchorType, Placement
    >>> footer = LinkCount("o", "a", Placement.FOOTER, AnchorType.BRAND, "", 900)
    >>> both = kinds([("footer", footer), ("content", footer._replace(site="b", links=2))])
    >>> [(kind.name, kind.links, kind.named) for kind in both]
    [('footer', 900, ('a',)), ('content', 2, ('b',))]
    """
    links: Counter[str] = Counter()
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for name, count in pairs:
        links[name] += count.links
        sites[name].add(count.site)
    found = [
        Kind(name, links[name], len(sites[name]), tuple(nsmallest(MOST_NAMED, sites[name])))
        for name in links
    ]
    return tuple(sorted(found, key=lambda kind: (-kind.sites, -kind.links, kind.name)))


@lru_cache(maxsize=1000)
def rel_kind(rel: str) -> Credit:
    """What a ``rel`` says of credit, in one word.

    >>> rel_kind("noopener").value, rel_kind("nofollow sponsored").value
    ('followed', 'sponsored')
    """
    said = credit_words(rel)
    return next((credit for credit in _RELS if credit in said), Credit.FOLLOWED)


def spread_of(counts: Iterable[LinkCount], pages: Sequence[TargetPage]) -> Spread:
    """How the links are spread; *pages* are all that are linked to."""
    links: Counter[str] = Counter()
    for count in counts:
        links[count.site] += count.links
    sites, whole = len(links), links.total()
    top_target = max((page.sites for page in pages), default=0)
    top_site = max(links.values(), default=0)
    return Spread(
        len(pages),
        100 * top_target / sites if sites else 0.0,
        sites,
        100 * top_site / whole if whole else 0.0,
    )


def profile_of(
    own: str,
    counts: Sequence[LinkCount],
    pages: Sequence[TargetPage],
    mutual: Mutual,
    history: Sequence[Mutual],
    spans: tuple[tuple[Span, ...], tuple[Span, ...]],
    notable: Sequence[NewLink],
    stays: Sequence[Stay] = (),
    work: Sequence[Work] = (),
) -> Profile:
    """Put a profile together; *spans* are weeks and months."""
    rels = kinds((rel_kind(count.rel), count) for count in counts)
    spread = spread_of(counts, pages)
    return Profile(
        own=own,
        links=sum(count.links for count in counts),
        sites=spread.sites,
        followed_sites=next((kind.sites for kind in rels if kind.name == Credit.FOLLOWED), 0),
        anchor_types=kinds((count.anchor_type, count) for count in counts),
        placements=kinds((count.placement, count) for count in counts),
        rels=rels,
        spread=spread,
        mutual=mutual,
        history=tuple(history),
        weeks=spans[0],
        months=spans[1],
        top_pages=tuple(pages),
        notable=tuple(notable),
        stays=tuple(stays),
        work=tuple(work),
    )
