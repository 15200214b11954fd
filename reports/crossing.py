"""Who links to us and whom we link to → what the report's page on it and the terminal print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkcrawl.judge.backlinks.authority import said_by
from linkcrawl.judge.backlinks.crossed import Backing, Crossed, Crossing, Way
from linkcrawl.said import Said, marked_n, said, said_all, said_n
from linkcrawl.verified import Verified
from reports.cut import Cut, cut_to

WAYS = {
    Way.RECIPROCAL: said("both ways"),
    Way.IN: said("they link to us"),
    Way.OUT: said("we link to them"),
    Way.NONE: said("no link was found"),
}
BACKINGS = {
    Backing.VERIFIED: said("seen by us"),
    Backing.CLAIMED: said("only claimed"),
    Backing.NOT_FOUND: said("claimed, not found"),
    Backing.NONE: said("no link to us"),
}
_BECAME = {
    Verified.LIVE: marked_n("{count} page with the link", "{count} pages with the link"),
    Verified.NOT_FOUND: marked_n("{count} page without it", "{count} pages without it"),
    Verified.NOT_IN_HTML: marked_n(
        "{count} page without it in the HTML", "{count} pages without it in the HTML"
    ),
    Verified.GONE: marked_n("{count} page gone", "{count} pages gone"),
    Verified.UNKNOWN: marked_n("{count} page could not be read", "{count} pages could not be read"),
    Verified.UNCHECKED: marked_n("{count} page not visited yet", "{count} pages not visited yet"),
}
_FLAGS = 3


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """A site with what others say of it in words, beside what we looked at."""

    site: Crossed
    way: str
    backing: str
    claimed: str
    looked: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrossingSection:
    """An own site: what its links come to in sentences, then its lists."""

    own: str
    lines: tuple[str, ...]
    undocumented: Cut[CrossedRow]
    rows: Cut[CrossedRow]


def crossing_sections(crossings: Iterable[Crossing], limit: int) -> tuple[CrossingSection, ...]:
    """What is to be printed of each own site; lists hold *limit* rows at most."""
    return tuple(
        CrossingSection(
            crossing.own,
            crossing_lines(crossing),
            _rows(crossing.undocumented, limit),
            _rows(crossing.rows, limit),
        )
        for crossing in crossings
    )


def crossing_lines(crossing: Crossing) -> tuple[str, ...]:
    """The link profile of an own site in a few sentences."""
    backings, ways = crossing.backings, crossing.ways
    lines = [
        said_n(
            "{count} site is said or seen to link to it: {verified} seen by us, {claimed} only"
            " claimed, {not_found} claimed and not found.",
            "{count} sites are said or seen to link to it: {verified} seen by us, {claimed} only"
            " claimed, {not_found} claimed and not found.",
            sum(backings.values()),
            verified=backings[Backing.VERIFIED],
            claimed=backings[Backing.CLAIMED],
            not_found=backings[Backing.NOT_FOUND],
        ),
        said(
            "{both} both ways, {into} one way in, {out} one way out.",
            both=ways[Way.RECIPROCAL],
            into=ways[Way.IN],
            out=ways[Way.OUT],
        ),
    ]
    if crossing.searched:
        lines.append(_searched(crossing.searched))
    if count := len(crossing.undocumented):
        lines.append(
            said_n(
                "{count} exchange that no agreement covers.",
                "{count} exchanges that no agreement covers.",
                count,
            )
        )
    return tuple(lines)


def _searched(searched: Mapping[Verified, int]) -> Said:
    return said_n(
        "Sources name {count} site without a page: {live} found to link to it, {in_vain} searched"
        " in vain, {unknown} could not be read, {unchecked} not searched yet.",
        "Sources name {count} sites without a page: {live} found to link to it, {in_vain} searched"
        " in vain, {unknown} could not be read, {unchecked} not searched yet.",
        sum(searched.values()),
        live=searched[Verified.LIVE],
        in_vain=searched[Verified.NOT_FOUND],
        unknown=searched[Verified.UNKNOWN],
        unchecked=searched[Verified.UNCHECKED],
    )


def _rows(sites: Sequence[Crossed], limit: int) -> Cut[CrossedRow]:
    cut = cut_to(sites, limit)
    return Cut(tuple(map(_row, cut.rows)), cut.more)


def _row(site: Crossed) -> CrossedRow:
    way: str = WAYS[site.way]
    if site.backing is Backing.CLAIMED:
        way = said("{way}, as sources say", way=way)
    return CrossedRow(
        site, way, BACKINGS[site.backing], _claimed(site), tuple(_looked(site)),
        site.flags[:_FLAGS],
    )  # fmt: skip


def _claimed(site: Crossed) -> str:
    """What sources say, as in: 3 pages; Ahrefs, Bing."""
    claimed = site.claimed
    if claimed is None:
        return ""
    pages = max(claimed.pages, claimed.linking_pages)
    named: str = said_n("{count} page", "{count} pages", pages) if pages else said("the site")
    if claimed.lost:
        named = said("{pages}, gone as they say", pages=named)
    return said_all("; ", (named, said_all(", ", map(said_by, claimed.sources))))


def _looked(site: Crossed) -> Iterable[str]:
    for became, words in _BECAME.items():
        if count := site.looked.get(became):
            yield said_n(*words, count)
    if site.search:
        yield said("searched: {how_far}", how_far=site.search.words)
