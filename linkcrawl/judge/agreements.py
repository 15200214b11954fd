"""Facts → what is true today of a promise: five facets, a state, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from linkcrawl.items import Credit, Fetch, Placement, Presence, State, Target
from linkcrawl.judge.credit import credit_of
from linkcrawl.judge.promises import Promise
from linkcrawl.store.read import StoredLink, StoredVisit
from linkcrawl.urls import Match, compare, site_of

# Two readings this far apart that both lack a link make it lost.
CONFIRMED_AFTER = timedelta(hours=24)
_WITHHOLDS = {"nofollow", "sponsored", "ugc"}
_SHOWN = (Presence.RAW, Presence.RAW_AND_RENDERED, Presence.RENDERED_ONLY)
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Check:
    """What is true today of one promise. *link* is the link that fits it best, if any."""

    promise: Promise
    state: State
    reasons: tuple[str, ...]
    fetch: Fetch | None = None
    presence: Presence = Presence.NOT_CHECKED
    target: Target = Target.NONE
    credit: Credit = Credit.NONE
    placement: Placement = Placement.UNKNOWN
    link: StoredLink | None = None
    checked_at: str = ""
    first_seen: str = ""
    last_seen: str = ""


def check(
    promise: Promise,
    visits: Sequence[StoredVisit],
    links: Sequence[StoredLink],
    searched: StoredVisit | None,
    today: date,
) -> Check:
    """Say what became of a promise.

    *visits* are those to the agreed page, the oldest first (none where no page was agreed).
    *links* are all links, live and gone, from the promising side's site to the other's.
    *searched* is a visit of the newest finished crawl of that site, None where there is
    none: then nobody is said to have taken a link away.
    """
    fitting = [link for link in links if _fits(promise, link)]
    last = visits[-1] if visits else searched
    base = Check(
        promise,
        State.UNKNOWN,
        (),
        fetch=last.fetch if last else None,
        checked_at=last.at if last else "",
        first_seen=min((link.first_seen for link in fitting), default=""),
        last_seen=max((link.last_seen for link in fitting), default=""),
    )
    if promise.end and promise.end < today:
        return replace(base, state=State.ENDED, reasons=(f"the agreement ended on {promise.end}",))
    if promise.page and (last is None or last.fetch is not Fetch.OK):
        return _unread(base, visits, fitting)
    best = _best(promise, fitting, last)
    if best is not None:
        return _found(base, best, last)
    return _absent(base, visits, bool(fitting), searched, today)


def _fits(promise: Promise, link: StoredLink) -> bool:
    """True for a link that may be meant, on the agreed page or elsewhere on the site."""
    return not promise.target or _same(link.target_url, promise.target) or _on_page(promise, link)


def _same(one: str, other: str) -> bool:
    return compare(one, other) is not Match.DIFFERENT


def _on_page(promise: Promise, link: StoredLink) -> bool:
    return bool(promise.page) and _same(link.source_url, promise.page)


def _best(
    promise: Promise, links: Iterable[StoredLink], last: StoredVisit | None
) -> StoredLink | None:
    """The live link that keeps the promise best: right target, right page, shown, followed."""
    read = last.read_url if last else ""

    def rank(link: StoredLink) -> tuple[bool, ...]:
        return (
            not promise.target or _same(link.target_url, promise.target),
            _on_page(promise, link) or (bool(promise.page) and link.source_url == read),
            link.presence in _SHOWN and not link.hidden,
            not promise.anchor or _folded(link.anchor_text) == _folded(promise.anchor),
            promise.placement is None or link.placement is promise.placement,
            not _WITHHOLDS & set(link.rel.split()),
            link.placement is Placement.CONTENT,
        )

    return max((link for link in links if link.live), key=rank, default=None)


def _found(base: Check, link: StoredLink, last: StoredVisit | None) -> Check:
    promise = base.promise
    read = last.read_url if last else ""
    on_page = not promise.page or _on_page(promise, link) or link.source_url == read
    credit = credit_of(link, last if on_page else None)
    found = replace(
        base,
        presence=_presence(link, last) if on_page else Presence.ON_OTHER_PAGE,
        target=_target(promise, link),
        credit=credit,
        placement=link.placement,
        link=link,
    )
    withheld = _withheld(promise, credit)
    changes = tuple(_changes(promise, link))
    if not on_page:
        words = f"not on the agreed page, but on {link.source_url}"
        return replace(found, state=State.ELSEWHERE, reasons=(words, *changes, *withheld))
    if withheld:
        return replace(found, state=State.NO_CREDIT, reasons=(*withheld, *changes))
    if changes:
        return replace(found, state=State.CHANGED, reasons=changes)
    return replace(found, state=State.LIVE, reasons=("as agreed",))


def _presence(link: StoredLink, last: StoredVisit | None) -> Presence:
    if link.hidden:
        return Presence.HIDDEN
    if link.presence is Presence.RAW and last is not None and last.rendered:
        return Presence.RAW_AND_RENDERED
    return link.presence


def _target(promise: Promise, link: StoredLink) -> Target:
    if not promise.target:
        return Target.EXACT
    match = compare(link.target_url, promise.target)
    if match is Match.DIFFERENT:
        same_site = link.target_domain == site_of(promise.target)
        return Target.WRONG_PAGE if same_site else Target.WRONG_DOMAIN
    return Target.EXACT if match is Match.EXACT else Target.EQUIVALENT


def _changes(promise: Promise, link: StoredLink) -> Iterable[str]:
    """What is not as agreed, in words: target, anchor, rel, placement, sight."""
    if promise.target and not _same(link.target_url, promise.target):
        yield f"links to {link.target_url} instead of {promise.target}"
    if promise.anchor and _folded(link.anchor_text) != _folded(promise.anchor):
        yield f"the anchor is “{link.anchor_text}” instead of “{promise.anchor}”"
    agreed = set(promise.rel) - {"follow"}
    if agreed and (missing := agreed - set(link.rel.split())):
        yield f"the link lacks rel “{' '.join(sorted(missing))}”"
    if promise.placement and link.placement is not promise.placement:
        yield f"stands in {link.placement} instead of {promise.placement}"
    if link.hidden:
        yield "hidden from readers"
    elif link.presence is Presence.IN_NOSCRIPT:
        yield "shown only where scripts are off"
    elif link.presence is Presence.NOT_CLICKABLE:
        yield "in a part of the page that is never shown"
    elif link.presence is Presence.REMOVED_BY_SCRIPT:
        yield "taken out by a script before readers see it"


def _withheld(promise: Promise, credit: Credit) -> tuple[str, ...]:
    """Why search engines give no credit though the agreement does not say so."""
    if credit is Credit.FOLLOWED or _WITHHOLDS & set(promise.rel):
        return ()
    words = {
        Credit.NOFOLLOW: "the link is nofollow",
        Credit.SPONSORED: "the link is marked sponsored",
        Credit.UGC: "the link is marked as written by users (ugc)",
        Credit.PAGE_NOFOLLOW: "the page tells search engines to follow none of its links",
        Credit.NOINDEX: "the page asks search engines not to index it (noindex)",
        Credit.CANONICAL_ELSEWHERE: "the page names another page as its canonical one",
    }
    return (words[credit],) if credit in words else ()


def _unread(base: Check, visits: Sequence[StoredVisit], fitting: Sequence[StoredLink]) -> Check:
    """The agreed page could not be read: gone, or unknown; never a broken promise."""
    promise = base.promise
    if not visits:
        return replace(base, reasons=("not looked at yet",))
    last = visits[-1]
    elsewhere = [ln for ln in fitting if ln.live and not _on_page(promise, ln)]
    if last.status not in _GONE:
        why = last.failure or (f"the server answered {last.status}" if last.status else "")
        words = f"could not look: {last.fetch}" + (f" ({why})" if why else "")
        return replace(base, reasons=(words,))
    if elsewhere and last.crawl_finished:
        return _found(base, elsewhere[0], last)
    since = next(
        (v.at for i, v in enumerate(visits) if all(w.status in _GONE for w in visits[i:])), last.at
    )
    if _apart(since, last.at):
        words = f"the page answers {last.status} since {since[:10]}"
        return replace(base, state=State.PAGE_GONE, reasons=(words,))
    words = f"the page answers {last.status}, seen once: to be confirmed after 24 hours"
    return replace(base, state=State.MISSING, reasons=(words,))


def _absent(
    base: Check,
    visits: Sequence[StoredVisit],
    seen_before: bool,
    searched: StoredVisit | None,
    today: date,
) -> Check:
    """No live link: not due yet, overdue, missing, lost, or not known well enough to say."""
    promise = base.promise
    last = visits[-1] if visits else searched
    if last is None:
        return replace(base, reasons=("not looked at yet",))
    gone = replace(base, presence=Presence.ABSENT)
    if not seen_before and promise.deadline and today <= promise.deadline:
        return replace(gone, state=State.PENDING, reasons=(f"due by {promise.deadline}",))
    if not last.crawl_finished or searched is None:
        return replace(base, reasons=("the crawl was cut short before the site was searched",))
    if last.truncated:
        return replace(base, reasons=("the page is too large to be read to its end",))
    if visits and not last.rendered:
        words = "not in the HTML; whether scripts add it is not known: no browser looked"
        return replace(gone, state=State.REVIEW, reasons=(words,))
    if not seen_before and promise.deadline:
        words = f"due by {promise.deadline} and never seen"
        return replace(gone, state=State.OVERDUE, reasons=(words,))
    where = "on the agreed page or elsewhere on the site" if visits else "on the site"
    lacking = _lacking_since(base, visits) if visits else base.checked_at
    if _apart(lacking, last.at):
        words = f"not {where} since {lacking[:10]}"
        return replace(gone, state=State.LOST, reasons=(words,))
    words = f"not {where}, seen once: to be confirmed after 24 hours"
    return replace(gone, state=State.MISSING, reasons=(words,))


def _lacking_since(base: Check, visits: Sequence[StoredVisit]) -> str:
    """The first of the newest readings in a row that did not have the link."""
    readings = [v.at for v in visits if v.fetch is Fetch.OK and v.rendered and not v.truncated]
    return next((at for at in readings if at > base.last_seen), visits[-1].at)


def _apart(one: str, other: str) -> bool:
    return datetime.fromisoformat(other) - datetime.fromisoformat(one) >= CONFIRMED_AFTER


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
