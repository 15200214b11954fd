"""Files of the web at large, made by hand in their exact shapes, and read as an import would."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from linkcrawl.imports.files import parts_of
from linkcrawl.imports.registry import format_of
from linkcrawl.imports.rows import BadRow, ImportFileError, LeftOut, Row, Told
from linkcrawl.vocabulary import Relation

OWN = "baker.example"
TOLD = Told(
    own=(OWN,),
    relations={
        OWN: Relation.OWN,
        "mill.example": Relation.PARTNER,
        "guild.example": Relation.CANDIDATE,
        "rival.example": Relation.COMPETITOR,
    },
)


def read(path: Path, told: Told = TOLD) -> list[Row]:
    """All rows of a file, of whatever format it is recognised to be."""
    (part,) = parts_of(path)
    return list(format_of(part).read(part, told))


def rows_of(kind: type, rows: list[Row]) -> list[Row]:
    return [row for row in rows if isinstance(row, kind)]


def bad(rows: list[Row]) -> list[int]:
    """The lines that could not be used."""
    return [row.line for row in rows if isinstance(row, BadRow)]


def left_out(rows: list[Row]) -> list[str]:
    return [row.why for row in rows if isinstance(row, LeftOut)]


def refusal(path: Path, told: Told = TOLD) -> str:
    """The line that says why a file can't be imported."""
    try:
        read(path, told)
    except ImportFileError as error:
        return str(error)
    raise AssertionError("it was read")


def packed(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode()))
    return path


def wat_record(
    payload: object, url: str = "https://mill.example/news", kind: str = "metadata"
) -> bytes:
    """A record as Common Crawl packs it, each by itself."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-05-12T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:6a7c0b0e-0000-4000-8000-000000000000>\r\n"
        "WARC-Refers-To: <urn:uuid:6a7c0b0e-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


def wat_page(
    links: object, url: str = "https://mill.example/news", base: str | None = None
) -> dict[str, object]:
    """What a record says of a page that was answered."""
    head = {"Title": "News", **({"Base": base} if base else {})}
    return {
        "Container": {"Filename": "CC-MAIN-20260512000000-00000.warc.gz", "Compressed": True},
        "Envelope": {
            "Format": "WARC",
            "WARC-Header-Length": "600",
            "WARC-Header-Metadata": {
                "WARC-Type": "response",
                "WARC-Date": "2026-05-12T03:04:05Z",
                "WARC-Target-URI": url,
            },
            "Payload-Metadata": {
                "Actual-Content-Type": "application/http; msgtype=response",
                "HTTP-Response-Metadata": {
                    "Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"},
                    "HTML-Metadata": {"Head": head, "Links": links},
                },
            },
        },
    }
