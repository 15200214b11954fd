"""Page → Page: each link gets what the classifiers say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.placement import PlacementAnswer, classify_placements
from linkcrawl.classify.prose import in_prose
from linkcrawl.items import Link, Page, Relation
from linkcrawl.urls import site_of

# Where the answers of each classifier begin; Link has them in this order.
PLACED = Link._fields.index("in_prose")
_TYPED = Link._fields.index("anchor_type")
_RELATED = Link._fields.index("relation")


def with_placements(page: Page, *, explained: bool = False) -> Page:
    """The page with a placement on every link; *explained*, with the evidence in words too."""
    answers = classify_placements([link.surroundings for link in page.links])
    return replace(
        page,
        links=tuple(
            filled(
                link,
                PLACED,
                in_prose(link.surroundings),
                link.ruled or answer.placement,
                1.0 if link.ruled else answer.confidence,
                _evidence(link, answer) if explained else "",
            )
            for link, answer in zip(page.links, answers, strict=True)
        ),
    )


def filled(link: Link, start: int, *answers: object) -> Link:
    """The link with other values from the field *start* on."""
    # Link._replace() does the same by name, in six times the time.
    return tuple.__new__(Link, link[:start] + answers + link[start + len(answers) :])


def _evidence(link: Link, answer: PlacementAnswer) -> str:
    return "your own rule for this site" if link.ruled else answer.evidence


def with_anchors(page: Page, classifier: AnchorClassifier) -> Page:
    """The page with an anchor type on every link, and on images that of their text."""
    language, answer = page.language, classifier.classify
    return replace(
        page,
        links=tuple(
            [
                filled(
                    link,
                    _TYPED,
                    *answer(link.anchor_text, link.image_alt, link.title, link.url, language),
                )
                for link in page.links
            ]
        ),
    )


def with_relations(page: Page, relations: Mapping[str, Relation]) -> Page:
    """The page with, on every link, whose site it points to."""
    known = {"": Relation.OTHER} | dict(relations) | {site_of(page.final_url): Relation.INTERNAL}
    return replace(
        page,
        links=tuple(
            [filled(link, _RELATED, known.get(link.site, Relation.OTHER)) for link in page.links]
        ),
    )
