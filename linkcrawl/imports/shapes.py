"""What a table is when nobody understands its headings: told by its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linkcrawl.claims import Metric
from linkcrawl.imports.cells import CellError, domain, number, url
from linkcrawl.imports.days import Days
from linkcrawl.imports.meanings import Column, Meaning, plain

# Words of tables that are about something else, and of no other language that we know of.
_ENGLISH = frozenset((
    "backlinks", "clicks", "cost", "count", "domain", "hits", "host", "hostname", "impressions",
    "last", "linking", "modified", "price", "rank", "referrer", "revenue", "score", "sessions",
    "source", "target", "url", "users", "views", "visits",
))  # fmt: skip


def has_shape(
    headings: Sequence[str], rows: Sequence[Sequence[str]], shape: Sequence[Column]
) -> bool:
    """Whether each of *rows* has just the cells that *shape* names, under foreign *headings*.

    >>> sites, row = (Meaning.FROM_DOMAIN, Metric.LINKING_PAGES), ("example.com", "1.240")
    >>> has_shape(("Sivusto", "Linkit"), [row], sites), has_shape(("Domain", "Price"), [row], sites)
    (True, False)
    """
    words = {word for heading in headings for word in plain(heading).split()}
    same = all(len(row) == len(shape) and all(map(_fits, row, shape)) for row in rows)
    return bool(rows) and len(headings) == len(shape) and not words & _ENGLISH and same


def _fits(cell: str, column: Column) -> bool:
    if isinstance(column, Metric):
        return number(cell) is not None
    return _CHECKS[column](cell)


def _is_page(cell: str) -> bool:
    try:
        return cell.startswith(("http://", "https://")) and bool(url(cell))
    except CellError:
        return False


def _is_domain(cell: str) -> bool:
    try:
        return "/" not in cell and number(cell) is None and bool(domain(cell))
    except CellError:
        return False


_CHECKS: dict[Column, Callable[[str], bool]] = {
    Meaning.FROM_URL: _is_page,
    Meaning.TO_URL: _is_page,
    Meaning.FROM_DOMAIN: _is_domain,
    Meaning.LAST_SEEN: lambda cell: bool(Days()(cell)),
}
