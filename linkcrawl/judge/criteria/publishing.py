"""What a site tells of its making → whether it is looked after, by whom, and how to write to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linkcrawl.purposes import Purpose, purpose_of
from linkcrawl.store.publications import Contact, Published

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Told:
    """The days, authors and contacts that a site gives; *looked_for* where contacts were."""

    published: Sequence[Published] = ()
    contacts: Sequence[Contact] = ()
    looked_for: bool = False

    def newest_days(self, today: date) -> int | None:
        """How old its newest content is, in days; None where it dates none."""
        newest = max((one.day for one in self.published), default="")
        return (today - date.fromisoformat(newest)).days if newest else None

    def updates(self, today: date) -> int | None:
        """On how many days of the last year it published; None where it dates nothing."""
        days = {one.day for one in self.published if one.day}
        return sum(day > str(today - _YEAR) for day in days) if days else None

    def authors(self, pages: int) -> float | None:
        """The share of *pages*, those that were read, that name who wrote them."""
        named = {one.url for one in self.published if one.author}
        return min(1.0, len(named) / pages) if pages else None

    @property
    def contact(self) -> str | None:
        """An address or the page of a form; "" where it was looked for and is not there."""
        return self.contacts[0].value if self.contacts else ("" if self.looked_for else None)

    @property
    def contact_url(self) -> str:
        """The page where the contact stands."""
        return self.contacts[0].url if self.contacts else ""


def is_formal(url: str) -> bool:
    """True for a page that is there to say who runs a site and how to write to them.

    >>> is_formal("https://a.example/impressum/"), is_formal("https://a.example/ovens/")
    (True, False)
    """
    return purpose_of(url) in (Purpose.CONTACT, Purpose.LEGAL)
