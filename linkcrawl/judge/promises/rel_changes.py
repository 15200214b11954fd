"""Was it only our link that lost credit, or every link that leaves the page?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from linkcrawl.rels import credit_words
from linkcrawl.said import said, said_n
from linkcrawl.store.read import RelPeriod, StoredLink

_Link = StoredLink | RelPeriod
# By the site that links lead to, or all, and whether credit was withheld before: how many there
# are, and how many of them gained or lost it.
_ALL = ""
_Counts = defaultdict[tuple[str, bool], list[int]]


class RelChanges:
    """What a crawl changed of the credit that the links of a site to others give.

    *links* are those of the site in all their periods. They are counted once, however many of
    them changed.
    """

    def __init__(self, links: Iterable[_Link], crawl: int) -> None:
        self._of_page: defaultdict[str, _Counts] = defaultdict(_none)
        self._of_site = _none()
        held = [link for link in links if link.target_domain != link.source_domain]
        before = _credits(link for link in held if link.crawl_id < crawl <= _ended(link))
        after = _credits(link for link in held if link.crawl_id <= crawl < _ended(link))
        for (page, url), (site, withheld) in before.items():
            if (page, url) in after:
                changed = after[page, url][1] != withheld
                for counts in (self._of_site, self._of_page[page]):
                    for count in (counts[site, withheld], counts[_ALL, withheld]):
                        count[0] += 1
                        count[1] += changed

    def note(self, old: StoredLink, new: StoredLink) -> str:
        """How many other links to other sites changed as one did: of its page, else of its site.

        "" where nothing can be said: no others are known, or credit is given or withheld as before.
        """
        if _withheld(old) == _withheld(new):
            return ""
        of_page = self._of_page.get(new.source_url, _none())
        for where, counts in ((_OF_PAGE, of_page), (_OF_SITE, self._of_site)):
            same, alike = counts[_ALL, _withheld(old)]
            for site in {old.target_domain, new.target_domain}:
                same -= counts[site, _withheld(old)][0]
                alike -= counts[site, _withheld(old)][1]
            if same:
                return _told(same, alike, where)
        return ""


def _none() -> _Counts:
    return defaultdict(lambda: [0, 0])


def _told(same: int, alike: int, where: str) -> str:
    if alike == same:
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
            same,
            where=where,
        )
    return said(
        "{alike} of {links} other links {where} to other sites changed alike",
        alike=alike,
        links=same,
        where=where,
    )


_OF_PAGE, _OF_SITE = said("of the page"), said("of the site")


def _credits(links: Iterable[_Link]) -> dict[tuple[str, str], tuple[str, bool]]:
    """By page and target, the site that a link leads to, and whether it withholds credit."""
    return {
        (link.source_url, link.target_url): (link.target_domain, _withheld(link)) for link in links
    }


def _withheld(link: _Link) -> bool:
    return bool(credit_words(link.rel))


def _ended(link: _Link) -> float:
    return float("inf") if link.missed_crawl_id is None else link.missed_crawl_id
