"""The tables of what others say; a part of linkcrawl/store/schema.py."""

CLAIMS = """
-- What others say, out of files that the user imported. Nothing here was seen by a crawl.
-- The digest is null until the file was read to its end.
create table import (
    id integer primary key,
    at text not null,
    file text not null,
    format text not null,
    source text not null,
    digest text unique,
    rows integer not null default 0,
    bad integer not null default 0
);
-- A link that a source says there is; an id of 0 stands for what it does not say.
create table claim (
    to_site_id integer not null references site(id),
    from_site_id integer not null references site(id),
    from_page_id integer not null references page(id),
    to_page_id integer not null references page(id),
    source_id integer not null references text(id),
    anchor_id integer not null references text(id),
    rel text,
    kind text not null,
    first_seen text not null,
    last_seen text not null,
    lost text not null,
    figures text,
    import_id integer not null references import(id),
    primary key (to_site_id, from_site_id, from_page_id, to_page_id, source_id, anchor_id)
) without rowid;
-- A figure that a source gave for a site on a day.
create table domain_claim (
    site_id integer not null references site(id),
    metric text not null,
    source_id integer not null references text(id),
    at text not null,
    value real not null,
    import_id integer not null references import(id),
    primary key (site_id, metric, source_id, at)
) without rowid;
-- What the user told Google to ignore: a host with all below it, or one page.
create table disavowed (
    own_site_id integer not null references site(id),
    host text not null,
    page_id integer not null references page(id),
    import_id integer not null references import(id),
    primary key (own_site_id, host, page_id)
) without rowid;
"""
