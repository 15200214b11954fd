"""A site that is considered: its criteria, what its links tell, and a score to sort by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from linkcrawl.criteria import Criteria, Criterion, Outcome
from linkcrawl.judge.candidates.proposals import Proposal
from linkcrawl.judge.criteria.criteria import SiteFigures, judge_criteria, qualified
from linkcrawl.judge.verdicts.relationship import Draft
from linkcrawl.judge.verdicts.signals.known import Cue, OtherSite
from linkcrawl.said import said

# What each part weighs in the score; what is not known leaves its weight to the others.
_WEIGHTS = {
    "relevance": 0.4, "substance": 0.2, "restraint": 0.15, "freshness": 0.15, "authority": 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, between 0 and 1, and what it weighs."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Links:
    """What the links of a site tell of it: pages that offer links, whom it links to, whose it is.

    *network* says in words why it counts as part of a link network, *rival* the competitor to
    which it seems to belong; both "" where nothing says so.
    """

    site: OtherSite = field(default_factory=OtherSite)
    cues: Sequence[Cue] = ()
    network: str = ""
    rival: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site with all that is to be known before anybody writes to it."""

    domain: str
    figures: SiteFigures
    criteria: tuple[Criterion, ...]
    parts: tuple[Part, ...] = ()
    source: str = ""
    notes: str = ""
    proposal: Proposal = field(default_factory=Proposal)
    draft: Draft | None = None

    @property
    def qualified(self) -> Outcome:
        """Whether it passes."""
        return qualified(self.criteria)

    @property
    def score(self) -> int | None:
        """Out of 100, to sort by; None for a site that fails or that nothing is known of."""
        weight = sum(part.weight for part in self.parts)
        if self.qualified is Outcome.FAIL or not weight:
            return None
        return round(100 * sum(part.value * part.weight for part in self.parts) / weight)

    @property
    def failed(self) -> tuple[Criterion, ...]:
        """The criteria that it does not meet."""
        return tuple(one for one in self.criteria if one.outcome is Outcome.FAIL)


def candidate_of(figures: SiteFigures, links: Links, criteria: Criteria) -> Candidate:
    """A site held against the criteria.

    >>> candidate_of(SiteFigures("a.example"), Links(rival="rival.example"), Criteria()).qualified
    <Outcome.FAIL: 'fail'>
    """
    judged = (*_of_links(figures, links), *judge_criteria(figures, criteria))
    return Candidate(figures.site, figures, judged, _parts(figures, criteria))


def in_order(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those that qualify first, then what is not known, then what fails; each by its score."""
    order = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.index(one.qualified), -(one.score or 0), len(one.failed), one.domain,
            ),
        )
    )  # fmt: skip


def with_rows(found: Candidate, source: str, notes: str) -> Candidate:
    """The candidate with what its row of candidates.csv says."""
    return replace(found, source=source, notes=notes)


def _parts(figures: SiteFigures, criteria: Criteria) -> tuple[Part, ...]:
    """A half where a figure just meets its criterion of at most so many, nothing at double that."""

    def under(figure: float | None, bound: float) -> float | None:
        return None if figure is None else max(0.0, 1 - figure / (2 * bound or 1))

    authority = figures.authority
    values = {
        "relevance": figures.relevance,
        "substance": figures.substance,
        "restraint": under(figures.outbound_domains, criteria.outbound_domains),
        "freshness": under(figures.newest_days, criteria.newest_days),
        "authority": None if authority is None else min(1.0, authority / 2),
    }
    return tuple(
        Part(name, value, _WEIGHTS[name]) for name, value in values.items() if value is not None
    )


def _of_links(figures: SiteFigures, links: Links) -> tuple[Criterion, ...]:
    sells = next((cue for cue in links.cues if cue.sells), None)
    return (
        _found(
            "sells_links", figures,
            said("It offers links: “{words}” ({url}).", words=sells.words, url=sells.url)
            if sells
            else "",
            said("None of its pages that were read offers links."),
        ),
        _found(
            "network", figures,
            links.network or _links_to_everyone(links.site),
            said("Nothing says that it belongs to a link network."),
        ),
        _found(
            "competitor", figures,
            said("It seems to belong to your competitor {rival}.", rival=links.rival)
            if links.rival
            else "",
            said("Nothing says that it belongs to a competitor."),
        ),
    )  # fmt: skip


def _links_to_everyone(site: OtherSite) -> str:
    if not site.links_to_everyone:
        return ""
    return said(
        "{crowded} of its {pages} pages link to ten other sites or more, as {url}.",
        crowded=site.crowded,
        pages=site.read,
        url=site.crowded_url,
    )


def _found(name: str, figures: SiteFigures, bad: str, good: str) -> Criterion:
    if bad:
        return Criterion(name, None, None, Outcome.FAIL, bad)
    outcome = Outcome.PASS if figures.pages else Outcome.UNKNOWN
    words = good if figures.pages else said("None of its pages was read yet.")
    return Criterion(name, None, None, outcome, words)
