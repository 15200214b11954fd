"""What tells Common Crawl's files of ranks, before one is read: their names and their header."""

from __future__ import annotations

import re
from calendar import monthrange

_RELEASE = re.compile(r"(cc-main-[\w-]{1,60}?)-(?:domain|host)")
_MONTHS = re.compile(r"(20\d\d)(?:-(\d\d))?(?:-[a-z]{3})*-([a-z]{3})(?:-|$)")
_MONTH_NAMES = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def release_of(name: str) -> str:
    """The release that a published file's name tells, "" where it tells none.

    >>> release_of("cc-main-2026-mar-apr-may-domain-ranks.txt.gz")
    'cc-main-2026-mar-apr-may'
    >>> release_of("cc-main-2025-26-dec-jan-feb-domain-edges.txt.gz")
    'cc-main-2025-26-dec-jan-feb'
    """
    found = _RELEASE.match(name)
    return found[1] if found else ""


def last_day_of(release: str) -> str:
    """The last day of the months that a release was crawled in, "" where its name has none.

    >>> last_day_of("cc-main-2025-26-dec-jan-feb"), last_day_of("mine")
    ('2026-02-28', '')
    """
    found = _MONTHS.search(release)
    month = _MONTH_NAMES.index(found[3]) + 1 if found and found[3] in _MONTH_NAMES else 0
    if not found or not month:
        return ""
    year = int(found[1][:2] + (found[2] or found[1][2:]))
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def rank_columns(header: str) -> tuple[str, ...]:
    """The columns of a ranks file, () where *header* is not that of one.

    >>> rank_columns("#harmonicc_pos\\t#harmonicc_val\\t#pr_pos\\t#pr_val\\t#host_rev")
    ('harmonicc_pos', 'harmonicc_val', 'pr_pos', 'pr_val', 'host_rev')
    """
    columns = tuple(name.strip().lstrip("#") for name in header.split("\t"))
    return columns if columns[0] == "harmonicc_pos" else ()
