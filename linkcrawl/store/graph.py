"""The links between sites: page by page, and counted, for rings, clusters and drawings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress, groupby
from operator import and_, itemgetter
from typing import NamedTuple

from sqlite_utils import Database

from linkcrawl.rels import credit_words
from linkcrawl.store.runs import DOUBTFUL


class Edge(NamedTuple):
    """The live links from one registrable domain to another.

    *followed* are those without a rel that withholds credit, on pages that do not withhold it
    from all their links.
    """

    source: str
    target: str
    links: int = 1
    followed: int = 1


# The pages that are no more, though nobody could read them without their links.
LOST_PAGES = f"""(
        select page_id from visit
        where (status in (404, 410) or fetch in ('gone', 'soft_404'))
            and crawl_id not in {DOUBTFUL} and not exists (select 1 from visit newer
                where newer.page_id = visit.page_id and newer.id > visit.id
                    and newer.crawl_id not in {DOUBTFUL})
    )"""
_OUT_LINKS = """
    select link.page_id, at.site_id, leads_to.site_id, link.path_id, anchor.rel_id,
        link.presence_id,
        link.in_prose and placement_id = (select id from text where value = 'content')
    from link
    join anchor on anchor.id = link.anchor_id
    join page at on at.id = link.page_id
    join page leads_to on leads_to.id = anchor.target_id
    -- Without the plus SQLite would look up each link by an index of those that leave.
    where +link.leaves and link.gone_visit is null and at.site_id != leads_to.site_id
    order by link.page_id
"""
# Few pages say so: to look for those and then for newer visits takes a third of what looking up
# the newest visit of every page does.
_MUTED_PAGES = """
    select page_id from document
        -- "max-image-preview:none" is about pictures.
    where (robots like '%nofollow%' or replace(robots, ':none', '') like '%none%')
        and not exists (select 1 from document newer
            where newer.page_id = document.page_id and newer.id > document.id)
"""
_RELS = "select id, value from text join (select distinct rel_id from anchor) on rel_id = id"


class OutLinks(NamedTuple):
    """The live links of a page that leave its site, by columns: ids, *targets* of sites."""

    page: int
    site: int
    targets: tuple[int, ...]
    containers: tuple[int, ...]
    rels: tuple[int, ...]
    presences: tuple[int, ...]
    in_text: tuple[bool, ...]

    def targets_in(self, container: int) -> Iterator[int]:
        """The sites that one block of the page links to."""
        return compress(self.targets, [one == container for one in self.containers])


def out_links(db: Database) -> Iterator[OutLinks]:
    """Every page with links to other sites."""
    for page, links in groupby(db.execute(_OUT_LINKS), key=itemgetter(0)):
        _, (site, *_), *columns = zip(*links, strict=True)
        yield OutLinks(page, site, *columns)


def site_names(db: Database) -> dict[int, str]:
    """The domain of each site by its id."""
    return dict(db.execute("select id, domain from site").fetchall())


class Edges:
    """Every pair of sites of which one links to the other today, once its links were counted."""

    def __init__(self, db: Database) -> None:
        self._domains = site_names(db)
        self._lost = _ids(db, f"select page_id from {LOST_PAGES}")
        self._muted = _ids(db, _MUTED_PAGES)
        rels = db.execute(_RELS)
        self._qualified = {number for number, rel in rels if credit_words(rel)}
        self._dead = _ids(db, "select id from text where value = 'not_clickable'")
        # By source site and target site.
        self._links: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._followed: defaultdict[int, Counter[int]] = defaultdict(Counter)

    def counted(self, pages: Iterable[OutLinks]) -> Iterator[OutLinks]:
        """The *pages*, each counted as it passes: reading all links takes a while."""
        for page in pages:
            if page.page not in self._lost:
                self._count(page)
            yield page

    def __iter__(self) -> Iterator[Edge]:
        for source, links in self._links.items():
            followed = self._followed[source]
            for target, count in links.items():
                yield Edge(
                    self._domains[source], self._domains[target], count, followed.get(target, 0)
                )

    def _count(self, page: OutLinks) -> None:
        there = [presence not in self._dead for presence in page.presences]
        self._links[page.site].update(compress(page.targets, there))
        if page.page not in self._muted:
            credited = [rel not in self._qualified for rel in page.rels]
            self._followed[page.site].update(compress(page.targets, map(and_, there, credited)))


def _ids(db: Database, sql: str) -> frozenset[int]:
    return frozenset(number for (number,) in db.execute(sql))
