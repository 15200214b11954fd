"""The SQL by which an import waits in temporary tables and is then stored, sorted."""

from __future__ import annotations

WAITING = (
    "create temp table if not exists waiting_claim (to_domain, from_domain, from_url, to_url,"
    " anchor, rel, kind, first_seen, last_seen, lost, figures)",
    "create temp table if not exists waiting_figure (domain, metric, value)",
    "create temp table if not exists waiting_disavowed (own_domain, host, domain, url)",
)
WAITING_NAMES = ("waiting_claim", "waiting_figure", "waiting_disavowed")
NAMES = (
    """
    insert or ignore into site(domain)
    select domain from (
        select to_domain as domain from waiting_claim
        union all select from_domain from waiting_claim
        union all select domain from waiting_figure
        union all select own_domain from waiting_disavowed
        union all select domain from waiting_disavowed
    ) where domain <> '' group by domain
    """,
    """
    insert or ignore into page(url, site_id)
    select url, site.id from (
        select from_url as url, from_domain as domain from waiting_claim
        union all select to_url, to_domain from waiting_claim
        union all select url, domain from waiting_disavowed
    ) join site using (domain) where url <> '' group by url order by url
    """,
    """
    insert or ignore into text(value)
    select anchor from waiting_claim where anchor is not null group by anchor
    """,
)
SOURCE = "insert or ignore into text(value) values (:source)"
# By now all names have ids: what is written into the database itself is short, a slice at a time.
SORT = """
create temp table sorted_claim as
select
    target.id as to_site_id, ifnull(source.id, 0) as from_site_id,
    ifnull(source_page.id, 0) as from_page_id, ifnull(target_page.id, 0) as to_page_id,
    ifnull(text.id, 0) as anchor_id, rel, kind, first_seen, last_seen, lost, figures
from waiting_claim
join site target on target.domain = to_domain
left join site source on source.domain = from_domain
left join page source_page on source_page.url = from_url
left join page target_page on target_page.url = to_url
left join text on text.value = anchor
order by to_site_id, from_site_id, from_page_id, to_page_id, anchor_id, last_seen
"""
CLAIMS = """
insert into claim
select
    to_site_id, from_site_id, from_page_id, to_page_id,
    (select id from text where value = :source), anchor_id, rel, kind, first_seen, last_seen,
    lost, figures, :import
from sorted_claim
where rowid > :after and rowid <= :until
order by rowid
on conflict do update set
    rel = iif(excluded.last_seen >= last_seen, ifnull(excluded.rel, rel), rel),
    kind = iif(excluded.kind <> '' and excluded.last_seen >= last_seen, excluded.kind, kind),
    lost = iif(excluded.last_seen >= last_seen, excluded.lost, lost),
    figures = iif(excluded.last_seen >= last_seen, ifnull(excluded.figures, figures), figures),
    import_id = iif(excluded.last_seen >= last_seen, excluded.import_id, import_id),
    first_seen = iif(first_seen = '' or excluded.first_seen between '0' and first_seen,
                     excluded.first_seen, first_seen),
    last_seen = max(last_seen, excluded.last_seen)
"""
# Of several figures of a day the last one told stays.
FIGURES = """
insert into domain_claim
select site.id, metric, (select id from text where value = :source), :day, value, :import
from (select domain, metric, value, max(rowid) from waiting_figure group by domain, metric)
join site using (domain)
where true
on conflict do update set value = excluded.value, import_id = excluded.import_id
"""
DISAVOWED = (
    # As at Google, a file takes the place of the one before.
    """
    delete from disavowed where own_site_id in
        (select id from site where domain in (select own_domain from waiting_disavowed))
    """,
    """
    insert or ignore into disavowed
    select own.id, host, ifnull(page.id, 0), :import
    from waiting_disavowed
    join site own on own.domain = own_domain
    left join page on page.url = waiting_disavowed.url
    """,
)
