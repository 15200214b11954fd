"""Is a page's main content little else than outbound links to unrelated sites?"""

from __future__ import annotations

from linkcrawl.page.measures import COLUMN, Rows, size_of

_STEPS = 16
# Of a page that does not call itself one: how many sites, and how much of the content, at least.
SITES, LEAVING = 10, 0.85
# Bits of page.called_links: what calls the page a links page.
_TITLE_OR_ADDRESS, _ANY = 0b11, 0b11111


def is_links_page(content: Rows) -> bool:
    """Judge by the *content* links of one page, one row each.

    A page that calls itself one needs less evidence. An article with sources has more
    prose a link; a directory of one's own products has links that stay on the site, and
    so, mostly, has the front page of a newspaper.
    """
    if not len(content):
        return False
    outbound = content[:, COLUMN["url.first_of_site"]]
    sites = int((outbound == 2).sum())
    leaving = float((outbound > 0).mean())
    page = content[0]
    prose = size_of(int(page[COLUMN["page.plain"]]), _STEPS) / len(content)
    called = int(page[COLUMN["page.called_links"]])
    if called & _TITLE_OR_ADDRESS:
        return sites >= 3 and leaving >= 0.4 and prose <= 350
    if called & _ANY:
        return sites >= 5 and leaving >= 0.6 and prose <= 150
    inner = page[COLUMN["page.url_depth"]] > 0
    return bool(inner) and sites >= SITES and leaving >= LEAVING and prose <= 60
