"""The tables of Common Crawl's ranks and readings and of referrals; a part of schema.py."""

RANKS = """
-- A release of Common Crawl's ranks, and where it puts the sites that matter here; 1 is best.
create table rank_release (
    id integer primary key,
    name text not null unique,
    sites integer not null,
    import_id integer not null references import(id)
);
create table site_rank (
    site_id integer not null references site(id),
    release_id integer not null references rank_release(id),
    harmonic integer not null,
    pagerank integer not null,
    hosts integer,
    primary key (site_id, release_id)
) without rowid;
-- A page that another crawler read on a day; the links that it saw are claims.
create table witness (
    page_id integer not null references page(id),
    day text not null,
    status integer,
    import_id integer not null references import(id),
    primary key (page_id, day)
) without rowid;
"""

REFERRALS = """
-- Visits that a site sent in a month, by log or by ga4. Nothing of a visitor is kept. An id of
-- 0 stands for what is not told.
create table referral (
    own_site_id integer not null references site(id),
    source_site_id integer not null references site(id),
    month text not null,
    counted_by text not null,
    landing_id integer not null references page(id),
    source_page_id integer not null references page(id),
    medium text not null,
    visits integer not null,
    import_id integer not null references import(id),
    primary key (own_site_id, source_site_id, month, counted_by, landing_id, source_page_id,
                 medium, import_id)
) without rowid;
-- The times (seconds since 1970, both within a day) that the imported logs of an own site cover.
create table log_span (
    own_site_id integer not null references site(id),
    first integer not null,
    last integer not null,
    import_id integer not null references import(id),
    primary key (own_site_id, first, last)
) without rowid;
-- The days of a month that the imported analytics of an own site cover.
create table analytics_span (
    own_site_id integer not null references site(id),
    month text not null,
    first text not null,
    last text not null,
    import_id integer not null references import(id),
    primary key (own_site_id, month)
) without rowid;
"""

# SQLite up to 3.40 takes a key that goes on behind other columns for damage, when it looks for any.
REFERRALS_AGAIN = """
alter table referral rename to referral_before;
create table referral (
    own_site_id integer not null references site(id),
    source_site_id integer not null references site(id),
    month text not null,
    counted_by text not null,
    landing_id integer not null references page(id),
    source_page_id integer not null references page(id),
    medium text not null,
    import_id integer not null references import(id),
    visits integer not null,
    primary key (own_site_id, source_site_id, month, counted_by, landing_id, source_page_id,
                 medium, import_id)
) without rowid;
insert into referral select own_site_id, source_site_id, month, counted_by, landing_id,
    source_page_id, medium, import_id, visits from referral_before;
drop table referral_before;
"""
