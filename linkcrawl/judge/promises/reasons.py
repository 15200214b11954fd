"""Why a promise is in its state, in sentences that a report can say in other languages."""

from __future__ import annotations

from datetime import date

from linkcrawl.judge.details import detail
from linkcrawl.said import Said, marked, said
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Fetch, Presence

# What a page may have instead of a link, the nearest to one first, in words.
INSTEAD = {
    Presence.RAW: marked("readers can follow it, search engines perhaps not: {words}"),
    Presence.NOT_CLICKABLE: marked("written into the page, but not as a link: {words}"),
    Presence.IN_IFRAME: marked("our page is shown in a frame, without a link: {words}"),
    Presence.COMMENTED_OUT: marked("commented out in the HTML: {words}"),
    Presence.MENTION_ONLY: marked("mentioned without a link: {words}"),
}
NOT_LOOKED_AT = said("not looked at yet")
NOT_SEARCHED = said("the rest of the site was not searched to its end since")
NOT_WHOLE = said("the page could not be read whole")
NOT_RENDERED = said("not in the HTML; whether scripts add it is not known: no browser looked")


def not_rendered(last: StoredVisit) -> Said:
    """Why nobody knows what scripts add to a page, as far as it is known."""
    if why := detail(last.failure):
        return said(
            "not in the HTML; whether scripts add it is not known: no browser showed the page"
            " ({why})",
            why=why,
        )
    return NOT_RENDERED


def could_not_look(last: StoredVisit) -> Said:
    """What kept us from reading a page, as far as it is known."""
    why = detail(last.failure)
    if not why and last.status:
        why = said("the server answered {status}", status=str(last.status))
    if why:
        return said("could not look: {fetch} ({why})", fetch=last.fetch, why=why)
    return said("could not look: {fetch}", fetch=last.fetch)


def page_says(last: StoredVisit) -> Said:
    """What a page that is gone answers, whole enough to begin a sentence."""
    if last.fetch is Fetch.SOFT_404:
        return said("the page says {why}", why=detail(last.failure))
    return said("the page answers {status}", status=str(last.status))


def lost(anywhere: bool, since: date) -> Said:
    """That a link is gone, from its page, or from *anywhere* on the site."""
    if anywhere:
        return said("not on the site since {day}", day=since)
    return said("not on the agreed page or elsewhere on the site since {day}", day=since)


def missed(anywhere: bool) -> Said:
    """That a link was not there once."""
    if anywhere:
        return said("not on the site, seen once: to be confirmed after 24 hours")
    return said(
        "not on the agreed page or elsewhere on the site, seen once: to be confirmed after 24 hours"
    )
