"""The order of the measures in stored surroundings, and what their bytes mean."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from linkcrawl.page.blocks import BLOCK_MEASURES
from linkcrawl.page.link_measures import CONTAINERS, LINK_MEASURES
from linkcrawl.page.link_urls import URL_MEASURES
from linkcrawl.page.page_measures import PAGE_MEASURES

Rows = npt.NDArray[np.uint8]
# Raise when the measures change: facts of another version are not judged.
SURROUNDINGS_VERSION = 1
MEASURES = (
    *(f"{container}.{name}" for container in CONTAINERS for name in (*BLOCK_MEASURES, "level")),
    *LINK_MEASURES,
    *(f"url.{name}" for name in URL_MEASURES),
    *(f"page.{name}" for name in PAGE_MEASURES),
)
COLUMN = {name: number for number, name in enumerate(MEASURES)}


def size_of(byte: int, steps: float) -> float:
    """The size that a byte of *steps* to each doubling stands for.

    >>> round(size_of(112, 16))
    127
    """
    return float(2 ** (byte / steps) - 1)
