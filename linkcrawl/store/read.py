"""What judgements, reports and exports ask of links and events, by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.store.intern import page_name
from linkcrawl.store.runs import DOUBTFUL
from linkcrawl.store.sentences import unpacked
from linkcrawl.vocabulary import AnchorType, Fetch, Placement, Presence


class StoredLink(NamedTuple):
    """A link in one period: *last_seen* is the last reading that had it, moments are UTC text.

    *missed_at* is the reading that no longer had it, "" while it is live. *container* and
    *target* are the ids of the elements around it and of its target page.
    """

    source_url: str
    source_domain: str
    target_url: str
    target_domain: str
    anchor_text: str
    anchor_type: AnchorType
    rel: str
    placement: Placement
    in_prose: bool
    hidden: bool
    presence: Presence
    before: str
    after: str
    first_seen: str
    last_seen: str
    missed_at: str
    crawl_id: int
    missed_crawl_id: int | None
    container: int = 0
    target: int = 0
    image_alt: str = ""
    # How the newest visit that asked for the source page went, None where none did; doubtful
    # crawls left out.
    source_fetch: Fetch | None = None
    # What a browser last made of it: what is amiss for readers, and where pressing it leads.
    sight: str = ""
    leads_to: str = ""
    # How far from the top of how high a page it stood there, in pixels; None where none looked.
    seen_at: int | None = None
    page_height: int = 0
    # How far from the left edge, and how large its box was there.
    seen_x: int = 0
    seen_width: int = 0
    seen_height: int = 0
    # Whether the user's own rule says where it stands.
    ruled: bool = False
    # Its rel in the HTML, where a script has changed it before a browser last looked.
    raw_rel: str | None = None
    # What several pages of its site say of it; None where too few are known.
    sitewide: bool | None = None
    boilerplate_ratio: float | None = None
    # The address that the link itself has, where that leads to *target_url* by a redirect.
    via: str = ""
    # It stands in for a link that was agreed, and leads to a site of somebody else's.
    stranger: bool = False

    @property
    def live(self) -> bool:
        """True while no reading has missed it."""
        return not self.missed_at

    @property
    def shown(self) -> str:
        """Its presence, unless readers do not see it: then "hidden"."""
        return Presence.HIDDEN if self.hidden else self.presence

    @property
    def page_gone(self) -> bool:
        """True where its page was asked for again, and is no more."""
        return self.source_fetch in (Fetch.GONE, Fetch.SOFT_404)

    @property
    def context(self) -> str:
        """The words around the link with its own between them."""
        return " ".join(filter(None, (self.before, self.anchor_text, self.after)))


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One change, told once."""

    at: str
    kind: str
    partner: str
    source_url: str
    target_url: str
    before: str
    after: str
    note: str = ""
    # In the order in which they were found out; 0 where it is not stored yet.
    id: int = field(default=0, compare=False)


_LINKS = f"""
    select source.url, source_site.domain, target.url, target_site.domain, words.value,
        anchor.type, rel.value, placement.value, link.in_prose, link.hidden, presence.value,
        ifnull(link.before, ''), ifnull(link.after, ''), first.at,
        (select max(at) from visit
            where read_page_id = link.page_id and (visit.id < gone_visit or gone_visit is null)
                and visit.id >= link.first_visit and not exists (
                    select 1 from doubted where doubted.page_id = link.page_id
                        and doubted.first_visit = link.first_visit
                        and doubted.position = link.position and visit_id = visit.id)),
        ifnull(gone.at, ''), first.crawl_id, gone.crawl_id, link.path_id, anchor.target_id,
        ifnull(alt.value, ''),
        (select iif(status in (404, 410), 'gone', fetch) from visit
            where page_id = link.page_id and crawl_id not in {DOUBTFUL}
            order by visit.id desc limit 1),
        ifnull(sight.why, ''), ifnull(sight.leads_to, ''), sight.y, ifnull(sight.page_height, 0),
        ifnull(sight.x, 0), ifnull(sight.width, 0), ifnull(sight.height, 0),
        link.rules = 0, sight.raw_rel
    from link
    join anchor on anchor.id = link.anchor_id
    join page source on source.id = link.page_id
    join site source_site on source_site.id = source.site_id
    join page target on target.id = anchor.target_id
    join site target_site on target_site.id = target.site_id
    join text words on words.id = anchor.text_id
    join text rel on rel.id = anchor.rel_id
    join text placement on placement.id = link.placement_id
    join text presence on presence.id = link.presence_id
    join visit first on first.id = link.first_visit
    left join visit gone on gone.id = link.gone_visit
    left join sight on sight.page_id = link.page_id
        and sight.first_visit = link.first_visit and sight.position = link.position
    left join text alt on alt.id = anchor.alt_id
"""
_ORDER = " order by source.url, link.first_visit, link.position"


def links_to(db: Database, domains: Collection[str]) -> Iterator[StoredLink]:
    """Every link, live or gone, from another site to one of *domains*."""
    return _links(db, "link.leaves and target_site.domain", domains)


def links_from(db: Database, domains: Collection[str]) -> Iterator[StoredLink]:
    """Every link, live or gone, that leaves one of *domains*."""
    return _links(db, "link.leaves and source_site.domain", domains)


class RelPeriod(NamedTuple):
    """The rel of a link in one period, by the crawls that first saw and that missed it."""

    source_url: str
    source_domain: str
    target_url: str
    target_domain: str
    rel: str
    crawl_id: int
    missed_crawl_id: int | None


def rels_from(db: Database, domain: str) -> Iterator[RelPeriod]:
    """Every link, live or gone, that leaves a site, as far as its rel goes."""
    rows = db.execute(
        "select source.url, source_site.domain, target.url, target_site.domain, rel.value,"
        " first.crawl_id, gone.crawl_id from site source_site"
        " join page source on source.site_id = source_site.id"
        " join link on link.page_id = source.id join anchor on anchor.id = link.anchor_id"
        " join page target on target.id = anchor.target_id"
        " join site target_site on target_site.id = target.site_id"
        " join text rel on rel.id = anchor.rel_id join visit first on first.id = link.first_visit"
        " left join visit gone on gone.id = link.gone_visit"
        f" where link.leaves and source_site.domain = ?{_ORDER}",
        (domain,),
    )
    return map(RelPeriod._make, rows)


def all_links(db: Database) -> Iterator[StoredLink]:
    """Every link that points to another page, in order of source page."""
    return map(_link, db.execute(_LINKS + _ORDER))


def links_on(db: Database, url: str) -> Iterator[StoredLink]:
    """Every link, live or gone, of one page to another, of its own site too."""
    return map(_link, db.execute(f"{_LINKS} where source.url = ?{_ORDER}", (page_name(url),)))


def _links(db: Database, column: str, domains: Collection[str]) -> Iterator[StoredLink]:
    marks = ", ".join("?" * len(domains))
    sql = f"{_LINKS} where {column} in ({marks}){_ORDER}"
    # These are held by the hundred thousand, and say the same words over and over.
    known: dict[object, object] = {}
    for row in db.execute(sql, tuple(domains)):
        yield _link([known.setdefault(value, value) for value in row])


def _link(row: Sequence[object]) -> StoredLink:
    values = list(row)
    values[5] = _ANCHOR_TYPES[row[5]]
    values[7] = _PLACEMENTS[row[7]]
    values[8:10] = [bool(row[8]), bool(row[9])]
    values[10] = _PRESENCES[row[10]]
    values[21] = _FETCHES.get(row[21])
    values[29] = bool(row[29])
    return StoredLink(*values)  # type: ignore[arg-type]


# Calling the classes takes ten times as long as looking words up.
_ANCHOR_TYPES: dict[object, AnchorType] = {one.value: one for one in AnchorType}
_PLACEMENTS: dict[object, Placement] = {one.value: one for one in Placement}
_PRESENCES: dict[object, Presence] = {one.value: one for one in Presence}
_FETCHES: dict[object, Fetch] = {one.value: one for one in Fetch}


def events(db: Database) -> tuple[StoredEvent, ...]:
    """All that ever changed, the newest first."""
    rows = db.execute(
        "select at, kind, partner, source_url, target_url, before, after, note, said, id from event"
        " order by at desc, id desc"
    )
    return tuple(
        StoredEvent(*(*facts, unpacked(note, made_of), number))
        for *facts, note, made_of, number in rows
    )
