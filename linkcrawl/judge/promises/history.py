"""A promise's facts → the states that it was in, as each look would have been judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkcrawl.judge.promises.agreements import Check, check, was_meant
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.promises import Promise
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.vocabulary import Fetch, State

# More than this nobody tells apart in a picture, and a page may hold a hundred of them.
_MOST_STATES, _MOST_LOOKS = 40, 100
# Links that may keep one promise: one in a footer stands on every page of its site.
_MOST_LINKS = 8
# These become others by time alone.
_RIPENING = (State.MISSING, State.PENDING)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A promise is in *state* from the moment *since* on."""

    since: str
    state: State


@dataclass(frozen=True, slots=True)
class History:
    """The states of a promise, the oldest first; *read* and *unread* are when its page was
    asked for, with and without success.
    """

    stretches: tuple[Stretch, ...] = ()
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def history_of(promise: Promise, evidence: Evidence, now: Check) -> History:
    """What would have been said of a promise at each look; *now* is what is said of it today.

    Nothing that was learnt later is held against an earlier day, and where nobody could look
    the state is unknown.
    """
    links = tuple(_meant(promise, evidence, now))
    replayed = _replayed if promise.page else _without_page
    stretches: list[Stretch] = []
    for one in (*replayed(evidence, links, now), _today(now, evidence)):
        if stretches and one.since <= stretches[-1].since:
            one = Stretch(stretches.pop().since, one.state)
        if not stretches or stretches[-1].state is not one.state:
            stretches.append(one)
    read = [visit.at for visit in evidence.visits if visit.fetch is Fetch.OK]
    unread = [visit.at for visit in evidence.visits if visit.fetch is not Fetch.OK]
    return History(tuple(stretches[-_MOST_STATES:]), _thinned(read), _thinned(unread))


def _replayed(evidence: Evidence, links: Sequence[StoredLink], now: Check) -> Iterator[Stretch]:
    """The states at the visits to the agreed page, where something may have changed."""
    before: object = None
    state: State | None = None
    visits = evidence.visits
    told = [(_answer(visit), tuple(_phase(link, visit) for link in links)) for visit in visits]
    if now.links and now.state is not State.ENDED and told.count(told[0]) == len(told):
        yield Stretch(visits[0].at, now.state)
        return
    for count, (visit, facts) in enumerate(zip(visits, told, strict=True), 1):
        if facts != before or state in _RIPENING:
            state = check(now.promise, _known_at(evidence, count, links), _day(visit.at)).state
            yield Stretch(visit.at, state)
        before = facts


def _known_at(evidence: Evidence, count: int, links: Sequence[StoredLink]) -> Evidence:
    """What was known at the last of the first *count* visits."""
    visit = evidence.visits[count - 1]

    def earlier(url: str) -> StoredVisit | None:
        newest = evidence.visit_of(url)
        return newest if newest and newest.at <= visit.at else None

    phases = [(link, _phase(link, visit)) for link in links]
    return replace(
        evidence,
        visits=evidence.visits[:count],
        links=[_as_of(link, visit, phase) for link, phase in phases if phase],
        searched=visit if visit.crawl_finished else None,
        visit_of=earlier,
    )


def _answer(visit: StoredVisit) -> tuple[object, ...]:
    """What a promise is judged by of a visit."""
    return (
        visit.fetch, visit.status, visit.failure, visit.rendered, visit.read_url,
        visit.crawl_finished, visit.truncated, visit.canonical, visit.canonical_header,
        visit.robots, visit.traces, visit.bots_kept_out,
    )  # fmt: skip


def _without_page(evidence: Evidence, links: Sequence[StoredLink], now: Check) -> Iterator[Stretch]:
    """The states where any page of the site would do: known while one is known to have a link."""
    searched = evidence.searched
    if searched is None:
        return
    moments = {at for link in links for at in (link.first_seen, link.missed_at)}
    for moment in sorted(at for at in moments if at and at < searched.at):
        visit = replace(searched, at=moment, crawl_id=-1)
        phases = [(link, _phase(link, visit)) for link in links]
        live = [_as_of(link, visit, phase) for link, phase in phases if phase == _LIVE]
        then = replace(evidence, links=live, searched=visit)
        state = check(now.promise, then, _day(moment)).state if live else State.UNKNOWN
        yield Stretch(moment, state)


def _meant(promise: Promise, evidence: Evidence, now: Check) -> Iterator[StoredLink]:
    """The links, live or gone, that may have kept the promise at some time."""
    pages = {visit.read_url for visit in evidence.visits}

    def may(link: StoredLink) -> bool:
        return link.source_url in pages or was_meant(promise, link)

    live = now.links or tuple(link for link in evidence.links if link.live and may(link))
    yield from live[:_MOST_LINKS]
    gone = [link for link in evidence.links if not link.live and may(link)]
    yield from sorted(gone, key=lambda link: link.missed_at)[-_MOST_LINKS:]


_LIVE, _GONE = 1, 2


def _phase(link: StoredLink, visit: StoredVisit) -> int:
    """Whether a link was not there yet, there, or gone, in the crawl of a visit."""
    if link.first_seen > visit.at and link.crawl_id != visit.crawl_id:
        return 0
    if link.missed_at and (link.missed_at <= visit.at or link.missed_crawl_id == visit.crawl_id):
        return _GONE
    return _LIVE


def _as_of(link: StoredLink, visit: StoredVisit, phase: int) -> StoredLink:
    """The link as it was known then."""
    if phase == _GONE:
        return link
    return link._replace(missed_at="", last_seen=min(link.last_seen, visit.at), source_fetch=None)


def _today(now: Check, evidence: Evidence) -> Stretch:
    """Today's state, since the newest look that it rests on."""
    promise = now.promise
    if now.state is State.ENDED and promise.end:
        return Stretch(f"{promise.end}T23:59:59Z", now.state)
    if now.state is State.OVERDUE and promise.deadline:
        return Stretch(max(now.checked_at, f"{promise.deadline}T23:59:59Z"), now.state)
    searched = evidence.searched
    return Stretch(max(now.checked_at, searched.at if searched else ""), now.state)


def _thinned(moments: Sequence[str]) -> tuple[str, ...]:
    return tuple(moments[:: len(moments) // _MOST_LOOKS + 1])


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
