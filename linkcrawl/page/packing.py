"""The measures of all links of a page in one small blob, for storing."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np


def pack_features(features: Sequence[bytes]) -> bytes:
    """About 30 bytes a link: neighbours differ in few measures, so differences are kept.

    >>> unpack_features(pack_features([b"abc", b"abd"]))
    [b'abc', b'abd']
    """
    if not features:
        return b""
    width = len(features[0])
    rows = np.frombuffer(b"".join(features), np.uint8).reshape(-1, width)
    first = np.zeros((width, 1), np.uint8)
    return width.to_bytes(2, "big") + zlib.compress(np.diff(rows.T, prepend=first).tobytes())


def unpack_features(blob: bytes) -> list[bytes]:
    """The measures that went into `pack_features`, in the same order."""
    if not blob:
        return []
    width = int.from_bytes(blob[:2], "big")
    steps = np.frombuffer(zlib.decompress(blob[2:]), np.uint8).reshape(width, -1)
    rows = np.cumsum(steps, axis=1, dtype=np.uint8).T
    return [row.tobytes() for row in np.ascontiguousarray(rows)]
