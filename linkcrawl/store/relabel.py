"""Stored links whose placement or anchor type today's rules may see otherwise."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.vocabulary import AnchorType, Placement


@dataclass(frozen=True, slots=True)
class StoredAnchor:
    """What a link says: *language* is that of a page that has it."""

    id: int
    text: str
    image_alt: str | None
    title: str
    target_url: str
    language: str
    type: AnchorType
    alt_type: AnchorType | None


def outdated_measures(db: Database, rules: int) -> Iterator[tuple[int, bytes]]:
    """The measures of each visit with links that other rules than *rules* placed.

    The rows of a visit stand in order of position, with nothing between them. Links that the
    user placed, or a memory, are left alone.
    """
    for visit_id, packed in db.execute(
        "select visit_id, packed from measures where exists (select 1 from visit join link"
        " on link.page_id = read_page_id and link.first_visit = visit.id"
        " where visit.id = visit_id and rules > 0 and rules <> ?)",
        (rules,),
    ).fetchall():
        yield visit_id, zlib.decompress(packed)


def place_links(
    db: Database, visit_id: int, placed: Iterable[tuple[int, Placement, int]], rules: int
) -> None:
    """Give links that began with a visit (position, placement, confidence in percent)."""
    with db.atomic():
        for position, placement, confidence in placed:
            db.execute("insert or ignore into text(value) values (?)", (placement.value,))
            db.execute(
                "update link set placement_id = (select id from text where value = ?),"
                " confidence = ?, rules = ? where first_visit = ? and position = ? and rules > 0"
                " and page_id = (select read_page_id from visit where id = ?)",
                (placement.value, confidence, rules, visit_id, position, visit_id),
            )


def anchors_to(db: Database, domains: Collection[str]) -> Iterator[StoredAnchor]:
    """What links to *domains* say, each wording of each target once."""
    marks = ", ".join("?" * len(domains))
    for id_, text, alt, title, url, language, type_, alt_type in db.execute(
        "select anchor.id, words.value, alt.value, title.value, target.url, ifnull((select"
        " language from link join document on document.page_id = link.page_id"
        " where link.anchor_id = anchor.id and link.leaves limit 1), ''), type, alt_type"
        " from anchor join page target on target.id = target_id"
        " join site on site.id = target.site_id join text words on words.id = text_id"
        " join text title on title.id = title_id left join text alt on alt.id = alt_id"
        f" where domain in ({marks})",
        tuple(domains),
    ).fetchall():
        typed = AnchorType(type_), AnchorType(alt_type) if alt_type else None
        yield StoredAnchor(id_, text, alt, title, url, language, *typed)


def titles_of_pages(db: Database, domains: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What the pages of *domains* call themselves where they lead: title and first heading.

    By the URL that was asked for, as each was last read.
    """
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        "select page.url, title.value, h1.value from page join site on site.id = page.site_id"
        " join visit on visit.id = (select max(id) from visit where page_id = page.id"
        " and document_id is not null) join document on document.id = visit.document_id"
        " join text title on title.id = title_id join text h1 on h1.id = h1_id"
        f" where domain in ({marks})",
        tuple(domains),
    )
    return {url: tuple(dict.fromkeys(filter(None, titles))) for url, *titles in rows}


def retype_anchors(
    db: Database, answers: Iterable[tuple[int, AnchorType, AnchorType | None]]
) -> None:
    """Give anchors (id) another type, and their image's text another (or None)."""
    with db.atomic():
        for anchor_id, type_, alt_type in answers:
            db.execute(
                "update anchor set type = ?, alt_type = ? where id = ?",
                (type_.value, alt_type and alt_type.value, anchor_id),
            )
