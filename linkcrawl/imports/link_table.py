"""A table of links that names a source and a target page, whoever wrote it."""

from __future__ import annotations

from linkcrawl.claims import Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

FORMATS = (
    TableFormat(
        name="links",
        title="A table of links",
        source=Source.LIST,
        needs=(Meaning.FROM_URL, Meaning.TO_URL),
        columns={
            Meaning.FROM_URL: ("source_url", "source_page", "Source", "From", "from_url"),
            Meaning.TO_URL: ("target_url", "target_page", "Target", "To", "to_url"),
            Meaning.ANCHOR: ("anchor_text", "anchor", "expected_anchor_text"),
            Meaning.REL: ("rel", "expected_rel"),
            Meaning.FIRST_SEEN: ("first_seen", "placement_date"),
            Meaning.LAST_SEEN: ("last_seen",),
        },
    ),
)
