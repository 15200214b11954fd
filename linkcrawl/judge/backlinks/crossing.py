"""Who links to us, crossed with whom we link to: exchanges that nobody wrote down come out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.judge.backlinks.authority import Authority
from linkcrawl.judge.backlinks.crossed import Backing, Crossed, Crossing, Way
from linkcrawl.judge.verdicts.pairs import is_followed
from linkcrawl.judge.verdicts.relationship import Relationship
from linkcrawl.said import said
from linkcrawl.search import Search
from linkcrawl.store.claimed import ClaimedSite
from linkcrawl.store.read import StoredLink
from linkcrawl.verified import Look, Verified, verified
from linkcrawl.vocabulary import Relation

# From what a vendor calls spam on a scale of 100.
_SPAM = 60.0
# The criteria that say whether a site is about our topics, and whether it is any good.
_QUALITY = frozenset(
    {"relevance", "words", "substance", "errors", "outbound_domains", "links_pages"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known beside links: what others say, what we looked at, what was concluded.

    *looks* are those at pages that sources name as linking to the own site; *platforms* are
    sites that everybody links to and that hold everybody's links.
    """

    claimed: Iterable[ClaimedSite] = ()
    looks: Iterable[Look] = ()
    searches: Iterable[Search] = ()
    relationships: Iterable[Relationship] = ()
    criteria: Mapping[str, Sequence[Criterion]] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    agreed: Collection[str] = ()
    platforms: Collection[str] = ()


@dataclass(slots=True)
class _Facts:
    """What is known of one site."""

    links: list[StoredLink] = field(default_factory=list)
    links_out: int = 0
    claimed: ClaimedSite | None = None
    looked: Counter[Verified] = field(default_factory=Counter)
    search: Search | None = None
    concluded: Relationship | None = None
    criteria: Sequence[Criterion] = ()

    def backing(self) -> Backing:
        if self.links or self.looked[Verified.LIVE]:
            return Backing.VERIFIED
        if self.claimed is None:
            return Backing.NONE
        settled = self.looked.total() - self.looked[Verified.UNKNOWN]
        in_vain = self.search and self.search.verified is Verified.NOT_FOUND
        if settled < self.claimed.pages or (self.claimed.whole and not in_vain):
            return Backing.CLAIMED
        return Backing.NOT_FOUND

    def relevance(self) -> float | None:
        """How near its topics are to ours, None where that is not known."""
        figures = (one.figure for one in self.criteria if one.name == "relevance")
        figure = next(figures, None) if self.criteria else None
        known = self.concluded.relevance if self.concluded else None
        return float(figure) if known is None and figure is not None else known

    def flags(self) -> Iterator[str]:
        """What speaks against the site: our own reasons, its quality, then what sources say."""
        for signal in self.concluded.signals if self.concluded else ():
            if signal.is_risk:
                yield signal.sentence
        for criterion in self.criteria:
            if criterion.name in _QUALITY and criterion.outcome is Outcome.FAIL:
                yield criterion.sentence
        if self.claimed and self.claimed.spam is not None and self.claimed.spam >= _SPAM:
            spam = f"{self.claimed.spam:g}"
            yield said("a source rates it as spam: {spam} of 100", spam=spam)


def cross(
    own: str, links_in: Iterable[StoredLink], links_out: Iterable[StoredLink], known: Known
) -> Crossing:
    """Hold the links to *own*, seen and claimed, against those that leave it."""
    facts: defaultdict[str, _Facts] = defaultdict(_Facts)
    for link in links_in:
        if link.target_domain == own and _is_live(link):
            facts[link.source_domain].links.append(link)
    for link in links_out:
        if link.source_domain == own and _is_live(link):
            facts[link.target_domain].links_out += 1
    for site in known.claimed:
        facts[site.domain].claimed = site
    _add_what_was_looked_at(facts, own, known)
    rows = [
        _crossed(own, domain, facts[domain], known)
        for domain in sorted(facts)
        if known.relations.get(domain) is not Relation.OWN
    ]
    rows.sort(key=lambda row: -row.authority.value if row.authority else 1)
    return Crossing(own, tuple(rows))


def _add_what_was_looked_at(facts: Mapping[str, _Facts], own: str, known: Known) -> None:
    for look in known.looks:
        if look.named and look.domain in facts:
            facts[look.domain].looked[verified(look)] += 1
    for search in known.searches:
        if search.domain in facts:
            facts[search.domain].search = search
    for one in known.relationships:
        if one.own == own and one.other in facts:
            facts[one.other].concluded = one
    for domain, criteria in known.criteria.items():
        if domain in facts:
            facts[domain].criteria = criteria


def _crossed(own: str, domain: str, facts: _Facts, known: Known) -> Crossed:
    backing = facts.backing()
    comes_in = backing in (Backing.VERIFIED, Backing.CLAIMED)
    unchecked = (facts.claimed.pages if facts.claimed else 0) - facts.looked.total()
    looked = dict(facts.looked) | ({Verified.UNCHECKED: unchecked} if unchecked > 0 else {})
    return Crossed(
        own=own,
        domain=domain,
        relation=known.relations.get(domain, Relation.OTHER),
        way=_way(comes_in, facts.links_out > 0),
        backing=backing,
        links_in=len(facts.links),
        followed_in=sum(map(is_followed, facts.links)),
        links_out=facts.links_out,
        claimed=facts.claimed,
        looked=looked,
        search=facts.search,
        authority=known.authorities.get(domain),
        agreed=domain in known.agreed,
        platform=domain in known.platforms,
        relevance=facts.relevance(),
        flags=tuple(facts.flags()),
    )


def _way(comes_in: bool, goes_out: bool) -> Way:
    if comes_in:
        return Way.RECIPROCAL if goes_out else Way.IN
    return Way.OUT if goes_out else Way.NONE


def _is_live(link: StoredLink) -> bool:
    return link.live and not link.page_gone
