"""When Python looks for garbage: rarely, since what is made here falls to pieces by itself."""

from __future__ import annotations

import gc

# Pages and judgements are made of small objects that hold no cycles; at Python's own 700 the
# collector takes a tenth of a crawl and an eighth of a report, and finds nothing.
_OBJECTS_BEFORE_COLLECTING = 200_000
# So many before what stayed is looked through too: memories, of which nothing is ever found.
_COLLECTIONS_BEFORE_OLDER = (20, 100)


def let_garbage_wait() -> None:
    """Have the collector wait for many more objects, and leave alone what is there now.

    For a process that ends with its work: what is there now stays to the end.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, *_COLLECTIONS_BEFORE_OLDER)
