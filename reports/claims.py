"""What others say of links and sites, as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkcrawl.store.claims import StoredClaim, StoredFigure

CLAIM_COLUMNS = (
    "source", "source_domain", "source_url", "target_domain", "target_url", "anchor_text", "rel",
    "kind", "first_seen", "last_seen", "lost", "figures", "imported_at",
)  # fmt: skip
FIGURE_COLUMNS = ("domain", "metric", "value", "source", "at")


def claim_rows(claims: Iterable[StoredClaim]) -> Iterator[tuple[str | tuple[str, ...] | None, ...]]:
    """A row for each claim; what its source does not say is None."""
    for claim in claims:
        yield (
            claim.source, claim.from_domain or None, claim.from_url or None, claim.to_domain,
            claim.to_url or None, claim.anchor, claim.rel, claim.kind or None,
            claim.first_seen or None, claim.last_seen or None, claim.lost or None,
            tuple(f"{metric} {value:g}" for metric, value in claim.figures.items()),
            claim.imported_at,
        )  # fmt: skip


def figure_rows(figures: Iterable[StoredFigure]) -> Iterator[tuple[str | float, ...]]:
    """A row for each figure."""
    for figure in figures:
        yield figure.domain, figure.metric, figure.value, figure.source, figure.at
