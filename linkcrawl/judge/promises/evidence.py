"""What is known about one promise when it is judged: facts only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit


def _nothing(_: str) -> StoredVisit | None:
    return None


@dataclass(frozen=True, slots=True)
class Evidence:
    """*visits* are those to the agreed page, the oldest first (none where none was agreed).

    *links* are all links, live and gone, from the promising side's site to the other's.
    *searched* is a visit of the newest finished crawl of that site, None where there is
    none: then nobody is said to have taken a link away. *visit_of* gives the newest visit
    to any page. *linked_to* is False where no page of the site links to the agreed one.
    """

    visits: Sequence[StoredVisit] = ()
    links: Sequence[StoredLink] = ()
    searched: StoredVisit | None = None
    visit_of: Callable[[str], StoredVisit | None] = _nothing
    linked_to: bool = True

    @property
    def last(self) -> StoredVisit | None:
        return self.visits[-1] if self.visits else None
