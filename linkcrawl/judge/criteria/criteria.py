"""The figures of a site → its criteria, each passed, failed, or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from linkcrawl.criteria import Criteria, Criterion, Outcome
from linkcrawl.said import marked, said


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
    """A figure with a bound; *sentence* is filled with the two, as *told* writes them."""

    at_least: bool
    sentence: str
    unknown: str
    told: Callable[[float], float] = float


def _whole(figure: float) -> float:
    """What is no share: without a point, unless it is small."""
    return round(figure) if figure >= 10 or figure == int(figure) else round(figure, 1)


_NOT_READ = said("None of its pages was read yet.")
_RULES = {
    "relevance": _Rule(
        True,
        marked("Its relevance to your topics is {figure:.2f} of 1; at least {bound:.2f} wanted."),
        said(
            "What it is about can't be told: no pages were read, or they are in a language that"
            " linkcrawl has no words of."
        ),
    ),
    "pages": _Rule(
        True,
        marked("{figure} of its pages could be read; at least {bound} wanted."),
        _NOT_READ,
        _whole,
    ),
    "words": _Rule(
        True,
        marked(
            "The main text of its pages has {figure} words in the middle; at least {bound} wanted."
        ),
        _NOT_READ,
        _whole,
    ),
    "substance": _Rule(
        True,
        marked(
            "{figure:.0%} of its pages have a main text of substance; at least {bound:.0%} wanted."
        ),
        _NOT_READ,
    ),
    "originality": _Rule(
        True,
        marked("{figure:.0%} of its pages have a text of their own; at least {bound:.0%} wanted."),
        _NOT_READ,
    ),
    "authorship": _Rule(
        True,
        marked("{figure:.0%} of its pages name who wrote them; at least {bound:.0%} wanted."),
        _NOT_READ,
    ),
    "https": _Rule(
        True,
        marked("{figure:.0%} of its pages are encrypted; at least {bound:.0%} wanted."),
        _NOT_READ,
    ),
    "errors": _Rule(
        False,
        marked("{figure:.0%} of its pages answer with an error; at most {bound:.0%} wanted."),
        said("None of its pages was asked for yet."),
    ),
    "outbound_domains": _Rule(
        False,
        marked("A page of it links to {figure} other sites on average; at most {bound} wanted."),
        _NOT_READ,
        _whole,
    ),
    "links_pages": _Rule(
        False,
        marked("{figure:.0%} of its pages are links pages; at most {bound:.0%} wanted."),
        _NOT_READ,
    ),
    "competitors_linked": _Rule(
        False,
        marked("It links to {figure} of your competitors; at most {bound} wanted."),
        _NOT_READ,
        _whole,
    ),
    "newest_days": _Rule(
        False,
        marked("Its newest content is {figure} days old; at most {bound} wanted."),
        said("The date of its newest content is not known."),
        _whole,
    ),
    "updates": _Rule(
        True,
        marked("Days of the last year on which it published: {figure}; at least {bound} wanted."),
        said("How often it publishes is not known."),
        _whole,
    ),
    "authority": _Rule(
        True,
        marked("Its authority is {figure:.0%} of yours; at least {bound:.0%} wanted."),
        said("No authority of both sites was imported."),
    ),
    "traffic": _Rule(
        True,
        marked("It has {figure} visits a month; at least {bound} wanted."),
        said("No traffic was imported."),
        _whole,
    ),
}


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
    rule = _RULES[name]
    bound: float = getattr(criteria, name)
    figure: float | None = getattr(figures, name)
    if figure is None or (name == "pages" and not figure):
        return Criterion(name, None, bound, Outcome.UNKNOWN, rule.unknown)
    good = figure >= bound if rule.at_least else figure <= bound
    sentence = said(rule.sentence, figure=rule.told(figure), bound=rule.told(bound))
    return Criterion(name, figure, bound, Outcome.PASS if good else Outcome.FAIL, sentence)


def _links_to_us(figures: SiteFigures) -> Criterion:
    """Told, and never held against a site."""
    pages = figures.links_to_us
    if pages is None:
        return Criterion("links_to_us", None, None, Outcome.UNKNOWN, _NOT_READ)
    sentence = (
        said("It links to you already, from {pages} of its pages.", pages=pages)
        if pages
        else said("It does not link to you yet.")
    )
    return Criterion("links_to_us", float(pages), None, Outcome.PASS, sentence)


def _language(figures: SiteFigures, criteria: Criteria) -> Criterion:
    wanted = ", ".join(criteria.languages) or None
    if not figures.language:
        return Criterion(
            "language", None, wanted, Outcome.UNKNOWN, said("Its language is not known.")
        )
    good = wanted is None or figures.language in criteria.languages
    words = _SOME_LANGUAGES if wanted else _ANY_LANGUAGE
    sentence = said(words, language=figures.language, wanted=wanted)
    outcome = Outcome.PASS if good else Outcome.FAIL
    return Criterion("language", figures.language, wanted, outcome, sentence)


_SOME_LANGUAGES = marked("Most of its pages are in “{language}”; wanted: {wanted}.")
_ANY_LANGUAGE = marked("Most of its pages are in “{language}”; any language will do.")


def _contact(figures: SiteFigures) -> Criterion:
    if figures.contact is None:
        return Criterion(
            "contact", None, None, Outcome.UNKNOWN, said("No contact that it publishes is known.")
        )
    if not figures.contact:
        none = said("Its contact and legal pages show no address and no form.")
        return Criterion("contact", None, None, Outcome.FAIL, none)
    if figures.contact_url:
        sentence = said(
            "It publishes a contact: {contact}, on {url}.",
            contact=figures.contact,
            url=figures.contact_url,
        )
    else:
        sentence = said("It publishes a contact: {contact}.", contact=figures.contact)
    return Criterion("contact", figures.contact, None, Outcome.PASS, sentence)
