"""How browsers show links → rows: the newest reading of each, beside the link's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from linkcrawl.items import Link
from linkcrawl.store.intern import storable

_COLUMNS = (
    "page_id", "first_visit", "position", "visit_id", "visible", "clickable", "why", "x", "y",
    "width", "height", "page_height", "in_frame", "leads_to", "raw_rel",
)  # fmt: skip
_INSERT = (
    f"insert or replace into sight({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})"
)

# A link, and the page, first visit and position that its row has.
LinkRow = tuple[Link, int, int, int]


def write_sights(connection: sqlite3.Connection, visit_id: int, links: Iterable[LinkRow]) -> None:
    """Store what *visit_id* saw of links; of those that were not looked at, nothing."""
    connection.executemany(_INSERT, _rows(visit_id, links))


def _rows(visit_id: int, links: Iterable[LinkRow]) -> Iterator[tuple[object, ...]]:
    for link, page_id, first_visit, position in links:
        if link.sight is not None:
            rel = None if link.raw_rel is None else " ".join(link.raw_rel)
            leads_to = storable(link.sight.leads_to) or None
            yield (page_id, first_visit, position, visit_id, *link.sight[:9], leads_to, rel)
