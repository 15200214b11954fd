"""The visits of a database, read back as the pages that were written to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from linkcrawl.classify.placement import PLACEMENT_VERSION
from linkcrawl.items import Directive, Link, Page, Sight, Surroundings, Topic, Trace
from linkcrawl.store.placed import RULED
from linkcrawl.store.write import Digests
from linkcrawl.vocabulary import AnchorType, CertificateFlaw, Fetch, Placement, Presence

_VISITS = """
    select visit.id, crawl_id, asked.url, ifnull(answered.url, asked.url), visit.at, fetch, status,
        failure, rendered, bots_kept_out, ifnull(read.url, ''), read_page_id, visit.document_id,
        exists(select 1 from sight where page_id = read_page_id and sight.visit_id = visit.id),
        took, certificate
    from visit
    join page asked on asked.id = visit.page_id
    left join page read on read.id = read_page_id
    left join page answered on answered.id = answered_id
    where visit.id > ? order by visit.id
"""
_DOCUMENT = """
    select digest, links_digest, text_digest, word_count, title.value, h1.value,
        document.language, charset, content_type, ifnull(canonical.url, ''), ifnull(header.url, ''),
        refresh, robots, traces, truncated,
        topic.words, topic.language, topic.version, topic.vector
    from document
    join text title on title.id = title_id
    join text h1 on h1.id = h1_id
    left join page canonical on canonical.id = canonical_id
    left join page header on header.id = canonical_header_id
    left join topic on topic.document_id = document.id
    where document.id = ?
"""
_LINKS = """
    select link.first_visit = :visit, link.position, rules, tag, target.url, ifnull(domain, ''),
        words.value, alt.value, title.value, rel.value, type, alt_type, path.value, placement.value,
        confidence, in_prose, hidden, presence.value, before, after,
        visible, clickable, why, x, y, width, height, page_height, in_frame, leads_to, raw_rel
    from link
    join anchor on anchor.id = anchor_id
    join page target on target.id = target_id
    left join site on site.id = target.site_id
    join text words on words.id = text_id
    left join text alt on alt.id = alt_id
    join text title on title.id = title_id
    join text rel on rel.id = rel_id
    join text path on path.id = path_id
    join text placement on placement.id = placement_id
    join text presence on presence.id = presence_id
    left join sight on sight.page_id = link.page_id and sight.first_visit = link.first_visit
        and sight.position = link.position and sight.visit_id = :visit
    where link.page_id = :page and link.first_visit <= :visit
        and (gone_visit is null or gone_visit > :visit)
        and not exists (select 1 from doubted where doubted.page_id = link.page_id
            and doubted.first_visit = link.first_visit and doubted.position = link.position
            and doubted.visit_id = :visit)
    order by link.first_visit, link.position
"""
# Stands for measures that are copied beside the links.
_MEASURED = b"\x00"
# Where no page has links: measures, which go by position, belong to none of these.
_BEHIND = 10_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit as it was written: its page without links, and what else the database has of it.

    *looked_at* says that a browser looked closely at its links.
    """

    visit: int
    crawl: int
    page: Page
    read_page: int | None
    digests: Digests | None
    looked_at: bool


class Replay:
    """Reads a database visit by visit, in the order in which they were written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def visits(self, after: int) -> Iterator[Seen]:
        """The visits with ids above *after*."""
        for row in self._connection.execute(_VISITS, (after,)):
            page = Page(
                url=row[2],
                final_url=row[10] or row[3],
                fetched_at=datetime.fromisoformat(row[4]),
                fetch=Fetch(row[5]),
                status=row[6],
                failure=row[7] or "",
                rendered=bool(row[8]),
                bots_kept_out=tuple((row[9] or "").split()),
                took=None if row[14] is None else row[14] / 1000,
                certificate=tuple(map(CertificateFlaw, (row[15] or "").split())),
            )
            digests = None
            if row[12] is not None:
                page, digests = self._with_document(page, row[12])
            yield Seen(row[0], row[1], page, row[11], digests, bool(row[13]))

    def _with_document(self, page: Page, document: int) -> tuple[Page, Digests]:
        row = self._connection.execute(_DOCUMENT, (document,)).fetchone()
        declared = replace(
            page,
            text_digest=row[2],
            word_count=row[3],
            title=row[4],
            h1=row[5],
            language=row[6],
            charset=row[7],
            content_type=row[8],
            canonical=row[9],
            canonical_header=row[10],
            refresh=row[11],
            robots=tuple(Directive(*one) for one in json.loads(row[12])),
            traces=tuple(Trace(Presence(one[0]), *one[1:]) for one in json.loads(row[13])),
            truncated=bool(row[14]),
            topic=None if row[15] is None else Topic(*row[15:19]),
        )
        return declared, Digests(row[0], row[1])

    def links(self, seen: Seen) -> tuple[Link, ...]:
        """The links that a page had as of a visit, those that were there first before others.

        Only those that began with the visit stand where they stood; the others come after them.
        """
        rows = self._connection.execute(
            _LINKS, {"visit": seen.visit, "page": seen.read_page}
        ).fetchall()
        behind = count(_BEHIND)
        return tuple(_link(row, row[1] if row[0] else next(behind)) for row in rows)

    def measures(self, seen: Seen) -> bytes | None:
        """The packed measures of the links that began with a visit, if they were kept."""
        row = self._connection.execute(
            "select packed from measures where visit_id = ?", (seen.visit,)
        ).fetchone()
        return row[0] if row else None

    def older_rules(self, seen: Seen) -> int:
        """The version of the rules that placed links which began with a visit, 0 for today's."""
        (version,) = self._connection.execute(
            "select ifnull(max(rules), 0) from link"
            " where page_id = ? and first_visit = ? and rules > 0 and rules <> ?",
            (seen.read_page, seen.visit, PLACEMENT_VERSION),
        ).fetchone()
        return int(version)


def _link(row: tuple[object, ...], position: int) -> Link:
    (
        _, _, rules, tag, url, site, words, alt, title, rel, type_, alt_type, path, placement,
        confidence, in_prose, hidden, presence, before, after, *sight,
    ) = row  # fmt: skip
    version = int(str(rules))
    features = _MEASURED if version > 0 else b""
    return Link(
        tag=str(tag),
        href=str(url),
        url=str(url),
        site=str(site),
        position=position,
        anchor_text=str(words),
        image_alt=None if alt is None else str(alt),
        title=str(title),
        rel=tuple(str(rel).split(" ")) if rel else (),
        before=str(before or ""),
        after=str(after or ""),
        surroundings=Surroundings(str(path), features),
        hidden=bool(hidden),
        presence=Presence(str(presence)),
        sight=_sight(sight),
        raw_rel=None if sight[10] is None else tuple(str(sight[10]).split()),
        ruled=Placement(str(placement)) if version == RULED else None,
        in_prose=bool(in_prose),
        placement=Placement(str(placement)),
        placement_confidence=int(str(confidence)) / 100,
        anchor_type=AnchorType(str(type_)),
        image_alt_type=None if alt_type is None else AnchorType(str(alt_type)),
    )


def _sight(row: list[object]) -> Sight | None:
    if row[0] is None:
        return None
    visible, clickable, why, *box, in_frame, leads_to, _ = row
    x, y, width, height, page_height = (int(str(one)) for one in box)
    return Sight(
        bool(visible), bool(clickable), str(why), x, y, width, height, page_height,
        bool(in_frame), str(leads_to or ""),
    )  # fmt: skip
