"""linkcrawl keeps a company's link partnerships honest."""

from linkcrawl.inspect import inspect_page

__all__ = ["inspect_page"]
