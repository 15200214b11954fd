"""What a doubtful run did not see, taken back: it ends no link's period and tells no event.

Its visits stay as they are; which links they lacked stands in a table of its own.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from linkcrawl.store.runs import DOUBTFUL

DOUBTED = """
-- A reading of a doubtful run that did not have a link; the link counts as not looked for.
create table doubted (
    page_id integer not null references page(id),
    first_visit integer not null references visit(id),
    position integer not null,
    visit_id integer not null references visit(id),
    primary key (page_id, first_visit, position, visit_id)
) without rowid;
"""
# The reading that a link says it was missed by, unless one to the same target took its place.
_MISSED = """
    insert or ignore into doubted
    select link.page_id, link.first_visit, link.position, reading.id
    from visit missed
    join link on link.page_id = missed.read_page_id and link.gone_visit = missed.id
    join anchor on anchor.id = link.anchor_id
    join visit reading on reading.read_page_id = link.page_id
        and reading.crawl_id = missed.crawl_id and reading.id >= missed.id
    where missed.crawl_id = :crawl and not exists (
        select 1 from link twin join anchor instead on instead.id = twin.anchor_id
        where twin.page_id = link.page_id and twin.first_visit = missed.id
            and instead.target_id = anchor.target_id)
"""
_OF_CRAWL = """
    select doubted.page_id, doubted.first_visit, doubted.position
    from visit join doubted on doubted.page_id = visit.read_page_id
        and doubted.visit_id = visit.id
    where visit.crawl_id = :crawl
"""
# Another crawl may have read the page since: what it saw counts.
_LIVE_AGAIN = f"""
    update link set gone_visit = (
        select min(later.id) from visit later
        where later.read_page_id = link.page_id and later.id > link.gone_visit
            and later.crawl_id <> :crawl and later.crawl_id not in {DOUBTFUL})
    where (page_id, first_visit, position) in ({_OF_CRAWL})
        and gone_visit in (select id from visit where crawl_id = :crawl)
"""
# The next reading compares all links of such a page, though it may say what this one said: no
# digest is a single byte.
_COMPARE_AGAIN = f"""
    update document set digest = x'00', links_digest = x'00'
    where id in (select max(id) from document
        where page_id in (select page_id from ({_OF_CRAWL})) group by page_id)
"""
# What the same facts still tell is told again by the next judgement.
_FORGET_EVENTS = """
    delete from event
    where kind in ('removed', 'moved', 'status', 'index', 'canonical', 'robots', 'state')
        and at between (select min(at) from visit where crawl_id = :crawl)
            and (select max(at) from visit where crawl_id = :crawl)
"""


def take_back(db: Database, crawl_id: int) -> None:
    """Let a crawl's readings end no period, where nobody else is writing."""
    with db.atomic():
        withdraw(db.conn, crawl_id)


def withdraw(connection: sqlite3.Connection, crawl_id: int) -> None:
    """Let a crawl's readings end no period, inside the caller's transaction.

    Doing it again changes nothing.
    """
    for statement in (_MISSED, _LIVE_AGAIN, _COMPARE_AGAIN, _FORGET_EVENTS):
        connection.execute(statement, {"crawl": crawl_id})
