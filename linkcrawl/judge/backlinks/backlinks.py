"""Every link to an own site that is said or was seen: what sources say beside what we saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from linkcrawl.judge.backlinks.crossed import Crossed, Crossing
from linkcrawl.store.claims import StoredClaim
from linkcrawl.store.read import StoredLink
from linkcrawl.urls import page_key
from linkcrawl.verified import Look, Verified, verified

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What all sources say of one link: every anchor and rel that one of them gives.

    *first_seen* is the earliest, *last_seen* and *lost* the latest day that one tells.
    """

    sources: tuple[str, ...]
    anchors: tuple[str, ...]
    rels: tuple[str, ...]
    first_seen: str
    last_seen: str
    lost: str


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link to an own site. *said* is None where no source names it, *link* where we saw none.

    *source_url* is "" where sources only name the site. *crossed* tells of the site as a whole.
    """

    source_url: str
    target_url: str
    said: Said | None
    verified: Verified
    look: Look | None
    link: StoredLink | None
    crossed: Crossed


def backlinks(
    crossing: Crossing,
    claims: Iterable[StoredClaim],
    looks: Iterable[Look],
    links: Iterable[StoredLink],
) -> Iterator[Backlink]:
    """The links that sources name, in their order, then those that only we have seen.

    *claims* are those to the own site of the crossing, the claims of one page one after the
    other; *links* all that were seen, live or gone.
    """
    sites = {row.domain: row for row in crossing.rows}
    looked = {look.url: look for look in looks}
    on_page: defaultdict[str, list[StoredLink]] = defaultdict(list)
    for link in links:
        if link.target_domain == crossing.own and link.source_domain in sites:
            on_page[link.source_url].append(link)
    told: set[_Key] = set()
    for (domain, url, target), group in groupby(claims, key=_place):
        if domain in sites:
            found = _backlink(url, target, tuple(group), looked, on_page, sites[domain])
            told |= {_key(found.link)} if found.link else set()
            yield found
    for link in chain.from_iterable(on_page.values()):
        if link.live and _key(link) not in told:
            yield _unclaimed(link, looked.get(link.source_url), sites[link.source_domain])


def _unclaimed(link: StoredLink, look: Look | None, crossed: Crossed) -> Backlink:
    """A link that only we have seen."""
    became = Verified.GONE if link.page_gone else Verified.LIVE
    return Backlink(link.source_url, link.target_url, None, became, look, link, crossed)


def _place(claim: StoredClaim) -> tuple[str, str, str]:
    return claim.from_domain, claim.from_url, claim.to_url


def _key(link: StoredLink) -> _Key:
    return link.source_url, link.target_url, link.anchor_text


def _backlink(
    url: str,
    target: str,
    claims: Sequence[StoredClaim],
    looked: Mapping[str, Look],
    on_page: Mapping[str, Sequence[StoredLink]],
    crossed: Crossed,
) -> Backlink:
    search = crossed.search
    page = url or (search.found_url if search else "")
    look = looked.get(page)
    read = look.read_url if look else ""
    link = _best(on_page.get(read or page, ()), target)
    became = verified(look) if url else crossed.found
    return Backlink(url, target, _said(claims), became, look, link, crossed)


def _best(links: Sequence[StoredLink], target: str) -> StoredLink | None:
    """The link that a source means: a live one, to the page that it names, the newest."""
    meant = page_key(target) if target else ""
    return max(
        links,
        key=lambda link: (link.live, page_key(link.target_url) == meant, link.last_seen),
        default=None,
    )


def _said(claims: Sequence[StoredClaim]) -> Said:
    return Said(
        sources=_each(claim.source for claim in claims),
        anchors=_each(claim.anchor for claim in claims if claim.anchor),
        rels=_each(claim.rel or "follow" for claim in claims if claim.rel is not None),
        first_seen=min((claim.first_seen for claim in claims if claim.first_seen), default=""),
        last_seen=max(claim.last_seen for claim in claims),
        lost=max(claim.lost for claim in claims),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
