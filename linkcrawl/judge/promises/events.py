"""Link periods and visits → what changed: each transition once, with before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from linkcrawl.judge.promises.arrivals import Arrivals
from linkcrawl.judge.promises.credit import is_kept_out
from linkcrawl.judge.promises.rel_changes import RelChanges
from linkcrawl.rels import credit_words
from linkcrawl.store.read import RelPeriod, StoredEvent, StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Fetch

_COMPARED = (("target", "target_url"), ("rel", "rel"), ("anchor", "anchor_text"),
             ("placement", "placement"), ("presence", "shown"))  # fmt: skip
Beside = Callable[[StoredLink], Iterable[StoredLink | RelPeriod]]


def _nobody(_: StoredLink) -> Iterable[RelPeriod]:
    return ()


def link_events(
    links: Iterable[StoredLink],
    partner_of: Mapping[str, str],
    first_crawls: Mapping[str, int],
    beside: Beside = _nobody,
    first_looks: Collection[tuple[int, str]] = (),
    unended: Collection[int] = (),
) -> Iterator[StoredEvent]:
    """What happened to links: removed, added, moved, or changed in one of the facets.

    *partner_of* names the other side by domain. Links of the first crawl of a site, and those
    of its *first_looks* that take no other's place, were there before anybody looked, so they
    are no event. *beside* gives the links, of all times, that a change of rel is compared with.
    Nothing is told of crawls that are *unended*: what looks removed may yet be found to have moved.
    """
    gone: dict[tuple[int, str], list[StoredLink]] = defaultdict(list)
    new: dict[tuple[int, str], list[StoredLink]] = defaultdict(list)
    for link in links:
        if link.missed_crawl_id is not None:
            gone[link.missed_crawl_id, link.source_domain].append(link)
        if link.crawl_id > first_crawls.get(link.source_domain, 0):
            new[link.crawl_id, link.source_domain].append(link)
    for key in sorted(key for key in gone.keys() | new.keys() if key[0] not in unended):
        for event in _of_crawl(gone[key], new[key], partner_of, beside):
            if event.kind != "added" or key not in first_looks:
                yield event


def _of_crawl(
    gone: list[StoredLink],
    new: list[StoredLink],
    partner_of: Mapping[str, str],
    beside: Beside,
) -> Iterator[StoredEvent]:
    """Pair what went with what came: on the same page first, then elsewhere on the site."""
    came = Arrivals(new)
    rels = cache(lambda: RelChanges(beside(new[0]), new[0].crawl_id))
    unpaired = []
    for old in gone:
        twin = came.in_place_of(old)
        if twin is None:
            unpaired.append(old)
            continue
        for kind, field in _COMPARED:
            before, after = str(getattr(old, field)), str(getattr(twin, field))
            if before != after and (kind != "rel" or credit_words(before) != credit_words(after)):
                note = rels().note(old, twin) if kind == "rel" else ""
                yield _event(kind, twin, partner_of, before, after, twin.first_seen, note)
    for old in unpaired:
        moved = came.elsewhere(old)
        if moved is None:
            yield _event("removed", old, partner_of, old.anchor_text, "", old.missed_at)
        else:
            yield _event(
                "moved", moved, partner_of, old.source_url, moved.source_url, moved.first_seen
            )
    for link in came.left():
        yield _event("added", link, partner_of, "", link.anchor_text, link.first_seen)


def _event(
    kind: str,
    link: StoredLink,
    partner_of: Mapping[str, str],
    before: str,
    after: str,
    at: str,
    note: str = "",
) -> StoredEvent:
    partner = partner_of.get(link.source_domain) or partner_of.get(link.target_domain, "")
    return StoredEvent(at, kind, partner, link.source_url, link.target_url, before, after, note)


def page_events(visits: Sequence[StoredVisit], partner: str) -> Iterator[StoredEvent]:
    """What happened to an agreed page: its status, robots.txt, indexing and canonical.

    Visits on which we failed tell nothing of it, nor do those of doubtful crawls.
    """
    visits = [v for v in visits if not v.doubtful and v.fetch is not Fetch.FAILED]
    for old, new in pairwise(visits):
        robots = Fetch.ROBOTS_DISALLOWED
        kind = "robots" if robots in (old.fetch, new.fetch) else "status"
        if old.fetch is not new.fetch:
            yield StoredEvent(new.at, kind, partner, new.url, "", _answer(old), _answer(new))
    readings = [visit for visit in visits if visit.fetch is Fetch.OK]
    for old, new in pairwise(readings):
        for kind, before, after in (
            ("index", _indexing(old), _indexing(new)),
            ("canonical", _canonical(old), _canonical(new)),
            ("robots", _bots(old), _bots(new)),
        ):
            if before != after:
                yield StoredEvent(new.at, kind, partner, new.url, "", before, after)


def _answer(visit: StoredVisit) -> str:
    return f"{visit.fetch} {visit.status}" if visit.status else str(visit.fetch)


def _indexing(visit: StoredVisit) -> str:
    return "noindex" if is_kept_out(visit, date.fromisoformat(visit.at[:10])) else "index"


def _canonical(visit: StoredVisit) -> str:
    return visit.canonical_header or visit.canonical


def _bots(visit: StoredVisit) -> str:
    return f"keeps out {' and '.join(visit.bots_kept_out)}" if visit.bots_kept_out else "lets in"
