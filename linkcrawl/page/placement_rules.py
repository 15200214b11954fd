"""Where the user says that links stand: CSS selector → placement, for one site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from linkcrawl.vocabulary import Placement


class SelectorMistake(ValueError):
    """A selector that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class PlacementRule:
    """Links inside what *selector* finds, and such links themselves, have *placement*."""

    selector: str
    placement: Placement


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """For each link the placement that a rule gives it, and the rules that fit none."""

    placements: tuple[Placement | None, ...]
    without_match: frozenset[str]


def match_rules(
    root: etree._Element, anchors: Sequence[etree._Element], rules: Sequence[PlacementRule]
) -> RuleMatches:
    """What the rules of a site say of a page's links; the first rule that fits a link wins.

    Raises SelectorMistake for a selector that is no CSS.
    """
    given: dict[etree._Element, Placement] = {}
    without_match = set()
    for rule in rules:
        found = compile_selector(rule.selector)(root)
        links = [e for e in found if isinstance(e, etree._Element)]
        if not links:
            without_match.add(rule.selector)
        for link in links:
            given.setdefault(link, rule.placement)
    return RuleMatches(tuple(map(given.get, anchors)), frozenset(without_match))


@lru_cache(maxsize=1_000)
def compile_selector(selector: str) -> etree.XPath:
    """The links that are, or stand inside, what a selector finds: something to call on a tree.

    >>> compile_selector("footer >")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    linkcrawl.page.placement_rules.SelectorMistake: "footer >" is no CSS selector: ...
    """
    try:
        found = HTMLTranslator().css_to_xpath(selector)
        return etree.XPath(f"({found})/descendant-or-self::*[self::a or self::area]")
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise SelectorMistake(f'"{selector}" is no CSS selector: {error}') from error
