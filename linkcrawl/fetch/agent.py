"""How linkcrawl introduces itself."""

from __future__ import annotations

from linkcrawl.config import Config


def user_agent(config: Config) -> str:
    """What is said to the sites that are visited: who asks, and where to complain."""
    # Where a crawl begins may have a token in it.
    home = config.own[0].start_urls[0].partition("?")[0]
    return f"linkcrawl/0.1 (+{config.crawl.contact_url or home})"
