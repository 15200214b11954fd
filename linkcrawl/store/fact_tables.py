"""The tables of what crawls saw, and of what they have still to see; a part of schema.py."""

FACTS = """
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
