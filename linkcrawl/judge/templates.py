"""Link → link with what the other pages of its site say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlite_utils import Database

from linkcrawl.judge.sitewide import (
    LinkRow,
    Repetition,
    count_links,
    judge_repetition,
    placement_in_template,
)
from linkcrawl.store.read import StoredLink, live_links_of
from linkcrawl.vocabulary import Placement


@dataclass(frozen=True, slots=True)
class _Template:
    """How the links of one site repeat, by container and target, and where its blocks stand."""

    repetitions: Mapping[tuple[int, int], Repetition]
    usual: Mapping[int, Placement | None]


class Templates:
    """Looks at each site once, when the first of its links asks."""

    def __init__(self, db: Database) -> None:
        # Links come ordered by source page: few sites are asked about at a time.
        self._of_site = lru_cache(maxsize=32)(lambda domain: _template(db, domain))

    def judged(self, link: StoredLink) -> StoredLink:
        """The link with `sitewide` and `boilerplate_ratio`; one of the template is no content."""
        template = self._of_site(link.source_domain)
        found = template.repetitions.get((link.container, link.target))
        if found is None:
            return link
        usual = template.usual.get(link.container)
        return replace(
            link,
            placement=placement_in_template(link.placement, found, usual),
            sitewide=found.sitewide,
            boilerplate_ratio=found.ratio,
        )


def _template(db: Database, domain: str) -> _Template:
    pages, containers, targets = count_links(map(LinkRow._make, live_links_of(db, domain)))
    found = judge_repetition(pages, containers, targets)
    return _Template(
        {(one.container, one.target): one for one in found},
        {number: container.usual for number, container in containers.items()},
    )
