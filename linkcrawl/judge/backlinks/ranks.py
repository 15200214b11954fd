"""Where a site stands among all that Common Crawl ranks, beside where the own site does.

A rank says how near a site is to all others along links. docs/authority.md says what it
does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkcrawl.ranks import SiteRank
from linkcrawl.said import Said, marked, said

# Ranks are spread like powers: three times further down is half a step of ten.
COMPARABLE = 3.0


class Standing(StrEnum):
    """How another site's rank compares with the own site's."""

    HIGHER = "higher"
    COMPARABLE = "comparable"
    LOWER = "lower"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where a site stands, and how that compares with an own site; None where it has no rank."""

    domain: str
    rank: SiteRank | None
    own: SiteRank | None
    standing: Standing

    @property
    def percentile(self) -> float | None:
        """The share of ranked sites that stand below it, in percent."""
        return percentile(self.rank.harmonic, self.rank.of) if self.rank else None


def percentile(position: int, of: int) -> float | None:
    """The share of *of* sites that stand below a position, in percent; None where there are none.

    >>> percentile(1, 1_000), percentile(1_000, 1_000), percentile(250, 1_000)
    (99.9, 0.0, 75.0)
    """
    if not 1 <= position <= of:
        return None
    return 100 * (of - position) / of


def rank_words(rank: SiteRank) -> Said:
    """A rank in words.

    >>> rank_words(SiteRank("example.com", 1_200_000, 900_000, 3, 118_800_000, "cc-main-2026"))
    'rank 1,200,000 of 118,800,000 (99.0% stand below it) in cc-main-2026'
    """
    share = percentile(rank.harmonic, rank.of)
    figures = {"rank": rank.harmonic, "of": rank.of, "release": rank.release}
    if share is None:
        return said("rank {rank} of {of} in {release}", **figures)
    # A share that is never said to be all of them.
    words = _BELOW_NEARLY_ALL if share > 99 else _BELOW
    return said(words, share=min(share, 99.99) / 100, **figures)


_BELOW = marked("rank {rank} of {of} ({share:.1%} stand below it) in {release}")
_BELOW_NEARLY_ALL = marked("rank {rank} of {of} ({share:.2%} stand below it) in {release}")


def beside(domain: str, theirs: SiteRank | None, ours: SiteRank | None) -> Ranked:
    """A site's rank beside an own site's: at least comparable unless LOWER or UNKNOWN.

    Comparable is what stands at most COMPARABLE times further down, or up. Ranks of two
    releases do not compare.

    >>> us = SiteRank("us.example", 2_000, 1, of=10_000, release="r")
    >>> them = SiteRank("a.example", 5_000, 1, of=10_000, release="r")
    >>> beside("a.example", them, us).standing.value, beside("b.example", None, us).standing.value
    ('comparable', 'unknown')
    """
    if theirs is None or ours is None or theirs.release != ours.release:
        return Ranked(domain, theirs, ours, Standing.UNKNOWN)
    if theirs.harmonic * COMPARABLE < ours.harmonic:
        return Ranked(domain, theirs, ours, Standing.HIGHER)
    lower = theirs.harmonic > ours.harmonic * COMPARABLE
    return Ranked(domain, theirs, ours, Standing.LOWER if lower else Standing.COMPARABLE)
