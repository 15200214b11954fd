"""Fills in what kind of anchor each link has."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.page import with_anchors
from linkcrawl.folder import workspace_folder
from linkcrawl.items import Page
from linkcrawl.workspace import load_workspace


class AnchorPipeline:
    """Page → Page whose links have an anchor type."""

    def __init__(self, classifier: AnchorClassifier) -> None:
        self._classifier = classifier

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        workspace = load_workspace(workspace_folder(crawler.settings["LINKCRAWL_WORKSPACE"]))
        return cls(AnchorClassifier(workspace.anchor_terms()))

    def process_item(self, item: Page) -> Page:
        return with_anchors(item, self._classifier)
