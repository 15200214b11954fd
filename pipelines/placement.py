"""Fills in where on its page each link stands."""

from __future__ import annotations

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page


class PlacementPipeline:
    """Page → Page whose links have a placement."""

    def process_item(self, item: Page) -> Page:
        return with_placements(item)
