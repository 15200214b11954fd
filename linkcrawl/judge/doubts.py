"""Can a run be relied upon? Its record beside those before it → what speaks against it.

Each rule needs more than one site to fall out of line: a site that has shrunk, moved or
vanished is its own affair, many at once are most likely ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from linkcrawl.said import Said, marked, said
from linkcrawl.store.run_facts import SiteTally
from linkcrawl.store.runs import Run

# Two sites that fail in one night are bad luck.
_SEVERAL = 3
# A site is in the dark when for each page of it that was read, more than so many were left open:
# one that has no https leaves one or two open every time.
_DARK = 3
# Sites that were never asked before may have been dead for years: only nearly all of them tell.
_NEARLY_ALL = 0.9
# With fewer pages than this, half of them is a page or two.
_ENOUGH_PAGES = 5
# Of the sites that linked to us, so many at once. A partnership or two may end in a month.
_LOST_SITES, _LOST_SHARE = 4, 0.75
# Our own code may fail on an odd page.
_FAILED_PAGES, _FAILED_SHARE = 5, 0.1


class DoubtKind(StrEnum):
    """What speaks against a run."""

    DISK = "disk"
    DATABASE = "database"
    FAILED = "failed"
    NOTHING_READ = "nothing_read"
    NO_PARTNER = "no_partner"
    UNKNOWNS = "unknowns"
    FEWER_PAGES = "fewer_pages"
    ONE_ANSWER = "one_answer"
    SAME_TEXT = "same_text"
    LOST_LINKS = "lost_links"


_SENTENCES = {
    DoubtKind.DISK: marked("The disk of the database is nearly full: {free} MB are left."),
    DoubtKind.DATABASE: marked("The database could not be written any more."),
    DoubtKind.FAILED: marked("linkcrawl itself failed on {some} of {all} pages."),
    DoubtKind.NOTHING_READ: marked("Not one page could be read, of {all} that were asked for."),
    DoubtKind.NO_PARTNER: marked("No page of a partner could be read: {all} sites were asked."),
    DoubtKind.UNKNOWNS: marked(
        "{some} of {all} sites could hardly be read that had answered the time before."
    ),
    DoubtKind.FEWER_PAGES: marked(
        "{some} of {all} sites gave less than half of the pages that they gave the time before:"
        " {pages} in all, {before} before."
    ),
    DoubtKind.ONE_ANSWER: marked("{some} of {all} sites led to {domain} and nowhere else."),
    DoubtKind.SAME_TEXT: marked("{some} of {all} sites that lost their links say the very same."),
    DoubtKind.LOST_LINKS: marked("{some} of {all} sites that linked to you all stopped at once."),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that speaks against a run, with the figures of its sentence."""

    kind: DoubtKind
    figures: Mapping[str, int | str]

    @property
    def sentence(self) -> Said:
        """What is said of it, with its figures."""
        return said(_SENTENCES[self.kind], **self.figures)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules look at.

    *sites* are those of this run, *last* is how each fared when the spider last asked it.
    *pages_before* is how many pages each gave to the last run that was as thorough, *cut_off*
    the sites that were not asked for all. *linking* tells of each site that linked before
    whether it still does; *same_text* of how many that do not a page says the same.
    *confirms* is True where all runs since a day before lost as many.
    """

    run: Run
    sites: Sequence[SiteTally]
    last: Mapping[str, SiteTally] = field(default_factory=dict)
    pages_before: Mapping[str, int] = field(default_factory=dict)
    own: Collection[str] = frozenset()
    partners: Collection[str] = frozenset()
    cut_off: Collection[str] = frozenset()
    answering: tuple[str, int] = ("", 0)
    linking: Mapping[str, bool] = field(default_factory=dict)
    same_text: int = 0
    confirms: bool = False


def doubts(outcome: Outcome) -> tuple[Doubt, ...]:
    """What speaks against a run, the plainest first; nothing where it can be relied upon."""
    rules = (_disk, _failed, _nothing_read, _no_partner, _unknowns, _fewer, _one_answer, _lost)
    found = tuple(doubt for rule in rules for doubt in rule(outcome))
    # Where nothing was read, all the rest follows from it.
    plainest = (DoubtKind.DISK, DoubtKind.DATABASE, DoubtKind.FAILED, DoubtKind.NOTHING_READ)
    if any(doubt.kind is DoubtKind.NOTHING_READ for doubt in found):
        return tuple(doubt for doubt in found if doubt.kind in plainest)
    return found


def is_dark(site: SiteTally) -> bool:
    """True for a site of which next to nothing could be read.

    >>> is_dark(SiteTally(1, "a.example", 40, 0, 0)), is_dark(SiteTally(1, "a.example", 3, 1, 2))
    (True, False)
    """
    return site.read == 0 or site.unknown > _DARK * site.read


def _disk(outcome: Outcome) -> Iterator[Doubt]:
    if outcome.run.ending == "disk_full":
        free = (outcome.run.disk_free or 0) // 1_000_000
        yield Doubt(DoubtKind.DISK, {"free": free})
    if outcome.run.ending == "database":
        yield Doubt(DoubtKind.DATABASE, {})


def _failed(outcome: Outcome) -> Iterator[Doubt]:
    failed, tried = outcome.run.failed, outcome.run.tried
    many = failed >= _FAILED_PAGES and failed >= _FAILED_SHARE * tried
    if many or (failed and failed == tried):
        yield Doubt(DoubtKind.FAILED, {"some": failed, "all": tried})


def _nothing_read(outcome: Outcome) -> Iterator[Doubt]:
    # A page or two may be gone; where our own site does not answer either, it is the network.
    several = len(outcome.sites) >= _SEVERAL
    ours = any(site.domain in outcome.own for site in outcome.sites)
    if outcome.run.tried and not outcome.run.read and (several or ours):
        yield Doubt(DoubtKind.NOTHING_READ, {"all": outcome.run.tried})


def _no_partner(outcome: Outcome) -> Iterator[Doubt]:
    asked = [site for site in outcome.sites if site.domain in outcome.partners]
    known = [outcome.last[site.domain] for site in asked if site.domain in outcome.last]
    # Partners that were silent before are no news, and one alone is that one's affair.
    news = any(site.read for site in known) or not known
    if len(asked) > 1 and news and not any(site.read for site in asked):
        yield Doubt(DoubtKind.NO_PARTNER, {"all": len(asked)})


def _unknowns(outcome: Outcome) -> Iterator[Doubt]:
    last = outcome.last
    known = [s for s in outcome.sites if s.domain in last and not is_dark(last[s.domain])]
    fresh = [s for s in outcome.sites if s.domain not in last]
    for sites, share in ((known, 0.5), (fresh, _NEARLY_ALL)):
        dark = sum(map(is_dark, sites))
        if dark >= _SEVERAL and dark >= share * len(sites):
            yield Doubt(DoubtKind.UNKNOWNS, {"some": dark, "all": len(sites)})
            return


def _fewer(outcome: Outcome) -> Iterator[Doubt]:
    if not outcome.run.finished:
        return
    compared = [
        (site.read, before)
        for site in outcome.sites
        if site.domain not in outcome.cut_off
        and (before := outcome.pages_before.get(site.domain, 0)) >= _ENOUGH_PAGES
    ]
    fewer = [(now, before) for now, before in compared if 2 * now < before]
    every = bool(fewer) and len(fewer) == len(outcome.sites)
    if every or (len(fewer) >= _SEVERAL and 2 * len(fewer) >= len(compared)):
        pages, before = (sum(one[part] for one in fewer) for part in (0, 1))
        some: dict[str, int | str] = {"some": len(fewer), "all": len(compared)}
        yield Doubt(DoubtKind.FEWER_PAGES, {**some, "pages": pages, "before": before})


def _one_answer(outcome: Outcome) -> Iterator[Doubt]:
    domain, sites = outcome.answering
    if sites >= _SEVERAL and 2 * sites >= len(outcome.sites):
        some: dict[str, int | str] = {"some": sites, "all": len(outcome.sites)}
        yield Doubt(DoubtKind.ONE_ANSWER, {**some, "domain": domain})


def _lost(outcome: Outcome) -> Iterator[Doubt]:
    lost = sum(not live for live in outcome.linking.values())
    if lost < _LOST_SITES or lost < _LOST_SHARE * len(outcome.linking):
        return
    if outcome.same_text >= _SEVERAL and 2 * outcome.same_text >= lost:
        yield Doubt(DoubtKind.SAME_TEXT, {"some": outcome.same_text, "all": lost})
    elif not outcome.confirms:
        yield Doubt(DoubtKind.LOST_LINKS, {"some": lost, "all": len(outcome.linking)})
