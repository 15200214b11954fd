"""Stored facts → the figures that criteria are held against, for many sites at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from statistics import median

from sqlite_utils import Database

from linkcrawl.config import Config
from linkcrawl.criteria import Criterion
from linkcrawl.judge.criteria.criteria import SiteFigures, judge_criteria
from linkcrawl.judge.criteria.imported import Imported, imported_of
from linkcrawl.judge.criteria.publishing import Told, is_formal
from linkcrawl.judge.criteria.relevance import Floats, as_rows, nearness
from linkcrawl.store.figures import Asked, Outbound, asked_pages, linked_sites, outbound_of
from linkcrawl.store.publications import contacts_of, described_of, published_of
from linkcrawl.store.topics import PageTopic, newest_version, topics_by_site

# A page with fewer words in its main text has nothing to say.
SUBSTANTIAL = 150
# SQLite takes some thirty thousand values in one statement.
_AT_ONCE = 5_000
_WITH_PAGES = 250


def criteria_of_all(
    db: Database,
    config: Config,
    sites: Collection[str],
    today: date,
) -> dict[str, tuple[Criterion, ...]]:
    """The criteria of each site: a few queries for all of them."""
    figures = figures_of_all(db, config, sites, today)
    return {site: judge_criteria(found, config.criteria) for site, found in figures.items()}


def figures_of_all(
    db: Database, config: Config, sites: Collection[str], today: date
) -> dict[str, SiteFigures]:
    """The figures of each site, out of the last reading of its pages."""
    own = [one.domain for one in config.own]
    competitors = {domain for one in config.own for domain in one.competitors} - set(own)
    wanted = sorted(set(sites))
    newest = newest_version(db)
    written = topics_by_site(db, own)
    ours = [_vectors(written.get(one, ()), newest) for one in own]
    found: dict[str, SiteFigures] = {}
    for some in _in_parts(wanted):
        asked, outbound = asked_pages(db, some), outbound_of(db, some)
        linked = linked_sites(db, some, [*own, *competitors])
        told = imported_of(db, own, some)
        published, contacts = published_of(db, some), contacts_of(db, some)
        described = described_of(db, some)
        for site, pages in _with_topics(db, some):
            links = linked.get(site, {})
            theirs = _vectors(pages, newest)
            known = [nearness(one, theirs) for one in ours]
            found[site] = _figures(
                site,
                max((one for one in known if one is not None), default=None),
                pages,
                asked.get(site, Asked()),
                outbound.get(site, Outbound()),
                sum(count for target, count in links.items() if target in own),
                sum(target in competitors for target in links),
                told.get(site, Imported()),
                Told(
                    published.get(site, ()),
                    contacts.get(site, ()),
                    site in described and any(is_formal(page.url) for page in pages),
                ),
                today,
            )
    return found


def _with_topics(db: Database, sites: Sequence[str]) -> Iterator[tuple[str, Sequence[PageTopic]]]:
    """Each site with its pages, few at a time: they are what takes room."""
    for some in _in_parts(sites, _WITH_PAGES):
        topics = topics_by_site(db, some)
        yield from ((site, topics.get(site, ())) for site in some)


def _in_parts(sites: Sequence[str], size: int = _AT_ONCE) -> Iterator[Sequence[str]]:
    for start in range(0, len(sites), size):
        yield sites[start : start + size]


def _vectors(pages: Sequence[PageTopic], version: int) -> Floats:
    """What pages are about; vectors of different versions can't be compared."""
    return as_rows(page.topic.vector for page in pages if page.topic.version == version)


def _figures(
    site: str,
    relevance: float | None,
    pages: Sequence[PageTopic],
    asked: Asked,
    outbound: Outbound,
    links_to_us: int,
    competitors: int,
    imported: Imported,
    told: Told,
    today: date,
) -> SiteFigures:
    # Pages that are there to be written to, or for the law, say nothing of what a site writes.
    telling = [page for page in pages if not is_formal(page.url)] or pages
    words = [page.topic.words for page in telling]
    languages = Counter(page.topic.language for page in pages if page.topic.language)
    theirs, ours = imported.authority, imported.our_authority
    return SiteFigures(
        site=site,
        relevance=relevance,
        pages=asked.read,
        words=median(words) if words else None,
        substance=_share(sum(count >= SUBSTANTIAL for count in words), len(words)),
        https=_share(asked.secure, asked.read),
        errors=_share(asked.broken, asked.read + asked.broken),
        outbound_domains=_share(outbound.domains, asked.read),
        links_pages=_share(outbound.links_pages, asked.read),
        links_to_us=links_to_us if asked.read else None,
        competitors_linked=competitors if asked.read else None,
        language=languages.most_common(1)[0][0] if languages else "",
        authority=theirs / ours if theirs is not None and ours else None,
        traffic=imported.traffic,
        originality=_originality(telling),
        authorship=told.authors(asked.read),
        newest_days=told.newest_days(today),
        updates=told.updates(today),
        contact=told.contact,
        contact_url=told.contact_url,
    )


def _originality(pages: Sequence[PageTopic]) -> float | None:
    """The share of pages with a text that no other page of the site has."""
    texts = Counter((page.topic.vector, page.topic.words) for page in pages if page.topic.vector)
    return _share(sum(count == 1 for count in texts.values()), texts.total())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
