"""Referrals, ranks and what another crawler saw, as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from linkcrawl.judge.backlinks.ranks import Ranked
from linkcrawl.judge.backlinks.referrals import BroughtVisits
from linkcrawl.judge.backlinks.witness import WitnessedLink
from linkcrawl.vocabulary import Relation

REFERRAL_COLUMNS = (
    "own_domain", "source_domain", "month", "visits", "counted_by", "medium", "landing_url",
    "source_page", "links", "link_source_url", "link_target_url",
)  # fmt: skip
RANK_COLUMNS = (
    "domain", "role", "release", "rank", "of", "percentile", "pagerank_rank", "hosts",
    "own_domain", "own_rank", "standing",
)  # fmt: skip
WITNESS_COLUMNS = (
    "source_url", "source_domain", "target_url", "target_domain", "saw", "doubt", "question",
    "witness_day", "our_day", "our_anchor", "witness_anchor", "our_rel", "witness_rel",
)  # fmt: skip
_Row = tuple[str | bool | float | tuple[str, ...] | None, ...]


def referral_rows(brought: Iterable[BroughtVisits]) -> Iterator[_Row]:
    """A row for each count; the link is named where only one can have brought the visits."""
    for visits in brought:
        told = visits.referral
        link = visits.links[0] if len(visits.links) == 1 else None
        yield (
            told.own, told.source, told.month, told.visits, told.counted_by, told.medium,
            told.landing or None, told.source_page or None, len(visits.links),
            link.source_url if link else None, link.target_url if link else None,
        )  # fmt: skip


def rank_rows(ranked: Iterable[Ranked], roles: Mapping[str, Relation]) -> Iterator[_Row]:
    """A row for each site that was ranked, beside each own site."""
    for found in ranked:
        rank, own, share = found.rank, found.own, found.percentile
        if rank is not None:
            yield (
                found.domain, roles.get(found.domain, Relation.OTHER), rank.release,
                rank.harmonic, rank.of, None if share is None else round(share, 4),
                rank.pagerank, rank.hosts, own.domain if own else None,
                own.harmonic if own else None, found.standing,
            )  # fmt: skip


def witness_rows(witnessed_links: Iterable[WitnessedLink]) -> Iterator[_Row]:
    """A row for each link, the open questions first."""
    for told in witnessed_links:
        yield (
            told.source_url, told.source_domain, told.target_url, told.target_domain, told.saw,
            told.doubt, told.sentence, told.witness_day, told.our_day, told.our_anchor,
            told.witness_anchor, told.our_rel, told.witness_rel,
        )  # fmt: skip
