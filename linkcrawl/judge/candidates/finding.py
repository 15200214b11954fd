"""Links that are known → sites worth considering, each with the pages that led to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from linkcrawl.judge.backlinks.linkers import Linker
from linkcrawl.said import marked
from linkcrawl.store.claims import StoredClaim
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement

# Words in addresses of pages that list the members of something.
_LISTS = re.compile(
    r"member|mitglied|membre|socios|\bsoci\b|leden|directory|verzeichnis|annuaire|directorio"
    r"|suppliers|lieferanten|fournisseurs|proveedores|fornitori|exhibitor|aussteller",
    re.IGNORECASE,
)
# What one competitor's friend links to is chance; what two link to is the field's.
_SEVERAL = 2
_MOST_TOLD = 3


class Trail(StrEnum):
    """What led to a site, the most telling first."""

    OURS = marked("you link to it, and it does not link back")
    PARTNER = marked("a partner links to it in content")
    RIVALS = marked("it links to several competitors, and not to you")
    SHARED = marked("several sites that link to competitors link to it")
    REFERRER = marked("a page that links to a competitor links to it in content")
    LISTED = marked("a directory or an association lists it")


@dataclass(frozen=True, slots=True)
class Prospect:
    """A site worth considering: what led to it, and the pages (or sites) where that was seen."""

    domain: str
    trails: Mapping[Trail, tuple[str, ...]]

    @property
    def sources(self) -> frozenset[str]:
        """All pages that led to it."""
        return frozenset(url for urls in self.trails.values() for url in urls)

    @property
    def words(self) -> str:
        """What led to it and where, in a line.

        >>> Prospect("a.example", {Trail.OURS: ("https://own.example/",)}).words
        'you link to it, and it does not link back: https://own.example/'
        """
        return "; ".join(
            f"{trail}: {', '.join(urls[:_MOST_TOLD])}"
            + (f" and {len(urls) - _MOST_TOLD} more" if len(urls) > _MOST_TOLD else "")
            for trail, urls in self.trails.items()
        )


Step = tuple[str, Trail, str]
"""A site, what leads to it, and where."""


@dataclass(frozen=True, slots=True)
class Field:
    """Whose links are looked at: *associations* are partners by that kind of relationship.

    *referring* are pages that link to competitors, *link_to_us* sites that link to own ones.
    """

    own: Collection[str]
    partners: Collection[str]
    associations: Collection[str]
    referring: Collection[str]
    link_to_us: Collection[str]


def steps_of(link: StoredLink, field: Field) -> Iterator[Step]:
    """Where a link leads, if that says anything."""
    if not link.live or link.hidden or link.source_domain == link.target_domain:
        return
    to, url = link.target_domain, link.source_url
    in_content = link.placement is Placement.CONTENT
    if link.source_domain in field.own:
        if in_content and to not in field.link_to_us:
            yield to, Trail.OURS, url
        return
    listed = link.placement is Placement.LINKS_PAGE or (in_content and _LISTS.search(url))
    if listed or (in_content and link.source_domain in field.associations):
        yield to, Trail.LISTED, url
    elif in_content and link.source_domain in field.partners:
        yield to, Trail.PARTNER, url
    elif in_content and url in field.referring:
        yield to, Trail.REFERRER, url


def shared_targets(
    links: Iterable[tuple[str, str, str]], link_to_us: Collection[str]
) -> Iterator[Step]:
    """What several of the sites that link to competitors link to.

    *links* are (linking site, its page or "", site linked to).
    """
    from_sites: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for site, url, to in links:
        if site != to and not from_sites[to].get(site):
            from_sites[to][site] = url
    for to, sites in from_sites.items():
        if len(sites) >= _SEVERAL and to not in link_to_us:
            for site, url in sites.items():
                yield to, Trail.SHARED, url or site


def claimed(claims: Iterable[StoredClaim]) -> Iterator[tuple[str, str, str]]:
    """Claims as `shared_targets` takes them; what is lost does not count."""
    return ((c.from_domain, c.from_url, c.to_domain) for c in claims if not c.lost)


def steps_of_linkers(found: Iterable[Linker]) -> Iterator[Step]:
    """The sites that link to two competitors or more."""
    for one in found:
        if len(one.competitors) >= _SEVERAL:
            yield from ((one.domain, Trail.RIVALS, rival) for rival in one.competitors)


def prospects(steps: Iterable[Step], left_out: Callable[[str], bool]) -> tuple[Prospect, ...]:
    """The sites that the steps lead to, those first to which most pages lead."""
    found: defaultdict[str, defaultdict[Trail, dict[str, None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for domain, trail, url in steps:
        if domain:
            found[domain][trail][url] = None
    rows = (
        Prospect(domain, {trail: tuple(trails[trail]) for trail in Trail if trail in trails})
        for domain, trails in found.items()
        if not left_out(domain)
    )
    return tuple(sorted(rows, key=lambda one: (-len(one.trails), -len(one.sources), one.domain)))
