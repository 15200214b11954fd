"""Google Search Console: the tables of its Links report, in any of eight languages.

Google publishes no list of its headings: several spellings a language are known here, and
a table whose headings nobody knows is told by its cells. The spellings are in the order
English, German, French, Spanish, Italian, Portuguese, Dutch, Hebrew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkcrawl.claims import Metric, Source
from linkcrawl.imports.meanings import Meaning
from linkcrawl.imports.rows import Head, LeftOut, Part, Row, Told
from linkcrawl.imports.table_format import TableFormat

_FROM_URL = (
    "Linking page", "Verweisende Seite", "Verlinkende Seite", "Page d'origine",
    "Page de liaison", "Page référente", "Page avec lien", "Página de enlace",
    "Página que enlaza", "Página con enlaces", "Página de origen", "Pagina con link",
    "Pagina di collegamento", "Pagina di origine", "Página com link", "Página com links",
    "Página de vinculação", "Página de origem", "Linkende pagina", "Verwijzende pagina",
    "Pagina met link", "דף מקשר", "עמוד מקשר", "דף מקור", "עמוד מקור",
)  # fmt: skip
_LAST_CRAWLED = (
    "Last crawled", "Last crawl", "Zuletzt gecrawlt", "Letztes Crawling", "Letzter Crawl",
    "Dernière exploration", "Date de la dernière exploration", "Último rastreo",
    "Última vez que se ha rastreado", "Fecha del último rastreo", "Ultima scansione",
    "Último rastreamento", "Data do último rastreamento", "Laatst gecrawld", "Laatste crawl",
    "נסרק לאחרונה", "סריקה אחרונה", "תאריך סריקה אחרונה", "התאריך של הסריקה האחרונה",
)  # fmt: skip
_SITE = (
    "Site", "Top linking sites", "Linking site", "Website", "Verweisende Website",
    "Verlinkende Website", "Sitio", "Sitio web", "Sito", "Sito web", "אתר", "אתר מקשר",
)  # fmt: skip
_LINKING_PAGES = (
    "Linking pages", "Verweisende Seiten", "Verlinkende Seiten", "Pages d'origine",
    "Pages de liaison", "Pages référentes", "Pages avec liens", "Páginas de enlace",
    "Páginas que enlazan", "Páginas con enlaces", "Páginas de origen", "Pagine con link",
    "Pagine di collegamento", "Pagine di origine", "Páginas com links", "Páginas de vinculação",
    "Páginas de origem", "Linkende pagina's", "Verwijzende pagina's", "Pagina's met links",
    "דפים מקשרים", "עמודים מקשרים", "דפים מפנים",
)  # fmt: skip
_TARGET_PAGES = (
    "Target pages", "Zielseiten", "Pages cibles", "Páginas de destino",
    "Pagine di destinazione", "Doelpagina's", "דפי יעד", "עמודי יעד",
)  # fmt: skip
_TARGET_PAGE = (
    "Target page", "Top linked pages", "Zielseite", "Page cible", "Página de destino",
    "Pagina di destinazione", "Doelpagina", "דף יעד", "עמוד יעד",
)  # fmt: skip
_INCOMING = (
    "Incoming links", "Eingehende Links", "Liens entrants", "Enlaces entrantes",
    "Link in entrata", "Link in arrivo", "Links recebidos", "Links de entrada",
    "Binnenkomende links", "Inkomende links", "קישורים נכנסים",
)  # fmt: skip
_LINKING_SITES = (
    "Linking sites", "Verweisende Websites", "Verlinkende Websites", "Sites d'origine",
    "Sites de liaison", "Sites référents", "Sites avec liens", "Sitios de enlace",
    "Sitios que enlazan", "Sitios web que enlazan", "Sitios con enlaces", "Siti con link",
    "Siti di collegamento", "Siti di origine", "Sites com links", "Sites de vinculação",
    "Sites de origem", "Linkende sites", "Verwijzende sites", "Sites met links", "אתרים מקשרים",
)  # fmt: skip
_TEXT = (
    "Linking text", "Top linking text", "Linktext", "Verweistext", "Häufigster Linktext",
    "Häufigste Linktexte", "Texte du lien", "Texte de lien", "Texte d'ancrage",
    "Texte de liaison", "Texto del enlace", "Texto de enlace", "Texto de los enlaces",
    "Testo del link", "Testo di collegamento", "Testo di ancoraggio", "Texto do link",
    "Texto com link", "Texto de vinculação", "Linktekst", "טקסט קישור", "טקסט מקשר",
)  # fmt: skip
_INTERNAL = re.compile(r"intern|פנימ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkedPages:
    """Top linked pages: the table of links within the own site has the same headings."""

    table: TableFormat

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def title(self) -> str:
        return self.table.title

    @property
    def source(self) -> Source:
        return self.table.source

    def recognise(self, head: Head) -> int:
        return self.table.recognise(head)

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        rows = self.table.read(part, told)
        if _INTERNAL.search(part.name):
            return (LeftOut("links within one site, by the file's name") for _ in rows)
        return rows


SITES = TableFormat(
    name="search-console-sites",
    title="Search Console: top linking sites",
    source=Source.SEARCH_CONSOLE,
    needs=(Meaning.FROM_DOMAIN, Metric.LINKING_PAGES),
    columns={
        Meaning.FROM_DOMAIN: _SITE,
        Metric.LINKING_PAGES: _LINKING_PAGES,
        Metric.TARGET_PAGES: _TARGET_PAGES,
    },
    shape=(Meaning.FROM_DOMAIN, Metric.LINKING_PAGES, Metric.TARGET_PAGES),
    about_site=True,
)
PAGES = LinkedPages(
    TableFormat(
        name="search-console-pages",
        title="Search Console: top linked pages",
        source=Source.SEARCH_CONSOLE,
        needs=(Meaning.TO_URL, Metric.LINKING_PAGES),
        columns={
            Meaning.TO_URL: _TARGET_PAGE,
            Metric.LINKING_PAGES: _INCOMING,
            Metric.LINKING_SITES: _LINKING_SITES,
        },
        shape=(Meaning.TO_URL, Metric.LINKING_PAGES, Metric.LINKING_SITES),
    )
)
LATEST = TableFormat(
    name="search-console-latest",
    title="Search Console: latest links",
    source=Source.SEARCH_CONSOLE,
    needs=(Meaning.FROM_URL, Meaning.LAST_SEEN),
    columns={Meaning.FROM_URL: _FROM_URL, Meaning.LAST_SEEN: _LAST_CRAWLED},
    shape=(Meaning.FROM_URL, Meaning.LAST_SEEN),
    about_site=True,
)
SAMPLE = TableFormat(
    name="search-console-sample",
    title="Search Console: more sample links",
    source=Source.SEARCH_CONSOLE,
    needs=(Meaning.FROM_URL,),
    columns={Meaning.FROM_URL: _FROM_URL},
    about_site=True,
)
TEXTS = TableFormat(
    name="search-console-texts",
    title="Search Console: top linking text",
    source=Source.SEARCH_CONSOLE,
    needs=(Meaning.ANCHOR,),
    columns={
        Meaning.ANCHOR: _TEXT,
        Metric.LINKING_PAGES: ("Count", "Links", "Number of links", "Anzahl"),
        Metric.LINKING_SITES: ("Number of sites", "Sites", *_LINKING_SITES),
        Meaning.OTHER: ("Rank", "Rang", "#"),
    },
    about_site=True,
)
FORMATS = (SITES, PAGES, LATEST, SAMPLE, TEXTS)
