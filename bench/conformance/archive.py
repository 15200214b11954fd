"""The archive of other people's cases: it is not shipped, so all of it may be absent."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ARCHIVE = Path(
    os.environ.get("LINKCRAWL_CONFORMANCE", Path(__file__).parents[3] / "shared/conformance.tar.xz")
)
_TOP = "conformance/"


@cache
def _all() -> dict[str, bytes]:
    if not ARCHIVE.exists():
        return {}
    found: dict[str, bytes] = {}
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                found[member.name.removeprefix(_TOP)] = content.read()
    return found


def files(folder: str) -> Iterator[tuple[str, bytes]]:
    """The files below *folder* with their names; none where there is no archive."""
    return ((name, body) for name, body in _all().items() if name.startswith(folder))


def content(name: str) -> bytes:
    """A file of the archive, b"" where there is none."""
    return _all().get(name, b"")


def json_under(folder: str) -> Iterator[Any]:
    """What the JSON files below *folder* hold, whatever they are called."""
    return (json.loads(body) for _, body in files(folder) if body.lstrip()[:1] in (b"{", b"["))
