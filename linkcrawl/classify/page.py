"""Page → Page: each link gets what the classifiers say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.placement import PlacementAnswer, classify_placements
from linkcrawl.classify.prose import in_prose
from linkcrawl.items import Link, Page, Relation
from linkcrawl.urls import site_of


def with_placements(page: Page, *, explained: bool = False) -> Page:
    """The page with a placement on every link; *explained*, with the evidence in words too."""
    answers = classify_placements([link.surroundings for link in page.links])
    return replace(
        page,
        links=tuple(
            link._replace(
                placement=link.ruled or answer.placement,
                placement_confidence=1.0 if link.ruled else answer.confidence,
                placement_evidence=_evidence(link, answer) if explained else "",
                in_prose=in_prose(link.surroundings),
            )
            for link, answer in zip(page.links, answers, strict=True)
        ),
    )


def _evidence(link: Link, answer: PlacementAnswer) -> str:
    return "your own rule for this site" if link.ruled else answer.evidence


def with_anchors(page: Page, classifier: AnchorClassifier) -> Page:
    """The page with an anchor type on every link, and on images that of their text."""
    links = []
    for link in page.links:
        answer = classifier.classify(
            link.anchor_text, link.image_alt, link.title, link.url, page.language
        )
        links.append(
            link._replace(
                anchor_type=answer.type,
                image_alt_type=answer.image_alt_type,
                anchor_reason=answer.reason,
            )
        )
    return replace(page, links=tuple(links))


def with_relations(page: Page, relations: Mapping[str, Relation]) -> Page:
    """The page with, on every link, whose site it points to."""
    known = {"": Relation.OTHER} | dict(relations) | {site_of(page.final_url): Relation.INTERNAL}
    return replace(
        page,
        links=tuple(
            link._replace(relation=known.get(link.site, Relation.OTHER)) for link in page.links
        ),
    )
