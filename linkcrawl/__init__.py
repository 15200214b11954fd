"""linkcrawl keeps a company's link partnerships honest."""

import os

# The matrices of one page are small: a second thread only waits for the first, at the cost of
# a core. It holds where numpy has not been imported yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from linkcrawl.inspect import inspect_page

__all__ = ["inspect_page"]
