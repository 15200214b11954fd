"""Who links to us and whom we link to → what the report's page on it and the terminal print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkcrawl.judge.backlinks.authority import said_by
from linkcrawl.judge.backlinks.crossed import Backing, Crossed, Crossing, Way
from linkcrawl.verified import Verified
from reports.cut import Cut, cut_to

WAYS = {
    Way.RECIPROCAL: "both ways",
    Way.IN: "they link to us",
    Way.OUT: "we link to them",
    Way.NONE: "no link was found",
}
BACKINGS = {
    Backing.VERIFIED: "seen by us",
    Backing.CLAIMED: "only claimed",
    Backing.NOT_FOUND: "claimed, not found",
    Backing.NONE: "no link to us",
}
_BECAME = {
    Verified.LIVE: "with the link",
    Verified.NOT_FOUND: "without it",
    Verified.NOT_IN_HTML: "without it in the HTML",
    Verified.GONE: "gone",
    Verified.UNKNOWN: "could not be read",
    Verified.UNCHECKED: "not visited yet",
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
    links_in = sum(backings.values())
    lines = [
        f"{_sites(links_in)} said or seen to link to it: {backings[Backing.VERIFIED]} seen by us,"
        f" {backings[Backing.CLAIMED]} only claimed, {backings[Backing.NOT_FOUND]} claimed and"
        " not found.",
        f"{ways[Way.RECIPROCAL]} both ways, {ways[Way.IN]} one way in, {ways[Way.OUT]} one way"
        " out.",
    ]
    if searched := crossing.searched:
        lines.append(
            f"Sources name {_sites(sum(searched.values()), '', '')} without a page:"
            f" {searched[Verified.LIVE]} found to link to it, {searched[Verified.NOT_FOUND]}"
            f" searched in vain, {searched[Verified.UNKNOWN]} could not be read,"
            f" {searched[Verified.UNCHECKED]} not searched yet."
        )
    if count := len(crossing.undocumented):
        covers = "exchange" if count == 1 else "exchanges"
        lines.append(f"{count} {covers} that no agreement covers.")
    return tuple(lines)


def _rows(sites: Sequence[Crossed], limit: int) -> Cut[CrossedRow]:
    cut = cut_to(sites, limit)
    return Cut(tuple(map(_row, cut.rows)), cut.more)


def _row(site: Crossed) -> CrossedRow:
    claimed = site.backing is Backing.CLAIMED
    way = f"{WAYS[site.way]}, as sources say" if claimed else WAYS[site.way]
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
    named = _pages(pages) if pages else "the site"
    lost = ", gone as they say" if claimed.lost else ""
    return f"{named}{lost}; {', '.join(map(said_by, claimed.sources))}"


def _looked(site: Crossed) -> Iterable[str]:
    for became, words in _BECAME.items():
        if count := site.looked.get(became):
            yield f"{_pages(count)} {words}"
    if site.search:
        yield f"searched: {site.search.words}"


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def _sites(count: int, one: str = " is", several: str = " are") -> str:
    return f"{count} site{one}" if count == 1 else f"{count} sites{several}"
