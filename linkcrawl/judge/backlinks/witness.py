"""What another crawler saw of a link, beside what we saw: where the two differ, a question.

The other crawler reads the HTML only, from another address, on a day of its own. A link that
one of the two did not see may have come or gone in between, may need a script, or may be
served to some visitors only; which of these it is a person has to find out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sqlite_utils import Database

from linkcrawl.claims import Source
from linkcrawl.store.claims import StoredClaim, claims_from, claims_to
from linkcrawl.store.read import StoredLink, links_from, links_to
from linkcrawl.store.witness import OurReading, WitnessedPage, our_readings, witnessed_pages
from linkcrawl.urls import page_key, site_of
from linkcrawl.vocabulary import Presence

T = TypeVar("T")
# Readings so near to each other seldom have a change between them.
_NEAR_DAYS = 7
_BY_SCRIPT = (Presence.RENDERED_ONLY, Presence.IN_IFRAME, Presence.NOT_CLICKABLE)


class Saw(StrEnum):
    """Who saw a link."""

    BOTH = "both"
    ONLY_WE = "only_we"
    ONLY_WITNESS = "only_witness"
    NOT_READ = "not_read"
    """The witness saw it, and we never read the page."""


class Doubt(StrEnum):
    """What a difference may come from: the likeliest first to be looked at."""

    NONE = ""
    TIME = "time"
    SCRIPTS = "scripts"
    SERVED = "served"
    """Shown to some visitors only."""


@dataclass(frozen=True, slots=True)
class WitnessedLink:
    """A link on a page, as we and the other crawler saw it; *our_day* is our nearest reading."""

    source_url: str
    source_domain: str
    target_url: str
    target_domain: str
    saw: Saw
    doubt: Doubt
    witness_day: str
    our_day: str
    our_anchor: str
    our_rel: str
    witness_anchor: str
    witness_rel: str

    @property
    def sentence(self) -> str:
        """What there is to ask, or to know."""
        if self.saw is Saw.ONLY_WE:
            told = f"Common Crawl read the page on {self.witness_day} and saw no such link"
        elif self.saw is Saw.ONLY_WITNESS:
            told = f"Common Crawl saw this link on {self.witness_day}; we did not on {self.our_day}"
        elif self.saw is Saw.NOT_READ:
            return f"Common Crawl saw this link on {self.witness_day}; we have not read the page"
        else:
            return f"Common Crawl saw this link too, on {self.witness_day}"
        return f"{told}: {_QUESTIONS[self.doubt]}"


_QUESTIONS = {
    Doubt.TIME: "did it come or go between the two days?",
    Doubt.SCRIPTS: "it comes from a script, which that crawler does not run; is that meant?",
    Doubt.SERVED: "is it shown to some visitors only?",
}


def witnessed_links(db: Database, own: Sequence[str]) -> tuple[WitnessedLink, ...]:
    """What the other crawler says of every link from or to *own* sites, question by question."""
    pages = tuple(witnessed_pages(db))
    if not pages:
        return ()
    claims = [
        claim
        for claim in (*claims_to(db, own), *claims_from(db, own))
        if claim.source == Source.COMMON_CRAWL and claim.from_url and claim.to_url
    ]
    links = (*links_to(db, own), *links_from(db, own))
    domains = sorted({page.domain for page in pages})
    return compare(pages, claims, links, our_readings(db, domains))


def compare(
    pages: Iterable[WitnessedPage],
    claims: Iterable[StoredClaim],
    links: Iterable[StoredLink],
    readings: Iterable[OurReading],
) -> tuple[WitnessedLink, ...]:
    """Each link that either of the two saw on a page that the other crawler read, once."""
    said = _by_page((page_key(claim.from_url), claim) for claim in claims)
    seen = _by_page((page_key(link.source_url), link) for link in links)
    days = _by_page((page_key(reading.url), reading.day) for reading in readings)
    found: list[WitnessedLink] = []
    for page in pages:
        key = page_key(page.url)
        now = [claim for claim in said.get(key, ()) if claim.last_seen >= page.day]
        found += _on_page(page, now, seen.get(key, ()), days.get(key, ()))
    order = {Doubt.SERVED: 0, Doubt.SCRIPTS: 1, Doubt.TIME: 2, Doubt.NONE: 3}
    return tuple(sorted(found, key=lambda t: (order[t.doubt], t.source_url, t.target_url)))


def _on_page(
    page: WitnessedPage,
    claims: Sequence[StoredClaim],
    links: Sequence[StoredLink],
    days: Sequence[str],
) -> Iterator[WitnessedLink]:
    theirs = {page_key(claim.to_url): claim for claim in reversed(claims)}
    ours: dict[str, StoredLink] = {}
    nearest = _nearest(days, page.day)
    for link in links:
        if _was_there(link, nearest):
            ours.setdefault(page_key(link.target_url), link)
    for key in dict.fromkeys((*theirs, *ours)):
        yield _witnessed(page, theirs.get(key), ours.get(key), links, days, nearest)


def _witnessed(
    page: WitnessedPage,
    claim: StoredClaim | None,
    link: StoredLink | None,
    links: Sequence[StoredLink],
    days: Sequence[str],
    nearest: str,
) -> WitnessedLink:
    target = link.target_url if link else claim.to_url if claim else ""
    if claim and link:
        saw, doubt = Saw.BOTH, Doubt.NONE
    elif link:
        saw, doubt = Saw.ONLY_WE, _why_only_we(page, link, days, nearest)
    elif nearest:
        ever = any(page_key(found.target_url) == page_key(target) for found in links)
        saw, doubt = Saw.ONLY_WITNESS, _why(page.day, days, nearest, ever)
    else:
        saw, doubt = Saw.NOT_READ, Doubt.NONE
    return WitnessedLink(
        page.url, page.domain, target, site_of(target), saw, doubt, page.day, nearest,
        *((link.anchor_text or link.image_alt, link.rel) if link else ("", "")),
        *((claim.anchor or "", claim.rel or "") if claim else ("", "")),
    )  # fmt: skip


def _why_only_we(page: WitnessedPage, link: StoredLink, days: Sequence[str], nearest: str) -> Doubt:
    if link.presence in _BY_SCRIPT:
        return Doubt.SCRIPTS
    came_later = link.first_seen[:10] > page.day and days[0] <= page.day
    return _why(page.day, days, nearest, came_later)


def _why(witness_day: str, days: Sequence[str], nearest: str, changed: bool) -> Doubt:
    """Time, where there was any for a change; else somebody may be shown something else."""
    if not nearest or changed:
        return Doubt.TIME
    # Read before and after with the same result, it was so in between.
    between = days[0] <= witness_day <= days[-1]
    return Doubt.SERVED if between or _apart(nearest, witness_day) <= _NEAR_DAYS else Doubt.TIME


def _was_there(link: StoredLink, day: str) -> bool:
    """True where our reading of *day* had the link."""
    return bool(day) and link.first_seen[:10] <= day and (link.live or link.missed_at[:10] > day)


def _nearest(days: Sequence[str], day: str) -> str:
    """Of our readings, oldest first, the one that is nearest to *day*, "" where there is none."""
    around = [*days[: bisect_right(days, day)][-1:], *days[bisect_left(days, day) :][:1]]
    return min(around, key=lambda found: _apart(found, day), default="")


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _by_page(rows: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return found
