"""How often a site may be asked in a day, over all crawls."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)
# Of what a site gets in a day, the part that is kept for agreed pages.
_FOR_AGREED = 0.2
# A page that a browser opened was asked for twice, one that robots.txt disallows never.
_TAKEN = """
    select page.site_id, sum(1 + visit.rendered) from visit join page on page.id = visit.page_id
    where visit.crawl_id in (select id from crawl where ended_at is null or ended_at > :since)
        and visit.at > :since and visit.fetch != 'robots_disallowed'
    group by page.site_id
"""


class Ration:
    """What is left of each site's *most* requests a day; the last fifth is for agreed pages."""

    def __init__(self, connection: sqlite3.Connection, most: int) -> None:
        since = (datetime.now(UTC) - _DAY).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._taken = Counter(dict(connection.execute(_TAKEN, {"since": since}).fetchall()))
        self._most = most

    def take(self, site_id: int, requests: int) -> None:
        """Note that a site was asked."""
        self._taken[site_id] += requests

    def left(self, site_id: int, *, agreed: bool) -> int:
        """How many more requests a site may get now, for agreed pages or for others."""
        kept = 0 if agreed else int(self._most * _FOR_AGREED)
        return self._most - kept - self._taken[site_id]
