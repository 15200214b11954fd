"""When Python looks for garbage: rarely, since what is made here falls to pieces by itself."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from types import ModuleType

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


def load(name: str) -> ModuleType:
    """The module of this name, and all that it imports, with the collector off meanwhile.

    All that a module makes stays; to look through it again and again takes a sixth of the time
    of a short command.
    """
    if name in sys.modules or not gc.isenabled():
        return import_module(name)
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.enable()
