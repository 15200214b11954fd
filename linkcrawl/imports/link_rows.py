"""A row of a table whose columns are known → what it claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from linkcrawl.claims import NO_FIGURES, Claim, DomainFigure, Metric
from linkcrawl.imports.cells import CellError, domain, flag, number, page_and_site, text
from linkcrawl.imports.days import Days
from linkcrawl.imports.meanings import Column, Meaning
from linkcrawl.imports.rows import Cells, LeftOut, Told

# Figures of a whole site: those of the source page's.
OF_SITES = frozenset((
    Metric.RATING, Metric.CITATION, Metric.TRAFFIC, Metric.REFERRING_DOMAINS,
    Metric.LINKED_DOMAINS, Metric.SPAM,
))  # fmt: skip
OF_LINKS = frozenset(Metric) - OF_SITES
_FLAGS = {Meaning.NOFOLLOW: "nofollow", Meaning.SPONSORED: "sponsored", Meaning.UGC: "ugc"}
_KINDS = {
    Meaning.IMAGE: "image", Meaning.REDIRECT: "redirect", Meaning.FRAME: "frame",
    Meaning.FORM: "form",
}  # fmt: skip
_LONGEST_KIND = 40
# The figures of a site repeat on each of its rows; so many are remembered, to be told once.
_REMEMBERED = 500_000
# Many links lead to few pages.
_target = lru_cache(maxsize=10_000)(page_and_site)


@lru_cache(maxsize=1_000)
def _word(cell: str) -> str:
    return text(cell).lower()[:_LONGEST_KIND]


class LinkRows:
    """Reads the rows of one table of so many headings."""

    def __init__(
        self,
        columns: Mapping[Column, int],
        width: int,
        days: Days,
        told: Told,
        keeps: Collection[str] = (),
    ) -> None:
        self._width, self._day, self._told, self._keeps = width, days.read, told, keeps
        # Each row gets one more cell, an empty one, for what its table has no column for.
        self._at = {meaning: columns.get(meaning, width) for meaning in Meaning}
        self._of_links = [(Metric(m), i) for m, i in columns.items() if m in OF_LINKS]
        self._of_sites = [(Metric(m), i) for m, i in columns.items() if m in OF_SITES]
        self._flags = [(word, columns[m]) for m, word in _FLAGS.items() if m in columns]
        self._kinds = [(word, columns[m]) for m, word in _KINDS.items() if m in columns]
        self._says_rel = bool({*_FLAGS, Meaning.REL, Meaning.FOLLOW} & columns.keys())
        self._says_anchor = Meaning.ANCHOR in columns
        self._names_source = bool({Meaning.FROM_URL, Meaning.FROM_DOMAIN} & columns.keys())
        self._names_target = bool({Meaning.TO_URL, Meaning.TO_DOMAIN} & columns.keys())
        self._told_sites: set[int] = set()

    def read(self, cells: Cells) -> Sequence[Claim | DomainFigure | LeftOut]:
        """What a row claims; CellError where it can't be used."""
        if not cells:
            raise CellError("a giant cell, or a quote that is never closed")
        if len(cells) == 1 and not cells[0].strip():
            return ()
        if len(cells) != self._width:
            if any(cells[self._width :]):
                raise CellError(f"{len(cells)} cells under {self._width} headings")
            cells = [*cells[: self._width], *("",) * (self._width - len(cells))]
        cells.append("")
        claim = self._claim(cells)
        if claim.from_domain == claim.to_domain:
            return (LeftOut("links within one site"),)
        if self._keeps and claim.kind not in self._keeps:
            return (LeftOut("no links but images, scripts and the like"),)
        if self._of_sites and claim.from_domain:
            return (claim, *self._figures(claim.from_domain, cells))
        return (claim,)

    def _claim(self, cells: Cells) -> Claim:
        at = self._at
        from_url, from_domain = page_and_site(cells[at[Meaning.FROM_URL]])
        from_domain = from_domain or domain(cells[at[Meaning.FROM_DOMAIN]])
        to_url, to_domain = _target(cells[at[Meaning.TO_URL]])
        to_domain = to_domain or domain(cells[at[Meaning.TO_DOMAIN]])
        if self._names_source and not from_domain:
            raise CellError("no source page")
        if self._names_target and not to_domain:
            raise CellError("no target page")
        last_seen = self._day(cells[at[Meaning.LAST_SEEN]])
        return Claim(
            to_domain or self._told.site,
            from_domain,
            from_url,
            to_url,
            text(cells[at[Meaning.ANCHOR]]) if self._says_anchor else None,
            self._rel(cells) if self._says_rel else None,
            self._kind(cells),
            self._day(cells[at[Meaning.FIRST_SEEN]]),
            last_seen,
            self._lost(cells, last_seen),
            self._link_figures(cells) if self._of_links else NO_FIGURES,
        )

    def _rel(self, cells: Cells) -> str:
        words = cells[self._at[Meaning.REL]].lower()
        found = [word for word in _FLAGS.values() if word in words] if words else []
        found += [word for word, index in self._flags if flag(cells[index])]
        follow = cells[self._at[Meaning.FOLLOW]]
        if follow and not found and not flag(follow):
            return "nofollow"
        return " ".join(dict.fromkeys(found))

    def _kind(self, cells: Cells) -> str:
        if said := cells[self._at[Meaning.KIND]]:
            return _word(said)
        return next((word for word, index in self._kinds if flag(cells[index])), "")

    def _lost(self, cells: Cells, last_seen: str) -> str:
        if day := self._day(cells[self._at[Meaning.LOST]]):
            return day
        lost = cells[self._at[Meaning.LOST_FLAG]]
        return (last_seen or self._told.today) if lost and flag(lost) else ""

    def _link_figures(self, cells: Cells) -> dict[Metric, float]:
        found = {}
        for metric, index in self._of_links:
            value = number(cells[index])
            if value is not None:
                found[metric] = value
        return found

    def _figures(self, site: str, cells: Cells) -> Iterator[DomainFigure]:
        values = [number(cells[index]) for _, index in self._of_sites]
        told = hash((site, *values))
        if told in self._told_sites:
            return
        if len(self._told_sites) >= _REMEMBERED:
            self._told_sites.clear()
        self._told_sites.add(told)
        for (metric, _), value in zip(self._of_sites, values, strict=True):
            if value is not None:
                yield DomainFigure(site, metric, value)
