"""A synthetic web: sites whose pages follow from a seed, the web's size and their address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

from bench.anchor import Anchor, inside, outside, page_url
from bench.article import head, prose, tail
from bench.dress import wrap
from bench.site import Site, host_name, new_site
from bench.words import phrase


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the user and one partner agreed; the pages hold both links."""

    partner: str
    their_page: str
    our_target: str
    our_page: str
    their_target: str


@dataclass(frozen=True)
class Web:
    """*pages* pages on *hosts* sites, at least two on each. The first is the user's own."""

    seed: int
    pages: int
    hosts: int

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Every site with its paths."""
        whole, rest = divmod(self.pages, self.hosts)
        return tuple(new_site(self.seed, n, whole + (n < rest)) for n in range(self.hosts))

    def page(self, site: Site, number: int) -> str:
        """The HTML of the page at ``site.paths[number]``."""
        rng = Random(f"{self.seed}/{site.host}{site.paths[number]}")
        article = prose(rng, site, self._anchors(rng, site, number)) + tail(rng, site, number)
        columns = wrap(site.dress.article, article) + site.sidebar
        body = site.header + wrap(site.dress.columns, columns) + site.footer
        return head(site, number) + wrap(site.dress.body, body) + "</html>\n"

    def agreements(self) -> list[Agreed]:
        """One agreement with each partner."""
        own, *partners = self.sites
        return [
            Agreed(
                partner=partner.host,
                their_page=page_url(partner.host, partner.paths[1]),
                our_target=page_url(own.host, "/"),
                our_page=page_url(own.host, own.paths[number % len(own.paths)]),
                their_target=page_url(partner.host, "/"),
            )
            for number, partner in enumerate(partners, start=1)
        ]

    def _anchors(self, rng: Random, site: Site, number: int) -> list[Anchor]:
        """The links in the prose of a page, two in five of them to other sites."""
        anchors = [outside(rng) for _ in range(rng.randint(6, 22))]
        anchors += [inside(rng, site.paths, site.titles) for _ in range(rng.randint(14, 36))]
        for _ in range(rng.randint(0, 3)):
            other = rng.choice(self.sites)
            anchors.append(Anchor(page_url(other.host, rng.choice(other.paths)), phrase(rng)))
        anchors += self._agreed_anchors(rng, site, number)
        rng.shuffle(anchors)
        return anchors

    def _agreed_anchors(self, rng: Random, site: Site, number: int) -> list[Anchor]:
        own = self.sites[0]
        if site is own:
            partners = range(number or len(own.paths), self.hosts, len(own.paths))
            return [Anchor(page_url(host_name(n), "/"), phrase(rng)) for n in partners]
        return [Anchor(page_url(own.host, "/"), own.name)] if number == 1 else []
