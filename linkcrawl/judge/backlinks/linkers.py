"""Sites that link to competitors and not to us, as sources say: where candidates come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from linkcrawl.ranks import SiteRank
from linkcrawl.store.claims import StoredClaim


@dataclass(frozen=True, slots=True)
class Linker:
    """A site, the competitors that it links to, who says so, and its rank where it has one."""

    domain: str
    competitors: tuple[str, ...]
    sources: tuple[str, ...]
    rank: SiteRank | None


def linkers(
    to_competitors: Iterable[StoredClaim],
    link_to_us: Collection[str],
    left_out: Collection[str],
    ranks: Mapping[str, SiteRank],
) -> tuple[Linker, ...]:
    """The sites that link to competitors, but for those in *link_to_us* and *left_out*.

    Those that link to most competitors come first, of as many the best ranked. A link that
    its source calls lost does not count.
    """
    found: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in to_competitors:
        domain = claim.from_domain
        if domain and not claim.lost and domain not in link_to_us and domain not in left_out:
            found[domain].add(claim.to_domain)
            sources[domain].add(claim.source)
    rows = (
        Linker(domain, tuple(sorted(to)), tuple(sorted(sources[domain])), ranks.get(domain))
        for domain, to in found.items()
    )
    return tuple(sorted(rows, key=_order))


def _order(linker: Linker) -> tuple[int, float, str]:
    place = linker.rank.harmonic if linker.rank else float("inf")
    return -len(linker.competitors), place, linker.domain
