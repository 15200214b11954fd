"""The own pages that others link to: who links, how, and what was agreed about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from linkcrawl.judge.profile.landing import Work
from linkcrawl.judge.profile.profile import Profile
from linkcrawl.store.read import StoredLink
from linkcrawl.urls import page_key
from reports.cut import Cut, cut_to
from reports.partner import LinkGroup, Share, file_name, groups_of, shares
from reports.standing import Standing
from reports.visible import path_of

# Whoever likes can link to any number of addresses of ours; the rest stand in links.csv.
MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class OwnPage:
    """An own page; what takes long to put together is so when it is printed.

    *standings* are the sides of agreements that name it as their target, *work* is None where
    nothing is known to be amiss with it.
    """

    url: str
    name: str
    file: str
    links: Sequence[StoredLink]
    standings: Cut[Standing]
    work: Work | None
    limit: int

    @property
    def live(self) -> Sequence[StoredLink]:
        return [link for link in self.links if link.live]

    @property
    def sites(self) -> int:
        """How many sites link to it today."""
        return len({link.source_domain for link in self.live})

    @property
    def groups(self) -> Cut[LinkGroup]:
        return cut_to(groups_of(self.links), self.limit)

    @property
    def placements(self) -> tuple[Share, ...]:
        return shares(link.placement for link in self.live)

    @property
    def anchor_types(self) -> tuple[Share, ...]:
        return shares(link.anchor_type for link in self.live)


def own_pages_of(
    links_in: Iterable[StoredLink],
    standings: Iterable[Standing],
    profiles: Iterable[Profile],
    limit: int,
    most: int = MOST_PAGES,
) -> tuple[OwnPage, ...]:
    """The pages with links, live or gone, those with most of them first, *most* of them."""
    links: defaultdict[str, list[StoredLink]] = defaultdict(list)
    for link in links_in:
        links[link.target_url].append(link)
    agreed: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        if not standing.ours and standing.check.promise.target:
            agreed[page_key(standing.check.promise.target)].append(standing)
    work = {one.page.url: one for profile in profiles for one in profile.work}
    named = sorted(links, key=lambda url: (-len(links[url]), url))[:most]
    return tuple(
        OwnPage(
            url, path_of(url), _file(links[url][0].target_domain, url), links[url],
            cut_to(agreed.get(page_key(url), ()), limit), work.get(url), limit,
        )
        for url in named
    )  # fmt: skip


def places_of(pages: Iterable[OwnPage]) -> Mapping[str, str]:
    """The page of each, as seen from the first page of the report."""
    return {page.url: f"own/{page.file}" for page in pages}


def _file(domain: str, url: str) -> str:
    """A name that begins with the domain: paths are too much alike, and anything but safe."""
    digest = blake2b(url.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{file_name(domain)}-{digest}.html"
