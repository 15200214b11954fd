"""What our own look at a page says of a link that somebody says is there; when to look again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from linkcrawl.vocabulary import Fetch


class Verified(StrEnum):
    """What became of a claim when we looked. Not being able to look is UNKNOWN, never gone."""

    LIVE = "live"
    NOT_FOUND = "not_found"
    """Read as HTML and in a browser, without a link to us."""
    NOT_IN_HTML = "not_in_html"
    """Read without a browser, and its HTML has no link to us."""
    GONE = "gone"
    """The site says that there is no such page."""
    UNKNOWN = "unknown"
    UNCHECKED = "unchecked"
    """Nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class Look:
    """The newest visit to a page. *read_url* is the page that was read, "" where none was.

    *links* says whether it had a link to an own site, *rendered* whether a browser looked for
    one; *since* is the first visit of those in a row that say the same. *named* is False for a
    page that only a search of ours found.
    """

    url: str
    domain: str
    read_url: str
    at: str
    since: str
    fetch: Fetch
    status: int | None
    rendered: bool
    links: bool
    named: bool = True


def verified(look: Look | None) -> Verified:
    """What a look says; None where nobody looked.

    >>> page = "https://a.example/"
    >>> verified(Look(page, "a.example", "", "", "", Fetch.BLOCKED, 403, False, False)).value
    'unknown'
    """
    if look is None:
        return Verified.UNCHECKED
    if look.fetch is Fetch.SOFT_404 or look.status in (404, 410):
        return Verified.GONE
    if look.fetch is not Fetch.OK:
        return Verified.UNKNOWN
    if look.links:
        return Verified.LIVE
    return Verified.NOT_FOUND if look.rendered else Verified.NOT_IN_HTML


def backed(look: Look, before: Look) -> Look:
    """*look* with what a browser found at the last look that told anything, *before*.

    Only HTML that has no link, as before, takes nothing away from it.
    """
    searched = verified(before) is Verified.NOT_FOUND and before.read_url == look.read_url
    if searched and verified(look) is Verified.NOT_IN_HTML:
        return replace(look, rendered=True)
    return look


_DAY, _WEEK, _FORTNIGHT, _MONTH = (timedelta(days=days) for days in (1, 7, 14, 30))
_SETTLED = timedelta(days=90)


def is_due(look: Look | None, today: date) -> bool:
    """True for a page that is to be visited again.

    What was found gone is looked at once more a day later, then like all that has settled.
    """
    if look is None:
        return True
    at, since = date.fromisoformat(look.at[:10]), date.fromisoformat(look.since[:10])
    match verified(look):
        case Verified.LIVE:
            pause = _MONTH if at - since >= _SETTLED else _FORTNIGHT
        case Verified.UNKNOWN:
            pause = _WEEK
        case _:
            pause = _MONTH if at - since >= _DAY else _DAY
    return at + pause <= today
