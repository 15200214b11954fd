"""linkcrawl keeps a company's link partnerships honest."""

import os
from typing import TYPE_CHECKING

# The matrices of one page are small: a second thread only waits for the first, at the cost of
# a core. It holds where numpy has not been imported yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from linkcrawl.inspect import inspect_page
else:

    def __getattr__(name: str) -> object:
        """What of this package is loaded when it is asked for: most commands read no page."""
        if name != "inspect_page":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from linkcrawl.inspect import inspect_page

        return inspect_page


__all__ = ["inspect_page"]
