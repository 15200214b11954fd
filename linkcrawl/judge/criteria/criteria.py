"""The figures of a site → its criteria, each passed, failed, or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from linkcrawl.criteria import Criteria, Criterion, Outcome


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """What is known of a site; None (or "" for its language) where nothing is.

    *relevance* is that to the nearest own site, *words* the median length of the main texts,
    *substance* the share of pages with enough of it, *outbound_domains* the mean of a page,
    *authority* theirs for each point of ours, *links_to_us* a number of pages, *originality* the
    share of texts that only one page has, *authorship* that of pages that name who wrote them,
    *updates* days of the last year with new content. *contact* is "" where there is none.
    """

    site: str
    relevance: float | None = None
    pages: int = 0
    words: float | None = None
    substance: float | None = None
    https: float | None = None
    errors: float | None = None
    outbound_domains: float | None = None
    links_pages: float | None = None
    links_to_us: int | None = None
    competitors_linked: int | None = None
    language: str = ""
    authority: float | None = None
    traffic: float | None = None
    originality: float | None = None
    authorship: float | None = None
    newest_days: int | None = None
    updates: int | None = None
    contact: str | None = None
    contact_url: str = ""


class _Rule(NamedTuple):
    """A figure with a bound; *sentence* and *bound* are filled with the two."""

    at_least: bool
    sentence: str
    bound: str
    unknown: str


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def _relevance(value: float) -> str:
    return f"{value:.2f}"


_NOT_READ = "None of its pages was read yet."
_RULES: dict[str, tuple[_Rule, Callable[[float], str]]] = {
    "relevance": (_Rule(True, "Its relevance to your topics is {} of 1", "at least {}",
                        "What it is about can't be told: no pages were read, or they are in a"
                        " language that linkcrawl has no words of."), _relevance),
    "pages": (_Rule(True, "{} of its pages could be read", "at least {}", _NOT_READ), _number),
    "words": (_Rule(True, "The main text of its pages has {} words in the middle", "at least {}",
                    _NOT_READ), _number),
    "substance": (_Rule(True, "{} of its pages have a main text of substance", "at least {}",
                        _NOT_READ), _percent),
    "originality": (_Rule(True, "{} of its pages have a text of their own", "at least {}",
                          _NOT_READ), _percent),
    "authorship": (_Rule(True, "{} of its pages name who wrote them", "at least {}", _NOT_READ),
                   _percent),
    "https": (_Rule(True, "{} of its pages are encrypted", "at least {}", _NOT_READ), _percent),
    "errors": (_Rule(False, "{} of its pages answer with an error", "at most {}",
                     "None of its pages was asked for yet."), _percent),
    "outbound_domains": (_Rule(False, "A page of it links to {} other sites on average",
                               "at most {}", _NOT_READ), _number),
    "links_pages": (_Rule(False, "{} of its pages are links pages", "at most {}", _NOT_READ),
                    _percent),
    "competitors_linked": (_Rule(False, "It links to {} of your competitors", "at most {}",
                                 _NOT_READ), _number),
    "newest_days": (_Rule(False, "Its newest content is {} days old", "at most {}",
                          "The date of its newest content is not known."), _number),
    "updates": (_Rule(True, "Days of the last year on which it published: {}", "at least {}",
                      "How often it publishes is not known."), _number),
    "authority": (_Rule(True, "Its authority is {} of yours", "at least {}",
                        "No authority of both sites was imported."), _percent),
    "traffic": (_Rule(True, "It has {} visits a month", "at least {}",
                      "No traffic was imported."), _number),
}  # fmt: skip


def judge_criteria(figures: SiteFigures, criteria: Criteria) -> tuple[Criterion, ...]:
    """Each criterion held against a site, in the order of the documentation.

    >>> judged = judge_criteria(SiteFigures("partner.example", words=90.0), Criteria())
    >>> [(one.name, str(one.outcome)) for one in judged[:3]]
    [('relevance', 'unknown'), ('pages', 'unknown'), ('words', 'fail')]
    """
    bounded = [_bounded(name, figures, criteria) for name in _RULES]
    return (*bounded, _links_to_us(figures), _language(figures, criteria), _contact(figures))


def qualified(criteria: Iterable[Criterion]) -> Outcome:
    """FAIL where one criterion fails, UNKNOWN where it is not known what a site is about or
    whether it has substance, else PASS.
    """
    by_name = {one.name: one.outcome for one in criteria}
    if Outcome.FAIL in by_name.values():
        return Outcome.FAIL
    needed = (by_name.get("relevance"), by_name.get("substance"))
    return Outcome.PASS if needed == (Outcome.PASS, Outcome.PASS) else Outcome.UNKNOWN


def _bounded(name: str, figures: SiteFigures, criteria: Criteria) -> Criterion:
    rule, words = _RULES[name]
    bound: float = getattr(criteria, name)
    figure: float | None = getattr(figures, name)
    if figure is None or (name == "pages" and not figure):
        return Criterion(name, None, bound, Outcome.UNKNOWN, rule.unknown)
    good = figure >= bound if rule.at_least else figure <= bound
    sentence = f"{rule.sentence.format(words(figure))}; {rule.bound.format(words(bound))} wanted."
    return Criterion(name, figure, bound, Outcome.PASS if good else Outcome.FAIL, sentence)


def _links_to_us(figures: SiteFigures) -> Criterion:
    """Told, and never held against a site."""
    pages = figures.links_to_us
    if pages is None:
        return Criterion("links_to_us", None, None, Outcome.UNKNOWN, _NOT_READ)
    sentence = (
        f"It links to you already, from {pages} of its pages." if pages
        else "It does not link to you yet."
    )  # fmt: skip
    return Criterion("links_to_us", float(pages), None, Outcome.PASS, sentence)


def _language(figures: SiteFigures, criteria: Criteria) -> Criterion:
    wanted = ", ".join(criteria.languages) or None
    if not figures.language:
        return Criterion("language", None, wanted, Outcome.UNKNOWN, "Its language is not known.")
    sentence = f'Most of its pages are in "{figures.language}"'
    good = wanted is None or figures.language in criteria.languages
    sentence += f"; wanted: {wanted}." if wanted else "; any language will do."
    outcome = Outcome.PASS if good else Outcome.FAIL
    return Criterion("language", figures.language, wanted, outcome, sentence)


def _contact(figures: SiteFigures) -> Criterion:
    if figures.contact is None:
        return Criterion(
            "contact", None, None, Outcome.UNKNOWN, "No contact that it publishes is known."
        )
    if not figures.contact:
        said = "Its contact and legal pages show no address and no form."
        return Criterion("contact", None, None, Outcome.FAIL, said)
    where = f", on {figures.contact_url}" if figures.contact_url else ""
    sentence = f"It publishes a contact: {figures.contact}{where}."
    return Criterion("contact", figures.contact, None, Outcome.PASS, sentence)
