"""What there is to say of ranks, counted visits and addresses with secrets in an import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkcrawl.ranks import Ranks
from linkcrawl.referrals import Visits


def said_of_ranks(found: Iterable[Ranks]) -> Iterator[str]:
    """A line for each release."""
    for ranks in found:
        yield f"{len(ranks.found):,} of {ranks.of:,} ranked sites kept: {ranks.release}"


def said_of_visits(found: Iterable[Visits]) -> Iterator[str]:
    """A line for each file."""
    for visits in found:
        sites = len({referral.source for referral in visits.referrals})
        yield f"{visits.total:,} visits that {sites:,} sites sent"


def said_of_secrets(links: int) -> Iterator[str]:
    """A line where links stand on pages that nobody can visit, since secrets are not kept."""
    if links:
        yield f"links on pages with a secret in their address, which stay unchecked: {links:,}"
