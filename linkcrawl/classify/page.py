"""Page → Page: each link gets what the classifiers say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import repeat

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.placement import PlacementAnswer, classify_placements
from linkcrawl.classify.prose import in_prose
from linkcrawl.items import Link, Page
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import Relation

# Where the answers of each classifier begin; Link has them in this order.
PLACED = Link._fields.index("in_prose")
_TYPED = Link._fields.index("anchor_type")
_RELATED = Link._fields.index("relation")


def with_placements(page: Page, *, explained: bool = False) -> Page:
    """The page with a placement on every link; *explained*, with the evidence in words too."""
    answers = classify_placements([link.surroundings for link in page.links])
    said = (
        (
            in_prose(link.surroundings),
            link.ruled or answer.placement,
            1.0 if link.ruled else answer.confidence,
            _evidence(link, answer) if explained else "",
        )
        for link, answer in zip(page.links, answers, strict=True)
    )
    return replace(page, links=filled(page.links, PLACED, said))


def _evidence(link: Link, answer: PlacementAnswer) -> str:
    return "your own rule for this site" if link.ruled else answer.evidence


def with_anchors(page: Page, classifier: AnchorClassifier) -> Page:
    """The page with an anchor type on every link, and on images that of their text."""
    language, classify = page.language, classifier.classify
    answers = [
        classify(link.anchor_text, link.image_alt, link.title, link.url, language)
        for link in page.links
    ]
    return replace(page, links=filled(page.links, _TYPED, answers))


def with_relations(page: Page, relations: Mapping[str, Relation]) -> Page:
    """The page with, on every link, whose site it points to."""
    sites = [link.site for link in page.links]
    known = {site: (relations.get(site, Relation.OTHER),) for site in {*sites}}
    known[site_of(page.final_url)] = (Relation.INTERNAL,)
    answers = [known[site] for site in sites]
    return replace(page, links=filled(page.links, _RELATED, answers))


def filled(
    links: Iterable[Link], start: int, answers: Iterable[tuple[object, ...]]
) -> tuple[Link, ...]:
    """The links, each with its answers in place of what stands from the field *start* on."""
    # Column by column: Link._replace() does the same by name, in ten times the time.
    columns, said = list(zip(*links, strict=True)), list(zip(*answers, strict=True))
    columns[start : start + len(said)] = said
    return tuple(map(tuple.__new__, repeat(Link), zip(*columns, strict=True)))
