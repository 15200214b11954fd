"""How linkcrawl introduces itself."""

from __future__ import annotations

from linkcrawl.config import Config


def user_agent(config: Config) -> str:
    """What is said to the sites that are visited: who asks, and where to complain."""
    return f"linkcrawl/0.1 (+{config.crawl.contact_url or config.own[0].start_urls[0]})"
