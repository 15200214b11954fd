"""Views for people who ask linkcrawl.db themselves, in words; no part of linkcrawl reads them."""

from __future__ import annotations

VIEWS = """
-- Links that leave their site, one row for each period.
create view links as
select
    source.url as source_url,
    source_site.domain as source_domain,
    target.url as target_url,
    target_site.domain as target_domain,
    words.value as anchor_text,
    anchor.type as anchor_type,
    rel.value as rel,
    placement.value as placement,
    link.in_prose,
    link.hidden,
    presence.value as presence,
    link.before as words_before,
    link.after as words_after,
    first.at as first_seen,
    gone.at as gone_at,
    link.gone_visit is null as live
from link
join anchor on anchor.id = link.anchor_id
join page target on target.id = anchor.target_id
join site target_site on target_site.id = target.site_id
join page source on source.id = link.page_id
join site source_site on source_site.id = source.site_id
join text words on words.id = anchor.text_id
join text rel on rel.id = anchor.rel_id
join text placement on placement.id = link.placement_id
join text presence on presence.id = link.presence_id
join visit first on first.id = link.first_visit
left join visit gone on gone.id = link.gone_visit
where link.leaves;
-- Pages whose newest visit read nothing, with the reason.
create view pages_not_read as
select page.url, site.domain, visit.at, visit.fetch, visit.status, visit.failure
from visit
join page on page.id = visit.page_id
left join site on site.id = page.site_id
where visit.read_page_id is null
and visit.id = (select max(newest.id) from visit newest where newest.page_id = visit.page_id);
"""
