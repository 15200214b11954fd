"""How much of a link profile is mutual: today, before, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkcrawl.judge.profile.velocity import Stay, first_of_month, there_on
from linkcrawl.said import said


@dataclass(frozen=True, slots=True)
class Baseline:
    """What share of the sites that link to a site are linked back by it, in per cent.

    *often_share* of the studied sites have *often* per cent or more.
    """

    source: str
    sites: int
    mean: float
    median: float
    often: float
    often_share: float


# Followed links of sites with 10,000 visits a month or more: a study by Ahrefs, as quoted by
# adverlink.net and seoattop.com.
BASELINE = Baseline("Ahrefs", 140_592, 11.16, 6.45, 15.0, 27.4)


@dataclass(frozen=True, slots=True)
class Mutual:
    """Sites that link to an own site on a day, and those of them that it links back to.

    The *followed* ones are those whose links, either way, are followed: what the baseline
    counts. *known* is False where the own site had not been read by then.
    """

    day: str
    referring: int
    reciprocal: int
    followed_referring: int
    followed_reciprocal: int
    known: bool = True

    @property
    def one_way(self) -> int:
        return self.referring - self.reciprocal

    @property
    def percent(self) -> float | None:
        """The share of reciprocal referring domains, None where nothing can be said."""
        return _percent(self.reciprocal, self.referring) if self.known else None

    @property
    def followed_percent(self) -> float | None:
        """The same for followed links only: to be compared with the baseline."""
        followed = self.followed_referring
        return _percent(self.followed_reciprocal, followed) if self.known else None


@dataclass(frozen=True, slots=True)
class BothWays:
    """The stays of sites that link to an own site, and of those that it links to."""

    to_us: Sequence[Stay]
    from_us: Sequence[Stay]
    followed_to_us: Sequence[Stay]
    followed_from_us: Sequence[Stay]

    def on(self, day: str, own_read: str) -> Mutual:
        """What was mutual at the end of a day; *own_read* is the day the own site was first read.

        >>> stay = Stay("a", "2026-01-05", "", False)
        >>> BothWays([stay], [stay], [stay], []).on("2026-02-01", "2026-01-05").percent
        100.0
        """
        to_us, followed = there_on(self.to_us, day), there_on(self.followed_to_us, day)
        return Mutual(
            day,
            len(to_us),
            len(to_us & there_on(self.from_us, day)),
            len(followed),
            len(followed & there_on(self.followed_from_us, day)),
            bool(own_read) and own_read <= day,
        )


def ends_of_months(crawled: Iterable[date]) -> Iterator[str]:
    """The day of the last crawl in each month that had one, the oldest first."""
    last = {first_of_month(day): day for day in sorted(crawled)}
    return map(str, last.values())


def place_beside(percent: float) -> str:
    """Where a share stands beside the baseline, in words.

    >>> place_beside(4.0), place_beside(20.0)
    ('below the median', 'in the upper range')
    """
    if percent <= BASELINE.median:
        return said("below the median")
    if percent <= BASELINE.mean:
        return said("about average")
    return said("above average") if percent < BASELINE.often else said("in the upper range")


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
