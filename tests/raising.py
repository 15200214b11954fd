"""A pipeline of somebody's that breaks on every page, for tests."""

from __future__ import annotations

from linkcrawl.items import Page


class RaisingPipeline:
    """Raises, and names a secret while it does."""

    def process_item(self, item: Page) -> Page:
        raise RuntimeError("broken at https://own.example/?token=s3cret")
