"""Screaming Frog SEO Spider: all inlinks, all outlinks; links within one site are left out."""

from __future__ import annotations

from linkcrawl.claims import Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.table_format import TableFormat

FORMATS = (
    TableFormat(
        name="screaming-frog",
        title="Screaming Frog: inlinks or outlinks",
        source=Source.SCREAMING_FROG,
        needs=(Meaning.KIND, Meaning.FROM_URL, Meaning.TO_URL),
        columns={
            Meaning.KIND: ("Type", "Typ", "Tipo"),
            Meaning.FROM_URL: ("Source", "From", "Quelle", "Fuente", "Origine"),
            Meaning.TO_URL: (
                "Destination", "To", "Ziel", "Destino", "Destinazione", "Ziel-URL",
            ),
            Meaning.ANCHOR: ("Anchor", "Anchor Text", "Ankertext", "Ancre", "Ancla"),
            Meaning.FOLLOW: ("Follow",),
            Meaning.REL: ("Rel",),
            Meaning.OTHER: (
                "Size (Bytes)", "Alt Text", "Status Code", "Status", "Target", "Path Type",
                "Link Path", "Link Position", "Link Origin", "Size", "Transferred (Bytes)",
            ),
        },
        keeps=frozenset(("hyperlink", "hyperlien", "hiperenlace", "hipervínculo",
                         "collegamento ipertestuale", "hiperlink", "ahref")),
    ),
)  # fmt: skip
