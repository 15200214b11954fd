"""Was it only our link that lost credit, or every link that leaves the page?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkcrawl.judge.promises.credit import credit_words
from linkcrawl.said import said, said_n
from linkcrawl.store.read import StoredLink


def rel_note(old: StoredLink, new: StoredLink, beside: Sequence[StoredLink]) -> str:
    """How many other links to other sites changed as one did: of its page, else of its site.

    *beside* are the links of the site in all their periods. "" where nothing can be said: no
    others are known, or credit is given or withheld as before.
    """
    if _withheld(old) == _withheld(new):
        return ""
    others = [
        link
        for link in beside
        if link.target_domain not in (old.target_domain, new.target_domain, link.source_domain)
    ]
    on_page = [link for link in others if link.source_url == new.source_url]
    for where, links in ((_OF_PAGE, on_page), (_OF_SITE, others)):
        if told := _told(old, new, links, where):
            return told
    return ""


def _told(old: StoredLink, new: StoredLink, links: Sequence[StoredLink], where: str) -> str:
    crawl = new.crawl_id
    before = _credits(link for link in links if link.crawl_id < crawl <= _ended(link))
    after = _credits(link for link in links if link.crawl_id <= crawl < _ended(link))
    same = [key for key in before if before[key] == _withheld(old) and key in after]
    alike = sum(after[key] == _withheld(new) for key in same)
    if not same:
        return ""
    if alike == len(same):
        return said_n(
            "the other link {where} to another site changed alike",
            "all {count} other links {where} to other sites changed alike",
            alike,
            where=where,
        )
    if not alike:
        return said_n(
            "only this link: the other one {where} to another site did not change",
            "only this link: none of the {count} others {where} to other sites changed",
            len(same),
            where=where,
        )
    return said(
        "{alike} of {links} other links {where} to other sites changed alike",
        alike=alike,
        links=len(same),
        where=where,
    )


_OF_PAGE, _OF_SITE = said("of the page"), said("of the site")


def _credits(links: Iterable[StoredLink]) -> dict[tuple[str, str], bool]:
    return {(link.source_url, link.target_url): _withheld(link) for link in links}


def _withheld(link: StoredLink) -> bool:
    return bool(credit_words(link.rel))


def _ended(link: StoredLink) -> float:
    return float("inf") if link.missed_crawl_id is None else link.missed_crawl_id
