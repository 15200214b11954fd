"""Visits that other sites sent: kept month by month, counted once, asked for by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.referrals import CountedBy, Referral, Span, Visits
from linkcrawl.store.intern import Interned


@dataclass(frozen=True, slots=True)
class StoredReferral:
    """The visits that a site sent to a page of an own site in a month, as one counter has it.

    *landing* and *source_page* are "" where they are not told.
    """

    own: str
    source: str
    month: str
    counted_by: CountedBy
    landing: str
    source_page: str
    medium: str
    visits: int


@dataclass(frozen=True, slots=True)
class MonthOfVisits:
    """The visits that a site sent to an own site in a month, as one counter has it."""

    own: str
    source: str
    month: str
    counted_by: CountedBy
    visits: int


def save_visits(db: Database, import_id: int, counts: Iterable[Visits]) -> None:
    """Keep what files count.

    Analytics tell whole months: of two reports of a month the one with more days stays, of
    as many the newer one.
    """
    for visits in counts:
        with db.atomic():
            ids = Interned(db.conn)
            taken = visits.referrals
            if visits.counted_by is CountedBy.GA4:
                months = {
                    (own, first[:7])
                    for own, first, last in visits.days
                    if _take_month(db, ids, (own, first, last), import_id)
                }
                taken = tuple(r for r in taken if (r.own, r.month) in months)
            db.conn.executemany(
                "insert into referral values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update"
                " set visits = visits + excluded.visits",
                [_row(ids, referral, visits.counted_by, import_id) for referral in taken],
            )
            db.conn.executemany(
                "insert or ignore into log_span values (?, ?, ?, ?)",
                [(ids.site(s.own), s.first, s.last, import_id) for s in visits.spans],
            )


def log_spans(db: Database) -> tuple[Span, ...]:
    """The times that imported logs cover."""
    rows = db.execute("select domain, first, last from log_span join site on site.id = own_site_id")
    return tuple(Span(*row) for row in rows)


def referrals(db: Database) -> Iterator[StoredReferral]:
    """Every count there is, by own site, sending site and month."""
    rows = db.execute(
        "select own.domain, source.domain, month, counted_by, ifnull(landing.url, ''),"
        " ifnull(page.url, ''), medium, sum(visits) from referral"
        " join site own on own.id = own_site_id join site source on source.id = source_site_id"
        " left join page landing on landing.id = landing_id"
        " left join page on page.id = source_page_id"
        " group by own_site_id, source_site_id, month, counted_by, landing_id, source_page_id,"
        " medium order by own.domain, source.domain, month, 8 desc, 5, 6, 7, 4"
    )
    return (StoredReferral(row[0], row[1], row[2], CountedBy(row[3]), *row[4:]) for row in rows)


def months_of_visits(db: Database) -> tuple[MonthOfVisits, ...]:
    """The visits of every pair of own site and sending site, month by month."""
    rows = db.execute(
        "select own.domain, source.domain, month, counted_by, sum(visits) from referral"
        " join site own on own.id = own_site_id join site source on source.id = source_site_id"
        " group by own_site_id, source_site_id, month, counted_by"
        " order by own.domain, source.domain, month, counted_by"
    )
    return tuple(MonthOfVisits(row[0], row[1], row[2], CountedBy(row[3]), row[4]) for row in rows)


def counted_months(db: Database) -> frozenset[tuple[str, str]]:
    """(own site, month) of which somebody counted the visits, if only a day of it."""
    rows = db.execute(
        "select domain, strftime('%Y-%m', first, 'unixepoch') from log_span"
        " join site on site.id = own_site_id"
        " union select domain, month from analytics_span join site on site.id = own_site_id"
    )
    return frozenset(rows.fetchall())


def _take_month(db: Database, ids: Interned, span: tuple[str, str, str], import_id: int) -> bool:
    """Make room for a report of a month, unless one with more days is there."""
    own, first, last = ids.site(span[0]), span[1], span[2]
    known = db.execute(
        "select julianday(last) - julianday(first) > julianday(?) - julianday(?)"
        " from analytics_span where own_site_id = ? and month = ?",
        (last, first, own, first[:7]),
    ).fetchone()
    if known and known[0]:
        return False
    db.conn.execute(
        "insert or replace into analytics_span values (?, ?, ?, ?, ?)",
        (own, first[:7], first, last, import_id),
    )
    db.conn.execute(
        "delete from referral where own_site_id = ? and month = ? and counted_by = ?",
        (own, first[:7], CountedBy.GA4),
    )
    return True


def _row(
    ids: Interned, referral: Referral, counted_by: CountedBy, import_id: int
) -> tuple[object, ...]:
    return (
        ids.site(referral.own),
        ids.site(referral.source),
        referral.month,
        counted_by,
        ids.page(referral.landing) if referral.landing else 0,
        ids.page(referral.source_page) if referral.source_page else 0,
        referral.medium,
        import_id,
        referral.visits,
    )
