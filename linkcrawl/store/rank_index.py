"""All ranks of a release in one file beside the database: sixteen bytes a site, found at once.

A row is a key made of the site's name, and its two ranks; rows are sorted by key, so that a
name is found by halving. Names themselves are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from linkcrawl.ranks import SiteRank

INDEX_FILE = "linkcrawl.ranks"
_Positions = NDArray[np.uint64]
_ROW = np.dtype([("key", "<u8"), ("harmonic", "<u4"), ("pagerank", "<u4")])
_MOST = 2**32 - 1
_HEADER = 512
_MAGIC = "linkcrawl ranks 1"
_BUCKETS = 256


def key_of(name: str) -> int:
    """The key of a name; that two of a hundred million share one is next to impossible."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


class RankIndexWriter:
    """Writes an index in the place of *path* when `finish` is called, else nothing.

    Rows wait in files by the first byte of their keys, which are sorted one after the other.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = TemporaryDirectory(prefix=".ranks-", dir=path.parent)
        self._files: list[BinaryIO] = [self._bucket(i).open("wb") for i in range(_BUCKETS)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()
        self._folder.cleanup()

    def add(self, names: Sequence[str], harmonic: _Positions, pagerank: _Positions) -> None:
        """Take sites with their ranks."""
        rows = np.empty(len(names), _ROW)
        rows["key"] = [key_of(name) for name in names]
        rows["harmonic"] = np.minimum(harmonic, _MOST)
        rows["pagerank"] = np.minimum(pagerank, _MOST)
        rows.sort(order="key")
        edges = np.searchsorted(rows["key"] >> np.uint64(56), np.arange(_BUCKETS + 1))
        for i, file in enumerate(self._files):
            file.write(rows[edges[i] : edges[i + 1]].tobytes())

    def finish(self, release: str, of: int) -> None:
        """Sort all that was taken and put the index in its place."""
        for file in self._files:
            file.close()
        made = self._path.with_name(f"{self._path.name}.new")
        head = json.dumps([_MAGIC, release[:200], of]).encode().ljust(_HEADER)
        with made.open("wb") as out:
            out.write(head)
            for i in range(_BUCKETS):
                out.write(np.sort(np.fromfile(self._bucket(i), _ROW), order="key").tobytes())
        made.replace(self._path)

    def _bucket(self, number: int) -> Path:
        return Path(self._folder.name, f"{number:03}")


def find_ranks(path: Path, names: Collection[str]) -> dict[str, SiteRank]:
    """The ranks that the index at *path* has of *names*, the better one where there are two."""
    try:
        with path.open("rb") as file:
            magic, release, of = json.loads(file.read(_HEADER))
        rows: NDArray[np.void] = np.memmap(path, _ROW, mode="r", offset=_HEADER)
    except (OSError, ValueError, TypeError):
        return {}
    found = {}
    for name in names if magic == _MAGIC else ():
        key = np.uint64(key_of(name))
        start, end = (int(np.searchsorted(rows["key"], key, side)) for side in ("left", "right"))
        if start < end:
            best = rows[start:end][int(np.argmin(rows["harmonic"][start:end]))]
            ranks = int(best["harmonic"]), int(best["pagerank"])
            found[name] = SiteRank(name, *ranks, None, int(of), str(release))
    return found
