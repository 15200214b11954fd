"""The tables of linkcrawl.db, as migrations: a released one is never changed.

docs/schema.md explains the model. Strings, pages and sites stand once each and are
pointed at by integers; a link row is a period in which a link was seen.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from linkcrawl.store.accepted import ACCEPTED
from linkcrawl.store.claim_tables import CLAIMS
from linkcrawl.store.doubted import DOUBTED
from linkcrawl.store.mails import MAILS
from linkcrawl.store.merged import MERGED
from linkcrawl.store.publications import PUBLICATIONS
from linkcrawl.store.runs import RUNS
from linkcrawl.store.schedule import SCHEDULE
from linkcrawl.store.sentences import SAID
from linkcrawl.store.stars import star
from linkcrawl.store.told import TOLD
from linkcrawl.store.topics import TOPICS
from linkcrawl.store.verdict_tables import VERDICT_TABLES
from linkcrawl.store.views import VIEWS
from linkcrawl.store.web_tables import RANKS, REFERRALS, REFERRALS_AGAIN

migrations = Migrations("linkcrawl")

_TABLES = """
create table crawl (
    id integer primary key,
    -- The same in every database that it is merged into.
    uid text not null unique default (lower(hex(randomblob(12)))),
    spider text not null,
    config_digest text not null,
    started_at text not null,
    ended_at text,
    outcome text
);
create table site (id integer primary key, domain text not null unique);
create table page (
    id integer primary key,
    url text not null unique,
    site_id integer references site(id)
);
create index page_site on page(site_id);
create table text (id integer primary key, value text not null unique);
-- What a page declared, until it declared something else.
create table document (
    id integer primary key,
    page_id integer not null references page(id),
    digest blob not null,
    links_digest blob not null,
    text_digest text not null,
    word_count integer not null,
    title_id integer not null references text(id),
    h1_id integer not null references text(id),
    language text not null,
    charset text not null,
    content_type text not null,
    canonical_id integer references page(id),
    canonical_header_id integer references page(id),
    refresh text not null,
    robots text not null,
    traces text not null,
    truncated integer not null
);
create index document_page on document(page_id, id);

-- One page asked for in one crawl. read_page_id is the page whose content was read, null
-- where nothing was: such a visit says nothing about links.
create table visit (
    id integer primary key,
    crawl_id integer not null references crawl(id),
    page_id integer not null references page(id),
    read_page_id integer references page(id),
    document_id integer references document(id),
    at text not null,
    fetch text not null,
    status integer,
    rendered integer not null,
    failure text,
    -- The address that answered, where it is not the one that was asked for.
    answered_id integer references page(id),
    bots_kept_out text
);
create index visit_page on visit(page_id, id);
create index visit_read on visit(read_page_id, id) where read_page_id is not null;
create index visit_crawl on visit(crawl_id);

-- What is linked and how: most links repeat on many pages.
create table anchor (
    id integer primary key,
    target_id integer not null references page(id),
    text_id integer not null references text(id),
    alt_id integer references text(id),
    title_id integer not null references text(id),
    rel_id integer not null references text(id),
    tag text not null,
    type text not null,
    alt_type text
);
create unique index anchor_what
    on anchor(target_id, text_id, ifnull(alt_id, 0), title_id, rel_id, tag);

-- The period in which a link was seen: from first_visit until the visit that missed it.
create table link (
    page_id integer not null references page(id),
    first_visit integer not null references visit(id),
    position integer not null,
    gone_visit integer references visit(id),
    anchor_id integer not null references anchor(id),
    path_id integer not null references text(id),
    placement_id integer not null references text(id),
    confidence integer not null,
    rules integer not null,
    leaves integer not null,
    in_prose integer not null,
    hidden integer not null,
    presence_id integer not null references text(id),
    before text,
    after text,
    primary key (page_id, first_visit, position)
) without rowid;
create index link_anchor on link(anchor_id) where leaves;

-- How a browser showed a link when it last looked closely, as agreed pages are looked at: links
-- that leave their site only. The box is in pixels; raw_rel is the rel before a script changed it.
create table sight (
    page_id integer not null references page(id),
    first_visit integer not null references visit(id),
    position integer not null,
    visit_id integer not null references visit(id),
    visible integer not null,
    clickable integer not null,
    why text not null,
    x integer not null,
    y integer not null,
    width integer not null,
    height integer not null,
    page_height integer not null,
    in_frame integer not null,
    leads_to text,
    raw_rel text,
    primary key (page_id, first_visit, position)
) without rowid;

-- Measures of the surroundings of all links of a page, as of a visit that began new periods, in
-- order of position, packed: what new rules need to place them again. Kept for pages of the own
-- sites and pages that link to them.
create table measures (visit_id integer primary key references visit(id), packed blob not null);

-- The pages that a running crawl knows; emptied when it ends.
create table frontier (
    crawl_id integer not null references crawl(id),
    page_id integer not null references page(id),
    site_id integer not null references site(id),
    depth integer not null,
    rank integer not null,
    agreed integer not null,
    done integer not null default 0,
    primary key (crawl_id, page_id)
) without rowid;
create index frontier_waiting on frontier(crawl_id, site_id, rank) where not done;
"""

_OPINIONS = """
-- Opinions: computed from the tables above and the user's files by `linkcrawl judge`.
create table event (
    id integer primary key,
    at text not null,
    kind text not null,
    partner text not null,
    source_url text not null,
    target_url text not null,
    before text not null,
    after text not null,
    note text not null,
    unique (at, kind, source_url, target_url, before, after)
);
create index event_partner on event(partner, at);
-- When to look at an agreement again; "" where never.
create table next_check (agreement text primary key, due text not null);
-- The state that each side of an agreement had when it was last known.
create table standing (
    agreement text not null,
    side text not null,
    state text not null,
    primary key (agreement, side)
);
"""

_FOOTPRINTS = """
-- What tells who runs a site, once a site: an account that its pages name, the address of its
-- server. page_id is where it was seen first; both moments are days.
create table footprint (
    site_id integer not null references site(id),
    kind text not null,
    value text not null,
    page_id integer not null references page(id),
    first_seen text not null,
    last_seen text not null,
    primary key (site_id, kind, value)
) without rowid;
"""

_SEARCHES = """
-- How far a crawl looked for the page that links to us, on a site that a source only names as
-- a whole; outcome is "" while it looks.
create table search (
    site_id integer not null references site(id),
    crawl_id integer not null references crawl(id),
    at text not null,
    outcome text not null default '',
    pages integer not null default 0,
    known integer not null default 0,
    found_page_id integer references page(id),
    primary key (site_id, crawl_id)
) without rowid;
"""


@migrations()
def m001_facts(db: Database) -> None:
    """Crawls, visits, links with their periods, and the frontier."""
    _run(db, _TABLES)


@migrations()
def m002_opinions(db: Database) -> None:
    """What changed."""
    _run(db, _OPINIONS)


@migrations()
def m003_claims(db: Database) -> None:
    """What others say, out of imports."""
    _run(db, CLAIMS)


@migrations()
def m004_ranks_and_referrals(db: Database) -> None:
    """Common Crawl's ranks and readings, and the visits that sites send."""
    _run(db, RANKS)
    _run(db, REFERRALS)


@migrations()
def m005_footprints(db: Database) -> None:
    """Who runs which site."""
    _run(db, _FOOTPRINTS)


@migrations()
def m006_searches(db: Database) -> None:
    """How far sites were searched for their link to us."""
    _run(db, _SEARCHES)


@migrations()
def m007_verdicts(db: Database) -> None:
    """The verdicts that were given last, and when messages were drafted."""
    _run(db, VERDICT_TABLES)


@migrations()
def m008_schedule(db: Database) -> None:
    """When each entry of the schedule was last run."""
    _run(db, SCHEDULE)


@migrations()
def m009_topics(db: Database) -> None:
    """What pages are about."""
    _run(db, TOPICS)


@migrations()
def m010_accepted(db: Database) -> None:
    """What criteria said when a site was accepted."""
    _run(db, ACCEPTED)


@migrations()
def m011_mails(db: Database) -> None:
    """Which messages were sent."""
    _run(db, MAILS)


@migrations()
def m012_merged(db: Database) -> None:
    """The crawls of other databases, and how far each was merged."""
    _run(db, MERGED)


@migrations()
def m013_publications(db: Database) -> None:
    """When and by whom pages were published, and how candidates can be written to."""
    _run(db, PUBLICATIONS)


@migrations()
def m014_views(db: Database) -> None:
    """Links and unread pages in words, for people who ask the database themselves."""
    _run(db, VIEWS)


@migrations()
def m015_told(db: Database) -> None:
    """Which reports were made."""
    _run(db, TOLD)


@migrations()
def m016_took(db: Database) -> None:
    """How long servers took to answer, in milliseconds."""
    _run(db, "alter table visit add column took integer")


@migrations()
def m017_runs(db: Database) -> None:
    """How each crawl went, and what doubtful ones did not see."""
    _run(db, RUNS)
    _run(db, DOUBTED)


@migrations()
def m018_said(db: Database) -> None:
    """What stored sentences are made of."""
    _run(db, SAID)


@migrations()
def m019_certificate(db: Database) -> None:
    """What was wrong with a page's certificate."""
    _run(db, "alter table visit add column certificate text")


@migrations()
def m020_stars(db: Database) -> None:
    """Stars in the place of the secrets in addresses."""
    star(db)


@migrations()
def m021_referrals_again(db: Database) -> None:
    """Referrals in a table that SQLite's own check finds whole."""
    _run(db, REFERRALS_AGAIN)


def _run(db: Database, script: str) -> None:
    # executescript() would commit the transaction that a migration runs in.
    without_comments = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    for statement in without_comments.split(";"):
        if statement.strip():
            db.execute(statement)
