"""Candidates as readers see them: a list with pass and fail at a glance, and a page for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.judge.candidates.finding import Trail
from linkcrawl.judge.candidates.proposals import Fit
from linkcrawl.said import said, said_all
from reports.cut import Cut, cut_to
from reports.partner import file_name
from reports.visible import readable_host

CANDIDATE_COLUMNS = (
    "domain", "source", "relevance", "authority", "traffic", "content_quality", "outbound_domains",
    "links_to_us", "contact", "criteria", "qualified", "reasons", "score", "score_parts",
    "contact_page", "newest_days", "our_page", "their_target", "their_page", "our_target", "notes",
)  # fmt: skip
_Row = tuple[str | bool | float | tuple[str, ...] | None, ...]
_ANSWERS = {
    Outcome.PASS: said("It meets your criteria."),
    Outcome.FAIL: said("It does not meet your criteria."),
    Outcome.UNKNOWN: said("It is not known well enough."),
}


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A link that would help somebody's readers, and where it would stand."""

    heading: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """A candidate with the place of its page and what is printed of it."""

    file: str
    name: str
    candidate: Candidate
    source: str
    answer: str
    against: tuple[Criterion, ...]
    unknown: tuple[Criterion, ...]
    links: tuple[ProposedLink, ...]


@dataclass(frozen=True, slots=True)
class CandidateList:
    """All candidates, the best first; *counts* has how many there are of each answer."""

    pages: Cut[CandidatePage]
    counts: tuple[tuple[Outcome, int], ...]


def candidate_list(found: Sequence[Candidate], limit: int) -> CandidateList:
    """What there is to print; *limit* candidates at most have a page."""
    counts = tuple(
        (outcome, sum(one.qualified is outcome for one in found)) for outcome in _ANSWERS
    )
    return CandidateList(cut_to([_page(one) for one in found], limit), counts)


def candidate_rows(found: Iterable[Candidate]) -> Iterator[_Row]:
    """A row for each candidate; what is not known is None."""
    for one in found:
        figures, for_us, for_them = one.figures, one.proposal.for_us, one.proposal.for_them
        yield (
            one.domain, one.source or None, _rounded(figures.relevance),
            _rounded(figures.authority), figures.traffic, _rounded(figures.substance),
            _rounded(figures.outbound_domains), figures.links_to_us, figures.contact,
            tuple(f"{said.name} {said.outcome}" for said in one.criteria), one.qualified,
            tuple(said.sentence for said in one.failed), one.score,
            tuple(f"{part.name} {part.value:.2f} × {part.weight:g}" for part in one.parts),  # noqa: RUF001
            figures.contact_url or None, figures.newest_days,
            for_us.host.url if for_us else None, for_us.target.url if for_us else None,
            for_them.host.url if for_them else None, for_them.target.url if for_them else None,
            one.notes or None,
        )  # fmt: skip


def _page(one: Candidate) -> CandidatePage:
    fits = (
        (said("A page of theirs that would help your readers"), one.proposal.for_us),
        (said("A page of yours that would help their readers"), one.proposal.for_them),
    )
    return CandidatePage(
        f"{file_name(one.domain)}.html",
        readable_host(one.domain),
        one,
        _source(one.source),
        _ANSWERS[one.qualified],
        one.failed,
        tuple(said for said in one.criteria if said.outcome is Outcome.UNKNOWN),
        tuple(ProposedLink(heading, fit) for heading, fit in fits if fit),
    )


def _source(told: str) -> str:
    """What led to a site: what linkcrawl wrote into candidates.csv is told in every language.

    >>> _source("you link to it, and it does not link back: https://a.example/; a tip")
    'you link to it, and it does not link back: https://a.example/; a tip'
    """
    return said_all("; ", map(_step, told.split("; "))) if told else ""


def _step(part: str) -> str:
    trail, colon, urls = part.partition(": ")
    if trail not in list(Trail):
        return part
    if cut := re.fullmatch(r"(.*) and (\d+) more", urls):
        urls = said("{names} and {more} more", names=cut[1], more=int(cut[2]))
    return said_all(colon, (said(trail), urls))


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 3)
