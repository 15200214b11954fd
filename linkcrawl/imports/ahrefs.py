"""Ahrefs: backlinks, broken backlinks, referring domains, link intersect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkcrawl.claims import Claim, Metric, Source
from linkcrawl.imports.cells import CellError, domain
from linkcrawl.imports.cells import url as page
from linkcrawl.imports.meanings import Meaning, Names, by_heading, known, plain
from linkcrawl.imports.rows import BadRow, Cells, Head, Part, Row, Told
from linkcrawl.imports.table_format import MAX_PREAMBLE, TableFormat
from linkcrawl.urls import site_of

_OTHER = (
    "Referring page title", "Language", "Platform", "Referring page HTTP code", "Keywords",
    "Left context", "Right context", "Redirect Chain URLs", "Redirect Chain status codes",
    "Is spam", "Content", "Rendered", "Raw", "Lost status", "Drop reason",
    "Discovered status", "Author", "Page type", "Page category", "Links in group",
    "Target page HTTP code", "Redirect Code",
)  # fmt: skip
_SITE_FIGURES: Names = {
    Metric.RATING: ("Domain rating", "DR"),
    Metric.TRAFFIC: ("Domain traffic",),
}
_PAGE_FIGURES: Names = {
    Metric.PAGE_RATING: ("UR", "URL rating"),
    Metric.PAGE_TRAFFIC: ("Page traffic",),
    Metric.PAGE_REFERRING_DOMAINS: ("Referring domains",),
    Metric.PAGE_LINKED_DOMAINS: ("Linked domains",),
    Metric.EXTERNAL_LINKS: ("External links",),
}
_LINK: Names = {
    Meaning.FROM_URL: ("Referring page URL",),
    Meaning.TO_URL: ("Target URL", "Link URL"),
    Meaning.ANCHOR: ("Anchor", "Link anchor"),
    Meaning.KIND: ("Type", "Link type"),
    Meaning.NOFOLLOW: ("Nofollow",),
    Meaning.UGC: ("UGC",),
    Meaning.SPONSORED: ("Sponsored",),
    Meaning.FIRST_SEEN: ("First seen",),
    Meaning.LAST_SEEN: ("Last seen", "Last check", "Ref. page checked"),
    Meaning.LOST: ("Lost", "Lost date"),
}
# On these rows the figures are of the source page and its site.
_ROW: Names = {**_LINK, **_SITE_FIGURES, **_PAGE_FIGURES}

BACKLINKS = TableFormat(
    name="ahrefs-backlinks",
    title="Ahrefs: backlinks",
    source=Source.AHREFS,
    needs=(Meaning.FROM_URL, Meaning.TO_URL),
    columns={**_ROW, Meaning.OTHER: _OTHER},
)
BROKEN = TableFormat(
    name="ahrefs-broken-backlinks",
    title="Ahrefs: broken backlinks",
    source=Source.AHREFS,
    needs=(Meaning.FROM_URL, Meaning.TO_URL, Meaning.TARGET_CHECKED),
    columns={**_ROW, Meaning.TARGET_CHECKED: ("Target checked",), Meaning.OTHER: _OTHER},
)
DOMAINS = TableFormat(
    name="ahrefs-domains",
    title="Ahrefs: referring domains",
    source=Source.AHREFS,
    needs=(Meaning.FROM_DOMAIN, Metric.RATING, Metric.LINKING_PAGES),
    columns={
        Meaning.FROM_DOMAIN: ("Domain", "Referring domain"),
        Metric.RATING: ("Domain rating", "DR"),
        Metric.REFERRING_DOMAINS: ("Dofollow ref. domains", "Referring domains"),
        Metric.LINKED_DOMAINS: ("Dofollow linked domains", "Linked domains"),
        Metric.TRAFFIC: ("Traffic", "Domain traffic"),
        Metric.LINKING_PAGES: ("Links to target", "Total links to target", "Backlinks"),
        Meaning.FIRST_SEEN: ("First seen",),
        Meaning.LOST: ("Lost", "Lost date"),
        Meaning.OTHER: ("New links", "Lost links", "Dofollow links", "Lost status", "Is spam"),
    },
    about_site=True,
)


@dataclass(frozen=True, slots=True)
class LinkIntersect:
    """Pages that link to several sites: a column for each, named like ``example.com/``."""

    name: str = "ahrefs-intersect"
    title: str = "Ahrefs: link intersect"
    source: Source = Source.AHREFS

    def recognise(self, head: Head) -> int:
        headings = self._headings(head)
        return 2 + known(headings, _KNOWN) if headings else 0

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        headings = self._headings(part.head)
        targets = {i: domain(h) for i, h in enumerate(headings) if _names_site(h)}
        source = [plain(h) for h in headings].index(_SOURCE) if headings else 0
        for line, cells in part.rows():
            if tuple(cells) == headings:
                continue
            try:
                yield from _intersected(cells, source, targets)
            except CellError as error:
                yield BadRow(line, str(error))

    def _headings(self, head: Head) -> tuple[str, ...]:
        for row in head.rows[:MAX_PREAMBLE]:
            names = {plain(cell) for cell in row}
            if {_SOURCE, "intersect"} <= names and any(map(_names_site, row)):
                return row
        return ()


_SOURCE = plain("Referring page URL")
_KNOWN = by_heading({**_ROW, Meaning.OTHER: (*_OTHER, "Intersect")})
_NO = frozenset(("", "0", "-", "false", "no"))


def _intersected(cells: Cells, source: int, targets: dict[int, str]) -> Iterator[Claim]:
    if len(cells) <= source or not cells[source].strip():
        raise CellError("no source page")
    from_url = page(cells[source])
    for index, target in targets.items():
        linked = index < len(cells) and cells[index].strip().lower() not in _NO
        if linked and site_of(from_url) != target:
            yield Claim(target, site_of(from_url), from_url)


def _names_site(heading: str) -> bool:
    try:
        return heading.endswith("/") and domain(heading) != ""
    except CellError:
        return False


FORMATS = (BACKLINKS, BROKEN, DOMAINS, LinkIntersect())
