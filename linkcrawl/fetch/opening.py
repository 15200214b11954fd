"""What a crawl needs before its first page: the user's files, Scrapy's settings, the database."""

from __future__ import annotations

import sys
from typing import Any

from scrapy.exceptions import UsageError

from linkcrawl.agreements import AgreementError
from linkcrawl.config import Config, ConfigError
from linkcrawl.fetch.agent import user_agent
from linkcrawl.folder import workspace_folder
from linkcrawl.shards import Shard
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.frontier import Limits
from linkcrawl.workspace import Workspace, load_workspace


def stop(error: ValueError) -> SystemExit:
    """What ends a crawl that can't begin, in one line: Scrapy would tell of it in a traceback."""
    print(f"linkcrawl: {error}", file=sys.stderr)
    return SystemExit(2)


def load(folder: str | None) -> Workspace:
    """Read the user's files; raises UsageError, which Scrapy tells in one line."""
    try:
        return load_workspace(workspace_folder(folder))
    except (ConfigError, AgreementError) as error:
        raise UsageError(str(error), print_help=False) from None


def settings_of(config: Config) -> dict[str, Any]:
    """Scrapy's settings for what linkcrawl.toml says of crawls."""
    crawl = config.crawl
    return {
        "USER_AGENT": user_agent(config),
        "CONCURRENT_REQUESTS": crawl.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency_per_site,
        "DOWNLOAD_DELAY": crawl.delay,
        "DOWNLOAD_TIMEOUT": crawl.timeout,
    }


def open_store(workspace: Workspace, spider: str, shard: Shard, pages_per_site: int) -> CrawlStore:
    """Open the database for a crawl; raises StoreError where it can't be used."""
    crawl = workspace.config.crawl
    limits = Limits(
        pages_per_site=pages_per_site,
        depth=crawl.depth,
        seconds_per_site=crawl.seconds_per_site,
        at_once_per_site=4 * crawl.concurrency_per_site,
        at_once=2 * crawl.concurrency,
        requests_per_site_per_day=crawl.requests_per_site_per_day,
    )
    own = [site.domain for site in workspace.config.own]
    # A share is not taken up by the crawl of another.
    digest = shard.marked(workspace.config.digest)
    return CrawlStore(workspace.database, spider, digest, limits, own, workspace.described())
