"""The formats that are no tables of links: Common Crawl's files, access logs, analytics."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain, repeat

from linkcrawl.claims import Claim, DomainFigure, Metric, Source
from linkcrawl.imports.access_log import Log, read_log
from linkcrawl.imports.files import parts_of
from linkcrawl.imports.ga4 import read_ga4, source_columns
from linkcrawl.imports.lines import DamagedFile
from linkcrawl.imports.log_lines import read_line
from linkcrawl.imports.releases import last_day_of, rank_columns, release_of
from linkcrawl.imports.rows import BadRow, Head, ImportFileError, LeftOut, Part, Row, Told
from linkcrawl.imports.wat import WatFile
from linkcrawl.referrals import Covered, Visits
from linkcrawl.store.rank_index import RankIndexWriter
from linkcrawl.vocabulary import Relation

CERTAIN = 1_000
_LOOKED_AT = 20
_VERTEX = re.compile(r"\d+\t[a-z0-9_-]+(?:\.[\w-]+)*(?:\t\d+)?", re.IGNORECASE)
_EDGE = re.compile(r"\d+\t\d+")


@dataclass(frozen=True, slots=True)
class WebFormat:
    """A kind of file that a function recognises by its first lines, and another reads."""

    name: str
    title: str
    source: Source
    recogniser: Callable[[Head], bool]
    reader: Callable[[Part, Told], Iterator[Row]]
    asks: Callable[[Told], Collection[str]] = lambda told: ()
    """The sites that a file is asked about; there may be more another day."""

    def asked(self, told: Told) -> str:
        """What stands for all that is asked of a file: the same file may be asked more."""
        sites = "\n".join(sorted(self.asks(told)))
        return blake2b(sites.encode(), digest_size=8).hexdigest()

    def recognise(self, head: Head) -> int:
        return CERTAIN if head.sample and self.recogniser(head) else 0

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        try:
            yield from self.reader(part, told)
        except DamagedFile as error:
            raise ImportFileError(f"{part.name}: {error}") from None


def _lines(head: Head) -> list[str]:
    """The first whole lines."""
    found = head.sample.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return [line for line in found[: _LOOKED_AT + 1] if line][:_LOOKED_AT]


def _are(pattern: re.Pattern[str]) -> Callable[[Head], bool]:
    def recognise(head: Head) -> bool:
        lines = _lines(head)
        return bool(lines) and all(map(pattern.fullmatch, lines))

    return recognise


def _is_log(head: Head) -> bool:
    lines = _lines(head)
    return 2 * sum(read_line(line.encode()) is not None for line in lines) > len(lines)


def _sites(told: Told) -> Collection[str]:
    return {*told.known, *told.relations}


def _asked_of_ranks(told: Told) -> Collection[str]:
    return [*_sites(told), "all of them"] if told.rank_index else _sites(told)


def _named(told: Told) -> Collection[str]:
    return set(told.relations)


def _ranks(part: Part, told: Told) -> Iterator[Row]:
    # Brings Polars along, which takes half a second to load.
    from linkcrawl.imports.common_crawl import read_ranks

    release = _release(part, told)
    with part.open() as stream:
        if told.rank_index:
            with RankIndexWriter(told.rank_index) as index:
                ranks = read_ranks(stream, _sites(told), index)
                index.finish(release, ranks.of)
        else:
            ranks = read_ranks(stream, _sites(told))
    if not ranks.of:
        raise ImportFileError(f"{part.name}: no line that can be used; fetch the file again")
    yield replace(ranks, release=release)
    yield from _bad(ranks.bad, ranks.bad_lines, "no rank")


def _vertices(part: Part, told: Told) -> Iterator[Row]:
    yield LeftOut("the names of a graph, which are read with its edges")


def _edges(part: Part, told: Told) -> Iterator[Row]:
    # Polars again.
    from linkcrawl.imports.web_graph import linking_domains, read_graph

    path = part.path.with_name(part.path.name.replace("edges", "vertices"))
    if path == part.path or not path.is_file():
        raise ImportFileError(
            f"{part.name}: the edges need the vertices file of the same release beside them"
            f" (looked for {path.name})"
        )
    vertices = parts_of(path)[0].open
    graph = read_graph(vertices, part.open, _named(told))
    day = last_day_of(_release(part, told))
    for target, count in graph.linking.items():
        yield DomainFigure(target, Metric.REFERRING_DOMAINS, count)
    for source, target in linking_domains(vertices, graph):
        yield Claim(target, source, last_seen=day)
    yield from _bad(graph.bad, (), "no edge")


def _wat(part: Part, told: Told) -> Iterator[Row]:
    with part.open() as stream:
        wat = WatFile(stream, told.relations)
        for reading in wat.readings():
            yield reading
            for link in reading.links:
                yield Claim(
                    link.site, reading.site, reading.url, link.url, link.text, link.rel, "text",
                    reading.day, reading.day,
                )  # fmt: skip
    yield from _bad(wat.bad, (), "a record that is no JSON")


def _log(part: Part, told: Told) -> Iterator[Row]:
    with part.open() as stream:
        visits = read_log(stream, _how(told))
    yield from _counted(visits)


def _ga4(part: Part, told: Told) -> Iterator[Row]:
    yield from _counted(read_ga4(part.rows(), _how(told)))


def _counted(visits: Visits) -> Iterator[Row]:
    yield visits
    yield from _bad(visits.bad, visits.bad_lines, "no line of this kind")
    for why, count in sorted((visits.left_out or {}).items()):
        yield LeftOut(why, count)


def _how(told: Told) -> Log:
    named = frozenset(d for d, r in told.relations.items() if r is not Relation.OWN)
    return Log(told.own, told.site, told.known, named, Covered(told.covered))


def _release(part: Part, told: Told) -> str:
    release = told.release or release_of(part.path.name)
    if not release:
        raise ImportFileError(
            f"{part.name}: its name does not tell the release; say --release"
            " cc-main-YYYY-mon-mon-mon"
        )
    return release


def _bad(count: int, lines: tuple[int, ...], why: str) -> Iterator[Row]:
    return (BadRow(line, why) for line in chain(lines, repeat(0, count - len(lines))))


FORMATS = (
    WebFormat(
        "common-crawl-ranks", "Common Crawl: ranks of domains or hosts", Source.COMMON_CRAWL,
        lambda head: bool(rank_columns(next(iter(_lines(head)), ""))), _ranks, _asked_of_ranks,
    ),
    WebFormat(
        "common-crawl-edges", "Common Crawl: edges of the web graph", Source.COMMON_CRAWL,
        _are(_EDGE), _edges, _named,
    ),
    WebFormat(
        "common-crawl-vertices", "Common Crawl: vertices of the web graph", Source.COMMON_CRAWL,
        _are(_VERTEX), _vertices,
    ),
    WebFormat(
        "common-crawl-wat", "Common Crawl: WAT records", Source.COMMON_CRAWL,
        lambda head: head.sample.startswith(b"WARC/1."), _wat, _named,
    ),
    WebFormat(
        "access-log", "Access log of a web server, combined format", Source.ACCESS_LOG,
        _is_log, _log,
    ),
    WebFormat(
        "ga4", "Google Analytics 4: sessions by session source", Source.GA4,
        lambda head: any(map(source_columns, head.rows)), _ga4,
    ),
)  # fmt: skip
