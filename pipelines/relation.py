"""Fills in whose site each link points to, and counts those that matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from linkcrawl.classify.page import with_relations
from linkcrawl.folder import workspace_folder
from linkcrawl.items import Page
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Relation
from linkcrawl.workspace import load_workspace


class RelationPipeline:
    """Page → Page whose links say own, partner, candidate, competitor, internal or other."""

    def __init__(self, relations: Mapping[str, Relation], stats: StatsCollector) -> None:
        self._relations = relations
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        workspace = load_workspace(workspace_folder(crawler.settings["LINKCRAWL_WORKSPACE"]))
        return cls(workspace.relations(), crawler.stats)

    def process_item(self, item: Page) -> Page:
        page = with_relations(item, self._relations)
        if self._relations.get(site_of(page.final_url)) is not Relation.OWN:
            to_us = sum(link.relation is Relation.OWN for link in page.links)
            self._stats.inc_value("linkcrawl/links/to_own_sites", to_us)
        return page
