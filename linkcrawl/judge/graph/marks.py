"""What several sites have in common that tells of one hand behind them, one kind after another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlite_utils import Database

from linkcrawl.judge.graph.platforms import (
    hosting_of,
    is_platform,
    is_platform_account,
    platform_of,
)
from linkcrawl.said import marked, said
from linkcrawl.store.footprints import StoredFootprint, footprints, site_blocks, site_titles
from linkcrawl.vocabulary import FootprintKind

# A block is of the template where most pages have it; fewer pages or blocks are no template.
_ON_PAGES, _FEWEST_PAGES, _FEWEST_BLOCKS = 0.8, 4, 3
# Titles are alike where so many, of so many words, are equal, and are such a share of both sites'.
_FEWEST_TITLES, _FEWEST_WORDS, _ALIKE = 3, 3, 0.5
_MOST_TITLES = 300
# A word of most titles of a site is its brand or its topic.
_IN_TITLES = 0.4
_WORDS = re.compile(r"\w+")
# Sites are not crawled on one day.
_SEEN_WITHIN = timedelta(days=30)
_NAMES = {
    FootprintKind.GOOGLE_ANALYTICS: marked("the same Google Analytics account {value}"),
    FootprintKind.GOOGLE_TAG_MANAGER: marked("the same Google Tag Manager container {value}"),
    FootprintKind.GOOGLE_ADS: marked("the same Google Ads account {value}"),
    FootprintKind.ADSENSE: marked("the same AdSense account {value}"),
    FootprintKind.META_PIXEL: marked("the same Meta pixel {value}"),
    FootprintKind.CLARITY: marked("the same Clarity project {value}"),
    FootprintKind.MATOMO: marked("the same Matomo site {value}"),
    FootprintKind.HOTJAR: marked("the same Hotjar site {value}"),
    FootprintKind.YANDEX_METRICA: marked("the same Yandex Metrica counter {value}"),
    FootprintKind.CLOUDFLARE_BEACON: marked("the same Cloudflare analytics token {value}"),
    FootprintKind.ADDRESS: marked("the same server address {value}"),
}


class Sort(StrEnum):
    """What kind of thing is shared; only an account is more than a weak mark."""

    ACCOUNT = "account"
    TOKEN = "token"
    ADDRESS = "address"
    TEMPLATE = "template"
    TITLES = "titles"


# Shared by more brands than this, it is a platform's, a host's or a theme's.
MOST_BRANDS = {
    Sort.ACCOUNT: 50,
    Sort.TOKEN: 5,
    Sort.ADDRESS: 5,
    Sort.TEMPLATE: 8,
    Sort.TITLES: 8,
}
# Cloudflare puts its token in by itself, and some of its customers share one.
_SORTS = {FootprintKind.ADDRESS: Sort.ADDRESS, FootprintKind.CLOUDFLARE_BEACON: Sort.TOKEN}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that *sites* share, in *words*, and the pages on which it was seen."""

    sort: Sort
    value: str
    sites: tuple[str, ...]
    words: str
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteMarks:
    """The facts: footprints, the blocks of each site's template, the titles of its pages."""

    footprints: Sequence[StoredFootprint] = ()
    blocks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)


def site_marks(db: Database) -> SiteMarks:
    """All that the database knows of who may run its sites."""
    return SiteMarks(
        footprints(db), site_blocks(db, _ON_PAGES, _FEWEST_PAGES), site_titles(db, _MOST_TITLES)
    )


def shared_marks(facts: SiteMarks) -> tuple[Mark, ...]:
    """Everything that two brands or more share and that proves anything, in a fixed order."""
    marks = (*_footprints(facts.footprints), *_templates(facts.blocks), *_titles(facts.titles))
    return tuple(
        sorted(filter(_proves, marks), key=lambda mark: (mark.sort, mark.value, mark.sites))
    )


def brand_of(site: str) -> str:
    """What a site's country variants have in common.

    >>> brand_of("brand.de") == brand_of("brand.co.uk"), brand_of("other-brand.de")
    (True, 'otherbrand')
    """
    return site.partition(".")[0].replace("-", "")


def _proves(mark: Mark) -> bool:
    """False for what a single brand has, what many have, and what a platform gives its users."""
    hosts = {platform_of(site) for site in mark.sites}
    if any(map(is_platform, mark.sites)) or (len(hosts) == 1 and "" not in hosts):
        return False
    return 2 <= len({brand_of(site) for site in mark.sites}) <= MOST_BRANDS[mark.sort]


def _footprints(found: Iterable[StoredFootprint]) -> Iterator[Mark]:
    holders: defaultdict[tuple[FootprintKind, str], list[StoredFootprint]] = defaultdict(list)
    for one in found:
        hosted = one.kind is FootprintKind.ADDRESS and hosting_of(one.value)
        if not hosted and not is_platform_account(one.value):
            holders[one.kind, one.value].append(one)
    for (kind, value), held in holders.items():
        shared = _now(held) if kind is FootprintKind.ADDRESS else held
        urls = {one.site: one.url for one in shared}
        sites = tuple(sorted(urls))
        words = said(_NAMES[kind], value=value)
        yield Mark(
            _SORTS.get(kind, Sort.ACCOUNT), value, sites, words, tuple(urls[site] for site in sites)
        )


def _now(held: Sequence[StoredFootprint]) -> Sequence[StoredFootprint]:
    """Those that had an address when the last of them came: hosts give it to one after another."""
    came = max(one.first_seen for one in held)
    if not came or len({brand_of(one.site) for one in held}) > MOST_BRANDS[Sort.ADDRESS]:
        return held
    since = str(date.fromisoformat(came) - _SEEN_WITHIN)
    return [one for one in held if one.last_seen >= since]


def _templates(blocks: Mapping[str, frozenset[str]]) -> Iterator[Mark]:
    """Sites whose pages are made of the same blocks, as far as those have names."""
    holders: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for site, paths in blocks.items():
        named = frozenset(path for path in paths if "." in path or "#" in path)
        if len(named) >= _FEWEST_BLOCKS and not platform_of(site):
            holders[named].append(site)
    for named, sites in holders.items():
        longest = max(named, key=lambda path: (len(path), path))
        example = ">".join(longest.split(">")[-2:])
        words = said(
            "the same template: {blocks} equal blocks, as {example}",
            blocks=len(named),
            example=example,
        )
        yield Mark(Sort.TEMPLATE, min(named), tuple(sorted(sites)), words)


def _titles(titles: Mapping[str, Sequence[str]]) -> Iterator[Mark]:
    """Pairs of sites whose titles are equal but for brand and topic."""
    shapes = {site: shapes_of(site, told) for site, told in titles.items()}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for site in sorted(shapes):
        for shape in shapes[site]:
            holders[shape].append(site)
    common: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for shape, sites in holders.items():
        if len({brand_of(site) for site in sites}) <= MOST_BRANDS[Sort.TITLES]:
            for place, one in enumerate(sites):
                for other in sites[place + 1 :]:
                    common[one, other].append(shape)
    for (one, other), equal in common.items():
        most = max(len(shapes[one]), len(shapes[other]))
        if len(equal) >= _FEWEST_TITLES and len(equal) >= _ALIKE * most:
            example = min(equal)
            words = said(
                "titles that are equal but for brand and topic, as “{example}”", example=example
            )
            yield Mark(Sort.TITLES, example, (one, other), words)


def shapes_of(site: str, titles: Sequence[str]) -> frozenset[str]:
    """The titles of a site without the words of its brand and its topic.

    >>> sorted(shapes_of("redshoes.example", ["How to choose shoes | Red Shoes", "Red Shoes",
    ...     "Ten tips for good shoes"]))
    ['how to choose', 'ten tips for good']
    """
    told = [_WORDS.findall(title.lower()) for title in titles]
    counted = Counter(word for words in told for word in set(words))
    usual = {
        word for word, count in counted.items() if count > 1 and count >= _IN_TITLES * len(told)
    }
    name = brand_of(site)
    kept = (
        [word for word in words if word not in usual and (len(word) < 3 or word not in name)]
        for words in told
    )
    return frozenset(" ".join(words) for words in kept if len(words) >= _FEWEST_WORDS)
