"""Links and agreements → pairs: each own site with each site that anything binds it to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from linkcrawl.agreements import Agreement
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.verdicts.relationship import Reciprocity
from linkcrawl.rels import credit_words
from linkcrawl.store.read import StoredLink
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Pair:
    """An own site, another site, and what was agreed and seen between the two.

    *links_in* are those to the own site, *links_out* those from it, live ones only.
    """

    own: str
    other: str
    relation: Relation = Relation.OTHER
    agreements: tuple[Agreement, ...] = ()
    checks: tuple[Check, ...] = ()
    links_in: tuple[StoredLink, ...] = ()
    links_out: tuple[StoredLink, ...] = ()

    @property
    def followed_in(self) -> int:
        return sum(map(is_followed, self.links_in))

    @property
    def followed_out(self) -> int:
        return sum(map(is_followed, self.links_out))

    @property
    def reciprocity(self) -> Reciprocity:
        """Which way their own links go, rings aside."""
        if self.links_in and self.links_out:
            return Reciprocity.MUTUAL
        if self.links_out:
            return Reciprocity.OURS_ONLY
        return Reciprocity.THEIRS_ONLY if self.links_in else Reciprocity.NONE


@dataclass(slots=True)
class _Gathered:
    agreements: list[Agreement] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    links_in: list[StoredLink] = field(default_factory=list)
    links_out: list[StoredLink] = field(default_factory=list)


def is_followed(link: StoredLink) -> bool:
    """True for a link without a rel that withholds credit.

    (Whether its page withholds it is a matter of agreements.)
    """
    return _is_followed(link.rel)


# Signals ask it of every link several times over, and few pages say anything new.
@lru_cache(maxsize=1_000)
def _is_followed(rel: str) -> bool:
    return not credit_words(rel)


def pairs_of(
    own: Sequence[str],
    relations: Mapping[str, Relation],
    agreed: Iterable[tuple[Agreement, Sequence[Check]]],
    links_in: Iterable[StoredLink],
    links_out: Iterable[StoredLink],
) -> tuple[Pair, ...]:
    """Every own site with every other that is linked, or agreed on something.

    Of several own sites an agreement belongs to the one that its pages are of; without such
    pages, to the first.
    """
    gathered: defaultdict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
    for link in filter(_is_there, links_in):
        gathered[link.target_domain, link.source_domain].links_in.append(link)
    for link in filter(_is_there, links_out):
        gathered[link.source_domain, link.target_domain].links_out.append(link)
    for agreement, checks in agreed:
        held = gathered[_own_side(agreement, own), agreement.partner]
        held.agreements.append(agreement)
        held.checks += checks
    return tuple(
        _pair(mine, other, relations.get(other, Relation.OTHER), found)
        for (mine, other), found in sorted(gathered.items())
    )


def _pair(own: str, other: str, relation: Relation, found: _Gathered) -> Pair:
    # Facts come in any order; what is said of them must not depend on it.
    return Pair(
        own, other, relation,
        tuple(sorted(found.agreements, key=lambda one: one.name)),
        tuple(sorted(found.checks, key=lambda one: (one.promise.agreement, one.promise.side))),
        tuple(sorted(found.links_in, key=_place)),
        tuple(sorted(found.links_out, key=_place)),
    )  # fmt: skip


def _is_there(link: StoredLink) -> bool:
    return link.live and not link.page_gone


def _place(link: StoredLink) -> tuple[str, ...]:
    return link.source_url, link.target_url, link.anchor_text, link.rel, link.first_seen


def _own_side(agreement: Agreement, own: Sequence[str]) -> str:
    named = (site_of(agreement.our_target), site_of(agreement.our_page))
    return next((domain for domain in named if domain in own), own[0])
