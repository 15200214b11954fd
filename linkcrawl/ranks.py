"""Where a site stands among all that somebody knows, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteRank:
    """Two ranks of a site, 1 the best: by harmonic centrality and by PageRank.

    There are *of* sites in the *release* that ranks them; *hosts* is None where it does not
    count them.
    """

    domain: str
    harmonic: int
    pagerank: int
    hosts: int | None = None
    of: int = 0
    release: str = ""


@dataclass(frozen=True, slots=True)
class Ranks:
    """What a file of ranks says: *of* how many, and of the sites that were asked for each rank."""

    of: int
    found: tuple[SiteRank, ...]
    bad: int = 0
    bad_lines: tuple[int, ...] = ()
    release: str = ""
