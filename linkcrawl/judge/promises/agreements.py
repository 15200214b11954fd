"""Facts → what is true today of a promise: five facets, a state, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from linkcrawl.judge.details import detail
from linkcrawl.judge.promises.credit import canonical_elsewhere, credit_of
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.fit import Found, candidates, differences, presence_of, withheld
from linkcrawl.judge.promises.promises import Promise
from linkcrawl.judge.promises.reasons import (
    INSTEAD,
    NOT_LOOKED_AT,
    NOT_SEARCHED,
    NOT_WHOLE,
    could_not_look,
    lost,
    missed,
    not_rendered,
    page_says,
)
from linkcrawl.judge.promises.target import same_page, target_note
from linkcrawl.said import said
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Credit, Fetch, Placement, Presence, State, Target

# Two readings this far apart that both lack a link make it lost.
CONFIRMED_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Check:
    """What is true today of one promise.

    *link* is the link that fits it best, if any; *links* are all that may be meant, that
    one first.
    """

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
    links: tuple[StoredLink, ...] = ()


def check(promise: Promise, evidence: Evidence, today: date) -> Check:
    """Say what became of a promise; whatever kept us from looking is no broken one."""
    last = evidence.last or (None if promise.page else evidence.searched)
    seen = [link for link in evidence.links if was_meant(promise, link)]
    base = Check(
        promise,
        State.UNKNOWN,
        (),
        fetch=_fetch(promise, last),
        checked_at=last.at if last else "",
        first_seen=min((link.first_seen for link in seen), default=""),
        last_seen=max((link.last_seen for link in seen), default=""),
    )
    result = _judged(base, evidence, last, today)
    if promise.end and promise.end < today:
        words = said("the agreement ended on {day}", day=promise.end)
        return replace(result, state=State.ENDED, reasons=(words,))
    return result


def _judged(base: Check, evidence: Evidence, last: StoredVisit | None, today: date) -> Check:
    promise = base.promise
    if last is None:
        return replace(base, reasons=(NOT_LOOKED_AT,))
    found = candidates(promise, evidence)
    if promise.page and last.fetch is not Fetch.OK:
        return _unread(base, evidence, found, today)
    if found:
        return _found(base, found, evidence, today)
    return _absent(base, evidence, last, today)


def was_meant(promise: Promise, link: StoredLink) -> bool:
    """True for a link, live or gone, that kept the promise well or badly."""
    on_page = bool(promise.page) and same_page(link.source_url, promise.page)
    same = not promise.target or same_page(link.target_url, promise.target)
    return not link.stranger and (on_page or same)


def _fetch(promise: Promise, last: StoredVisit | None) -> Fetch | None:
    """How getting the page went; "moved" where another one was read in its place."""
    if last is None:
        return None
    read_another = promise.page and last.read_url and not same_page(last.read_url, promise.page)
    return Fetch.MOVED if read_another and last.fetch is Fetch.OK else last.fetch


def _found(base: Check, found: list[Found], evidence: Evidence, today: date) -> Check:
    best, promise = found[0], base.promise
    link = best.link
    page = evidence.last if best.on_page and promise.page else evidence.visit_of(link.source_url)
    credit = credit_of(link, page, today)
    if credit is Credit.CANONICAL_ELSEWHERE and page and _on_original(page, found):
        credit = credit_of(link, replace(page, canonical="", canonical_header=""), today)
    result = replace(
        base,
        presence=presence_of(best, evidence),
        target=best.target,
        credit=credit,
        placement=link.placement,
        link=link,
        links=tuple(one.link for one in found),
    )
    lacking = withheld(promise, link, credit)
    changes = tuple(differences(promise, best))
    note = target_note(best.target, link, promise, evidence)
    notes = tuple(filter(None, (note, _lonely(evidence))))
    if not best.on_page:
        words = said("not on the agreed page, but on {url}", url=link.source_url)
        return replace(result, state=State.ELSEWHERE, reasons=(words, *changes, *lacking, *notes))
    if lacking:
        return replace(result, state=State.NO_CREDIT, reasons=(*lacking, *changes, *notes))
    if changes:
        return replace(result, state=State.CHANGED, reasons=(*changes, *notes))
    return replace(result, state=State.LIVE, reasons=(said("as agreed"), *notes))


def _on_original(page: StoredVisit, found: list[Found]) -> bool:
    """True where the page that a page names as its original has the link too."""
    original = canonical_elsewhere(page, page.read_url)
    return any(same_page(one.link.source_url, original) for one in found)


def _lonely(evidence: Evidence) -> str:
    if evidence.linked_to:
        return ""
    return said("no page of the site that was read links to this one")


def _unread(base: Check, evidence: Evidence, found: list[Found], today: date) -> Check:
    """The agreed page could not be read: gone, or unknown; never a broken promise."""
    promise, last = base.promise, evidence.visits[-1]
    if not last.page_gone:
        return replace(base, reasons=(could_not_look(last),))
    elsewhere = [one for one in found if not same_page(one.link.source_url, promise.page)]
    if elsewhere and last.crawl_finished:
        return _found(base, elsewhere, evidence, today)
    if waiting := _not_due(base, today):
        return waiting
    if last.fetch is Fetch.SOFT_404 and not last.rendered:
        words = said(
            "the page looks as if it said “not found” ({why}): no browser looked",
            why=detail(last.failure),
        )
        return replace(base, state=State.REVIEW, reasons=(words,))
    visits = evidence.visits
    since = next(v.at for i, v in enumerate(visits) if all(w.page_gone for w in visits[i:]))
    says = page_says(last)
    if _never_came(base):
        words = said(
            "due by {day} and never seen; {page_says}", day=promise.deadline, page_says=says
        )
        return replace(base, state=State.OVERDUE, reasons=(words,))
    if _apart(since, last.at):
        words = said("{page_says} since {day}", page_says=says, day=_day(since))
        return replace(base, state=State.PAGE_GONE, reasons=(words,))
    words = said("{page_says}, seen once: to be confirmed after 24 hours", page_says=says)
    return replace(base, state=State.MISSING, reasons=(words,))


def _absent(base: Check, evidence: Evidence, last: StoredVisit, today: date) -> Check:
    """No live link: not due yet, overdue, missing, lost, or not known well enough to say."""
    promise = base.promise
    presence, instead = _instead(promise, last)
    gone = replace(base, presence=presence)
    if presence is Presence.RAW:
        return replace(gone, state=State.REVIEW, reasons=instead)
    if waiting := _not_due(gone, today):
        return waiting
    if not last.crawl_finished or evidence.searched is None:
        return replace(base, reasons=(NOT_SEARCHED,))
    if last.truncated:
        return replace(base, reasons=(NOT_WHOLE,))
    if promise.page and not last.rendered:
        return replace(gone, state=State.REVIEW, reasons=(not_rendered(last), *instead))
    if _never_came(base):
        words = said("due by {day} and never seen", day=promise.deadline)
        return replace(gone, state=State.OVERDUE, reasons=(words, *instead))
    lacking = _lacking_since(base, evidence.visits) if promise.page else base.checked_at
    if _apart(lacking, last.at):
        words = lost(not promise.page, _day(lacking))
        return replace(gone, state=State.LOST, reasons=(words, *instead))
    words = missed(not promise.page)
    return replace(gone, state=State.MISSING, reasons=(words, *instead))


def _instead(promise: Promise, last: StoredVisit) -> tuple[Presence, tuple[str, ...]]:
    """What the agreed page has in place of the link, and that in words."""
    for presence, words in INSTEAD.items():
        for trace in last.traces if promise.page else ():
            if trace.presence is presence:
                return presence, (said(words, words=trace.words),)
    return Presence.ABSENT, ()


def _not_due(base: Check, today: date) -> Check | None:
    """The check of a promise that was never kept and need not be yet."""
    promise = base.promise
    if base.first_seen:
        return None
    if promise.deadline and today <= promise.deadline:
        return replace(
            base, state=State.PENDING, reasons=(said("due by {day}", day=promise.deadline),)
        )
    if promise.start and today < promise.start:
        return replace(
            base, state=State.PENDING, reasons=(said("begins on {day}", day=promise.start),)
        )
    return None


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _never_came(base: Check) -> bool:
    return not base.first_seen and base.promise.deadline is not None


def _lacking_since(base: Check, visits: Sequence[StoredVisit]) -> str:
    """The first of the newest readings in a row that did not have the link."""
    begins = max(base.last_seen, str(base.promise.start or ""))
    readings = [v.at for v in visits if v.fetch is Fetch.OK and v.rendered and not v.truncated]
    return next((at for at in readings if at > begins), visits[-1].at)


def _apart(one: str, other: str) -> bool:
    return datetime.fromisoformat(other) - datetime.fromisoformat(one) >= CONFIRMED_AFTER
