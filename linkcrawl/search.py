"""Looking for the page that links to us on a site that a source names only as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from linkcrawl.said import said, said_n
from linkcrawl.verified import Verified

_AGAIN = timedelta(days=30)
_SOON = timedelta(days=7)


class Outcome(StrEnum):
    """How a search ended."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    """Every page that was known within the depth of the crawl was visited."""
    BUDGET = "budget"
    """The budget for the site was spent first."""
    UNREACHABLE = "unreachable"
    """No page of the site could be read."""
    MOVED = "moved"
    """The site sends its visitors to another one."""


@dataclass(frozen=True, slots=True)
class Search:
    """How far a crawl looked on a site: *pages* were read of those *known*."""

    domain: str
    at: str
    outcome: Outcome
    pages: int
    known: int
    found_url: str = ""

    @property
    def verified(self) -> Verified:
        """What it says of the claim that the site links to us."""
        match self.outcome:
            case Outcome.FOUND:
                return Verified.LIVE
            case Outcome.NOT_FOUND | Outcome.BUDGET:
                return Verified.NOT_FOUND
            case _:
                return Verified.UNKNOWN

    @property
    def words(self) -> str:
        """How far it looked, in a sentence.

        >>> Search("a.example", "2026-11-21", Outcome.BUDGET, 60, 812).words
        'not found on the 60 pages read of 812 known; the budget for the site was spent'
        """
        match self.outcome:
            case Outcome.FOUND:
                return said_n("found after {count} page", "found after {count} pages", self.pages)
            case Outcome.NOT_FOUND:
                return said_n(
                    "not found; the whole site was read, as far as it was known: {count} page",
                    "not found; the whole site was read, as far as it was known: {count} pages",
                    self.pages,
                )
            case Outcome.BUDGET:
                return said_n(
                    "not found on the {count} page read of {known} known; the budget for the site"
                    " was spent",
                    "not found on the {count} pages read of {known} known; the budget for the site"
                    " was spent",
                    self.pages,
                    known=self.known,
                )
            case Outcome.MOVED:
                return said("the site sends its visitors to another one")
            case _:
                return said("no page of the site could be read")


def is_due(search: Search | None, today: date) -> bool:
    """True for a site that is to be searched again; one that could not be read, soon."""
    if search is None:
        return True
    pause = _SOON if search.outcome is Outcome.UNREACHABLE else _AGAIN
    return date.fromisoformat(search.at[:10]) + pause <= today
