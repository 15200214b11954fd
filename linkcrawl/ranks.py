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
