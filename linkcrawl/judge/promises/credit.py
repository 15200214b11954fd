"""What search engines are told about a link, by the link and by its page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from linkcrawl.rels import words_of
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.urls import Match, compare
from linkcrawl.vocabulary import Credit

_SEARCH = ("robots", "googlebot", "bingbot")
_UNTIL = re.compile(r"unavailable_after\s*:\s*(.+)")
# RFC 850, as Google's own example has it, and the order of ISO 8601 with spaces.
_DATE_FORMATS = ("%A, %d-%b-%y %H:%M:%S %Z", "%d-%b-%Y %H:%M:%S %Z", "%d %b %Y %H:%M:%S %Z",
                 "%Y-%m-%d %H:%M:%S", "%d-%b-%Y", "%d %b %Y")  # fmt: skip


def credit_of(link: StoredLink, page: StoredVisit | None, today: date) -> Credit:
    """The strongest thing that withholds credit from a link, FOLLOWED where nothing does.

    *page* is the visit that read the link's page, None where its directives are not known.
    """
    if page is not None:
        if is_kept_out(page, today):
            return Credit.NOINDEX
        if page.bots_kept_out:
            return Credit.ROBOTS_BLOCKED
        if canonical_elsewhere(page, link.source_url):
            return Credit.CANONICAL_ELSEWHERE
        if _said(page) & {"nofollow", "none"}:
            return Credit.PAGE_NOFOLLOW
    rel = words_of(link.rel)
    for credit in (Credit.NOFOLLOW, Credit.SPONSORED, Credit.UGC):
        if credit in rel:
            return credit
    return Credit.FOLLOWED


def is_kept_out(page: StoredVisit, today: date) -> bool:
    """True where a page asks not to be in the index, or not any more."""
    if _said(page) & {"noindex", "none"}:
        return True
    until = (_UNTIL.search(d.value) for d in page.robots if d.agent in _SEARCH)
    days = [_day(found[1]) for found in until if found]
    return any(day is not None and day < today for day in days)


def canonical_elsewhere(page: StoredVisit, url: str) -> str:
    """The page that a page names as its original, "" where it is itself or none is named."""
    for canonical in (page.canonical_header, page.canonical):
        if canonical and compare(canonical, url) is Match.DIFFERENT:
            return canonical
    return ""


def _said(page: StoredVisit) -> set[str]:
    """The words of the directives that the big search engines obey: the strictest counts."""
    return {
        word
        for directive in page.robots
        if directive.agent in _SEARCH
        for word in words_of(directive.value)
    }


def _day(text: str) -> date | None:
    """The day of an ``unavailable_after``, in whichever of the common notations."""
    text = text.strip().upper().replace(", ", ",").replace(",", ", ")
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _utc(read(text))
        except (ValueError, OverflowError):
            continue
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _utc(moment: datetime) -> date:
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
