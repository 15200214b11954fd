"""Common Crawl's WAT records → what it saw on the pages that concern the user.

A record is JSON: of a page that was answered its address and its links. Any level of it may
be missing, and every value may be anything.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from gzip import BadGzipFile
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from linkcrawl.imports.lines import DamagedFile
from linkcrawl.urls import is_web, page_of, resolve, site_of
from linkcrawl.vocabulary import Relation
from linkcrawl.witness import Reading, SeenLink

# A page with ten thousand links makes two million bytes.
_MAX_RECORD = 1 << 24
_MAX_HEADER = 1 << 16
_MAX_URL = 4_000
_MAX_TEXT = 500
_LINKS = ("A@/href", "AREA@/href")
_PARTS = ("HTTP-Response-Metadata", "HTML-Metadata")
# Whose links to the own sites, and whose links from there, are read.
_OTHERS = (Relation.PARTNER, Relation.CANDIDATE)


@dataclass(slots=True)
class WatFile:
    """The records of a WAT file; what could not be read is counted while they are."""

    stream: BinaryIO
    relations: Mapping[str, Relation]
    records: int = 0
    bad: int = 0
    _own: frozenset[str] = field(init=False)
    _named: re.Pattern[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._own = frozenset(d for d, r in self.relations.items() if r is Relation.OWN)
        others = [d for d, r in self.relations.items() if r in _OTHERS]
        names = sorted({*self._own, *others})
        self._named = re.compile(b"|".join(re.escape(name.encode()) for name in names), re.I)

    def readings(self) -> Iterator[Reading]:
        """The pages of the own sites and of partners, and those that link to the own sites.

        Raises DamagedFile where the file is no WARC or breaks off.
        """
        records = ArchiveIterator(self.stream, no_record_parse=True)
        records.loader.warc_parser = _BoundedHeaders(records.loader.WARC_TYPES)
        try:
            for record in records:
                self.records += 1
                if record.rec_type != "metadata" or not 0 < (record.length or 0) <= _MAX_RECORD:
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                at = record.rec_headers.get_header("WARC-Date") or ""
                if reading := self._reading(url, at, record.content_stream().read(_MAX_RECORD)):
                    yield reading
        except (ArchiveLoadFailed, BadGzipFile, EOFError, UnicodeError, zlib.error) as error:
            raise DamagedFile(f"record {self.records + 1:,} can't be read: {error}") from None

    def _reading(self, url: str, at: str, payload: bytes) -> Reading | None:
        """What a record tells of the user's sites; most tell nothing, and are not parsed."""
        if not is_web(url) or not (self._named.search(payload) or self._named.search(url.encode())):
            return None
        try:
            envelope = _within(json.loads(payload), "Envelope")
        except (ValueError, RecursionError):
            self.bad += 1
            return None
        head = _within(envelope, "WARC-Header-Metadata")
        told = head.get("WARC-Target-URI")
        url = told if isinstance(told, str) and is_web(told) else url
        at = str(head.get("WARC-Date") or at)
        page = _within(envelope, "Payload-Metadata", *_PARTS)
        if not page or not _is_day(at[:10]) or len(url) > _MAX_URL:
            return None
        status = _within(envelope, "Payload-Metadata", _PARTS[0], "Response-Message").get("Status")
        return self._told(page_of(url), at[:10], status, page)

    def _told(
        self, url: str, day: str, status: object, page: Mapping[str, object]
    ) -> Reading | None:
        site = site_of(url)
        relation = self.relations.get(site, Relation.OTHER)
        links = tuple(dict.fromkeys(self._links(url, site, page)))
        if not links and relation is not Relation.OWN and relation not in _OTHERS:
            return None
        text = str(status)
        return Reading(url, site, day, int(text) if text.isdecimal() else None, links)

    def _links(self, url: str, site: str, page: Mapping[str, object]) -> Iterator[SeenLink]:
        """The links to the own sites, and of an own site those to partners and candidates."""
        base = resolve(_string(_within(page, "Head").get("Base")), url) or url
        for link in _list(page.get("Links")):
            if not isinstance(link, dict) or link.get("path") not in _LINKS:
                continue
            target = resolve(_string(link.get("url")), base)
            if not is_web(target) or len(target) > _MAX_URL or site_of(target) == site:
                continue
            to = site_of(target)
            concerns = to in self._own or (site in self._own and self.relations.get(to) in _OTHERS)
            if concerns:
                words = " ".join(_string(link.get("text"))[: 4 * _MAX_TEXT].split())[:_MAX_TEXT]
                rel = " ".join(sorted(set(_string(link.get("rel")).lower()[:200].split())))
                yield SeenLink(page_of(target), to, words, rel)


class _BoundedHeaders(StatusAndHeadersParser):  # type: ignore[misc]
    """Warcio's parser, which reads headers as long as there are any, given an end."""

    def parse(self, stream: BinaryIO, full_statusline: bytes | None = None) -> StatusAndHeaders:
        return super().parse(_Lines(stream), full_statusline)


class _Lines:
    """The lines of a header; DamagedFile where they go on and on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, _MAX_HEADER

    def readline(self) -> bytes:
        line = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise DamagedFile(f"a record's header is longer than {_MAX_HEADER:,} bytes")
        return line


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _within(value: object, *names: str) -> Mapping[str, object]:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _string(value: object) -> str:
    return value[: 2 * _MAX_URL] if isinstance(value, str) else ""
