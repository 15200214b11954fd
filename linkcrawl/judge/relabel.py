"""Links stored under yesterday's rules get what today's say of them, without a crawl."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlite_utils import Database

from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.classify.placement import PLACEMENT_VERSION, WIDTH, classify_placements
from linkcrawl.items import Surroundings
from linkcrawl.store.relabel import (
    anchors_to,
    outdated_measures,
    place_links,
    retype_anchors,
    titles_of_pages,
)
from linkcrawl.vocabulary import AnchorType, Placement


def place_again(db: Database) -> None:
    """Place the links anew that an older version of the placement rules placed."""
    for visit_id, facts in outdated_measures(db, PLACEMENT_VERSION):
        rows = [facts[at : at + WIDTH] for at in range(0, len(facts), WIDTH)]
        place_links(db, visit_id, list(_placed(rows)), PLACEMENT_VERSION)


def _placed(rows: Sequence[bytes]) -> Iterator[tuple[int, Placement, int]]:
    answers = classify_placements([Surroundings(features=row) for row in rows])
    for position, answer in enumerate(answers):
        # Measures that today's rules can't read leave the link where it was.
        if answer.placement is not Placement.UNKNOWN:
            yield position, answer.placement, round(answer.confidence * 100)


def type_again(db: Database, own: Collection[str], classifier: AnchorClassifier) -> None:
    """Type the anchors of links to the own sites by what their pages are called now.

    Brands and keywords are those of today, too.
    """
    retype_anchors(db, list(_retyped(db, own, classifier)))


def _retyped(
    db: Database, own: Collection[str], classifier: AnchorClassifier
) -> Iterator[tuple[int, AnchorType, AnchorType | None]]:
    titles = titles_of_pages(db, own)
    for anchor in anchors_to(db, own):
        url = anchor.target_url
        answer = classifier.classify(
            anchor.text, anchor.image_alt, anchor.title, url, anchor.language, titles.get(url, ())
        )
        if (answer.type, answer.image_alt_type) != (anchor.type, anchor.alt_type):
            yield anchor.id, answer.type, answer.image_alt_type
