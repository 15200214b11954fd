"""Which crawls belong together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from linkcrawl.store.crawls import StoredCrawl

# Crawls that begin within a day are one run: partners tonight, own sites after them.
_ONE_RUN = timedelta(hours=24)


def run_of(crawls: Sequence[StoredCrawl]) -> str:
    """When the newest run began, "" where it was the first of its kind.

    *crawls* are all, the newest first.
    """
    newest: dict[str, StoredCrawl] = {}
    for crawl in crawls:
        newest.setdefault(crawl.spider, crawl)
    if len(newest) == len(crawls):
        return ""
    begun = [crawl.started_at for crawl in newest.values()]
    last = datetime.fromisoformat(max(begun))
    return min(at for at in begun if last - datetime.fromisoformat(at) <= _ONE_RUN)
